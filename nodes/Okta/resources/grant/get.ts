import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { expand, grant, simplifyGrant } from './fields';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a grant of a user',
	description: 'Get one permission that an application has to act for a user',
	fields: [
		user,
		grant,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [expand, ifNotFound],
		},
	],
	request: ({ user, grant, options }) => ({
		method: 'GET',
		path: path`/api/v1/users/${user}/grants/${grant}`,
		query: { expand: options.expand },
	}),
	result: (payload, { user }) => ({ ...asRecord(payload), userId: user }),
	simplify: simplifyGrant,
});
