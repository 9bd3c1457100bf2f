import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { organizationRole } from '../../organization';
import { permissions } from '../../permission';

export const addApiPermissions = defineOperation({
	value: 'addApiPermissions',
	name: 'Add API Permissions',
	action: 'Add API permissions to an organization role',
	description:
		'Have an organization role give permissions of API resources; those it gives already stay',
	fields: [
		organizationRole,
		{ ...permissions, required: true },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { role, permissions, options }) {
		const permissionIds = [...new Set(permissions)];
		const at = path`/api/organization-roles/${role}/resource-scopes`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedPermissionIds = permissionIds.filter((id) => !held.includes(id));
		const item = { roleId: role, permissionIds, addedPermissionIds };
		if (addedPermissionIds.length === 0) {
			return alreadyDone(item, options, 'The role gives all of them');
		}
		const body = { scopeIds: addedPermissionIds };
		await done(api, { method: 'POST', path: at, body }, 201);
		return { ...item, already: false };
	},
});
