import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import {
	organizationPermission,
	organizationRole,
	readOrganizationPermission,
	readOrganizationRole,
} from '../../organization';
import { take } from '../../taken';

export const removePermission = defineOperation({
	value: 'removePermission',
	name: 'Remove Permission',
	action: 'Remove a permission from an organization role',
	description: 'Have an organization role no longer give an organization permission',
	fields: [
		organizationRole,
		organizationPermission,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { role, permission, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organization-roles/${role}/scopes/${permission}`,
			},
			item: { roleId: role, permissionId: permission },
			options,
			fact: 'The role does not give the permission',
			prove: async () => [
				await readOrganizationRole(api, role),
				await readOrganizationPermission(api, permission),
			],
		}),
});
