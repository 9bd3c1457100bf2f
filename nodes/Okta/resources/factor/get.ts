import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { factor } from '../../factor';
import { user } from '../../user';
import { simplifyFactor, withoutActivation } from './simplify';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a factor of a user',
	description: 'Get one second factor of a user',
	fields: [
		user,
		factor,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ user, factor }) => ({
		method: 'GET',
		path: path`/api/v1/users/${user}/factors/${factor}`,
	}),
	result: (payload, { user }) => ({ userId: user, ...withoutActivation(asRecord(payload)) }),
	simplify: simplifyFactor,
});
