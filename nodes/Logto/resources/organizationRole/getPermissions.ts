import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationRole } from '../../organization';

export const getPermissions = defineOperation({
	value: 'getPermissions',
	name: 'Get Permissions',
	action: 'Get the permissions of an organization role',
	description: 'List the organization permissions that an organization role gives',
	fields: [organizationRole, returnAll, limit],
	list: ({ role }) => ({
		method: 'GET',
		path: path`/api/organization-roles/${role}/scopes`,
		pageSize: 100,
	}),
});
