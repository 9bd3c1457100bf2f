import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a role',
	description: 'Read one role',
	fields: [
		role,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ role }) => ({ method: 'GET', path: path`/api/roles/${role}` }),
	result: asRecord,
});
