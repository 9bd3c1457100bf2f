import { done } from '../../done';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, organizationRoles } from '../../organization';
import { user } from '../../user';

export const replaceRoles = defineOperation({
	value: 'replaceRoles',
	name: 'Replace Roles',
	action: 'Replace the roles of an organization member',
	description: 'Have a member exactly these roles in an organization; all others are taken away',
	fields: [
		organization,
		user,
		{
			displayName: 'Remove All Roles',
			name: 'removeAll',
			type: 'boolean',
			default: false,
			description: 'Whether to take all roles from the member and give none',
		},
		{ ...organizationRoles, displayOptions: { show: { removeAll: [false] } } },
	],
	async run(api, { organization, user, removeAll, roles }) {
		const roleIds = removeAll ? [] : [...new Set(roles)];
		if (!removeAll && roleIds.length === 0) {
			throw new InputError(
				'"Role Names or IDs" is empty',
				'Choose roles from the list, or turn on "Remove All Roles". If it is an expression, check that it has a result for this item.',
			);
		}
		await done(api, {
			method: 'PUT',
			path: path`/api/organizations/${organization}/users/${user}/roles`,
			body: { organizationRoleIds: roleIds },
		});
		return { success: true, organizationId: organization, userId: user, roleIds };
	},
});
