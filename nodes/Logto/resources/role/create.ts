import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { permissions, refuseUnfit } from '../../permission';
import { written } from '../../written';
import { isDefault } from './attributes';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a role',
	description: 'Create a role for users or for machine-to-machine applications',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Auditor',
			description: 'Up to 128 characters, unique among all roles',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. May read invoices',
			description: 'Up to 128 characters. Logto wants one.',
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
			description: 'Who can have the role; it stays so for good',
		},
		permissions,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [isDefault],
		},
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	async run(api, { name, description, type, permissions, additionalFields }) {
		const scopeIds = [...new Set(permissions)];
		const body = {
			name: written(name, 'Name'),
			description: written(description, 'Description'),
			type,
			isDefault: additionalFields.isDefault,
			scopeIds: scopeIds.length > 0 ? scopeIds : undefined,
		};
		await refuseUnfit(api, scopeIds, type);
		return asRecord(await api.request({ method: 'POST', path: path`/api/roles`, body }));
	},
});
