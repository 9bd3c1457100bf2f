import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationPermission } from '../../organization';

export const deletePermission = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an organization permission',
	description: 'Delete an organization permission for good, and so take it from all roles',
	fields: [organizationPermission],
	request: ({ permission }) => ({
		method: 'DELETE',
		path: path`/api/organization-scopes/${permission}`,
	}),
	result: (_payload, { permission }) => ({ id: permission, deleted: true }),
});
