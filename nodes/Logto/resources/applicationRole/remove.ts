import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine, requireApplication } from '../../application';
import { readRole } from '../../permission';
import { take } from '../../taken';

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a role from an application',
	description: 'Take one role from a machine-to-machine application',
	fields: [
		machine,
		{
			displayName: 'Role',
			name: 'role',
			type: 'resourceLocator',
			typeOptions: { loadOptionsDependsOn: ['app.value'] },
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The role to take from the application',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a role…',
					typeOptions: { searchListMethod: 'searchRolesOfApplication', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 6jmpqsj8zfv2kxnhsbvm1',
				},
				{
					displayName: 'By Name',
					name: 'name',
					type: 'string',
					placeholder: 'e.g. Nightly Export',
					hint: 'Upper and lower case matter',
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
	run: async (api, { app, role, options }) =>
		await take(api, {
			call: { method: 'DELETE', path: path`/api/applications/${app}/roles/${role}` },
			item: { appId: app, roleId: role },
			options,
			fact: 'The application does not have the role',
			prove: async () => [await requireApplication(api, app), await readRole(api, role)],
		}),
});
