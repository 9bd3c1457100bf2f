import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageAll } from '../../scope';
import { user } from './user';

export const getPrivileges = defineOperation({
	value: 'getPrivileges',
	name: 'Get Privileges',
	action: 'Get the privileges of a user',
	description:
		'List what a user may do as a delegated administrator. The plan of the account needs Delegated Administration.',
	fields: [
		user,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Roles',
					name: 'includeRoles',
					type: 'boolean',
					default: false,
					description: 'Whether to list the privileges too that a role gives to the user',
				},
			],
		},
	],
	list: ({ user, options: { includeRoles } }) => ({
		method: 'GET',
		path: includeRoles
			? path`/api/2/users/${user}/delegated_privileges`
			: path`/api/2/users/${user}/privileges`,
	}),
	advise: toManageAll,
});
