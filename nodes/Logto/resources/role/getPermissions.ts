import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';

export const getPermissions = defineOperation({
	value: 'getPermissions',
	name: 'Get Permissions',
	action: 'Get the permissions of a role',
	description: 'List the permissions that a role gives, each with its API resource',
	fields: [role, returnAll, limit],
	list: ({ role }) => ({
		method: 'GET',
		path: path`/api/roles/${role}/scopes`,
		pageSize: 100,
	}),
});
