import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { organizationRole, organizationPermissions } from '../../organization';

export const addPermissions = defineOperation({
	value: 'addPermissions',
	name: 'Add Permissions',
	action: 'Add permissions to an organization role',
	description:
		'Have an organization role give organization permissions; those it gives already stay',
	fields: [
		organizationRole,
		{ ...organizationPermissions, required: true },
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
		const at = path`/api/organization-roles/${role}/scopes`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedPermissionIds = permissionIds.filter((id) => !held.includes(id));
		const item = { roleId: role, permissionIds, addedPermissionIds };
		if (addedPermissionIds.length === 0) {
			return alreadyDone(item, options, 'The role gives all of them');
		}
		const body = { organizationScopeIds: addedPermissionIds };
		await done(api, { method: 'POST', path: at, body }, 201);
		return { ...item, already: false };
	},
});
