import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationRole } from '../../organization';

export const getApiPermissions = defineOperation({
	value: 'getApiPermissions',
	name: 'Get API Permissions',
	action: 'Get the API permissions of an organization role',
	description: 'List the permissions of API resources that an organization role gives',
	fields: [organizationRole, returnAll, limit],
	list: ({ role }) => ({
		method: 'GET',
		path: path`/api/organization-roles/${role}/resource-scopes`,
		pageSize: 100,
	}),
});
