import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine, machineRoles } from '../../application';
import { done } from '../../done';
import { unless } from '../../refused';
import { give, rolesHeld } from './roles';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace the roles of an application',
	description:
		'Have a machine-to-machine application exactly these roles: those it lacks are given first, then all others are taken away',
	fields: [
		machine,
		{
			displayName: 'Remove All Roles',
			name: 'removeAll',
			type: 'boolean',
			default: false,
			description: 'Whether to take all roles from the application and give none',
		},
		{ ...machineRoles, displayOptions: { show: { removeAll: [false] } } },
	],
	async run(api, { app, removeAll, roles }) {
		const roleIds = removeAll ? [] : [...new Set(roles)];
		if (!removeAll && roleIds.length === 0) {
			throw new InputError(
				'"Role Names or IDs" is empty',
				'Choose roles from the list, or turn on "Remove All Roles". If it is an expression, check that it has a result for this item.',
			);
		}
		const held = await rolesHeld(api, app);
		const addedRoleIds = roleIds.filter((id) => !held.includes(id));
		const removedRoleIds = held.filter((id) => !roleIds.includes(id));
		// Not by Logto's own replacing: it takes roles away before it looks at the new ones, and where none
		// is to be added it answers 422 after that (core/src/routes/applications/application-role.ts).
		await give(api, app, addedRoleIds);
		for (const id of removedRoleIds) {
			const at = path`/api/applications/${app}/roles/${id}`;
			// Somebody else may have taken it meanwhile.
			await done(api, { method: 'DELETE', path: at }).catch(unless('entity.not_found'));
		}
		const already = addedRoleIds.length + removedRoleIds.length === 0;
		return { appId: app, roleIds, addedRoleIds, removedRoleIds, already };
	},
});
