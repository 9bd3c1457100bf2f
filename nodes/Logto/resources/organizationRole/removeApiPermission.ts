import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationRole, readOrganizationRole } from '../../organization';
import { apiPermission, requirePermission } from '../../permission';
import { take } from '../../taken';

export const removeApiPermission = defineOperation({
	value: 'removeApiPermission',
	name: 'Remove API Permission',
	action: 'Remove an API permission from an organization role',
	description: 'Have an organization role no longer give a permission of an API resource',
	fields: [
		organizationRole,
		apiPermission,
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
				path: path`/api/organization-roles/${role}/resource-scopes/${permission}`,
			},
			item: { roleId: role, permissionId: permission },
			options,
			fact: 'The role does not give the permission',
			prove: async () => [
				await readOrganizationRole(api, role),
				await requirePermission(api, permission),
			],
		}),
});
