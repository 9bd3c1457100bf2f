import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource, permissionOfResource, requireOwn } from '../../apiResource';
import { done } from '../../done';

export const deletePermission = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an API permission',
	description:
		'Delete a permission of an API resource for good, and so take it from all roles that give it',
	fields: [apiResource, permissionOfResource],
	async run(api, { apiResource, permission }) {
		await requireOwn(api, apiResource, permission);
		const at = path`/api/resources/${apiResource}/scopes/${permission}`;
		await done(api, { method: 'DELETE', path: at });
		return { id: permission, apiResourceId: apiResource, deleted: true };
	},
});
