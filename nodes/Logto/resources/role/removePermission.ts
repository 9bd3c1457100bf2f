import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { readRole, requirePermission } from '../../permission';
import { role } from '../../role';
import { take } from '../../taken';

export const removePermission = defineOperation({
	value: 'removePermission',
	name: 'Remove Permission',
	action: 'Remove a permission from a role',
	description: 'Have a role no longer give a permission',
	fields: [
		role,
		{
			displayName: 'Permission',
			name: 'permission',
			type: 'resourceLocator',
			typeOptions: { loadOptionsDependsOn: ['role.value'] },
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The permission to take from the role',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a permission…',
					typeOptions: { searchListMethod: 'searchPermissionsOfRole', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 7hq2kzv9m4x1tb8w5c3nd',
				},
				{
					displayName: 'By Name',
					name: 'name',
					type: 'string',
					placeholder: 'e.g. read:orders',
					hint: 'Two API resources may have permissions of one name: then choose by ID',
				},
			],
		},
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
			call: { method: 'DELETE', path: path`/api/roles/${role}/scopes/${permission}` },
			item: { roleId: role, permissionId: permission },
			options,
			fact: 'The role does not give the permission',
			prove: async () => [await readRole(api, role), await requirePermission(api, permission)],
		}),
});
