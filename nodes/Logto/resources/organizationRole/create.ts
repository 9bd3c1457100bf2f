import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationPermissions } from '../../organization';
import { permissions } from '../../permission';
import { written } from '../../written';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an organization role',
	description: 'Create a role that members or applications can have in organizations',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. billing',
			description: 'Up to 128 characters, unique among all organization roles',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Machine-to-Machine', value: 'MachineToMachine' },
				{ name: 'User', value: 'User' },
			],
			default: 'User',
			description: 'Who can have the role',
		},
		organizationPermissions,
		{
			...permissions,
			displayName: 'API Permission Names or IDs',
			name: 'apiPermissions',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pays the bills',
					description: 'Up to 256 characters',
				},
			],
		},
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request: ({ name, type, permissions, apiPermissions, additionalFields }) => ({
		method: 'POST',
		path: path`/api/organization-roles`,
		body: {
			name: written(name, 'Name'),
			description: additionalFields.description || undefined,
			type,
			organizationScopeIds: [...new Set(permissions)],
			resourceScopeIds: [...new Set(apiPermissions)],
		},
	}),
	result: asRecord,
});
