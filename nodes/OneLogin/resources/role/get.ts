import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';
import { toReadRoles } from '../../scope';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a role',
	description: 'Read one role. Its people and applications have operations of their own.',
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
	request: ({ role }) => ({ method: 'GET', path: path`/api/2/roles/${role}` }),
	advise: toReadRoles,
});
