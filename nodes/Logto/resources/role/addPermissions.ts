import { alreadyDone, asRecords } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { permissions } from '../../permission';
import { role } from '../../role';

export const addPermissions = defineOperation({
	value: 'addPermissions',
	name: 'Add Permissions',
	action: 'Add permissions to a role',
	description: 'Have a role give permissions of API resources; those it gives already stay',
	fields: [
		role,
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
		const at = path`/api/roles/${role}/scopes`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedPermissionIds = permissionIds.filter((id) => !held.includes(id));
		const item = { roleId: role, permissionIds, addedPermissionIds };
		if (addedPermissionIds.length === 0) {
			return alreadyDone(item, options, 'The role gives all of them');
		}
		// Only those that it lacks: with one that it gives Logto adds none (core/src/libraries/role-scope.ts).
		asRecords(
			await api.request({ method: 'POST', path: at, body: { scopeIds: addedPermissionIds } }),
		);
		return { ...item, already: false };
	},
});
