import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine } from '../../application';
import { readRole } from '../../permission';
import { role } from '../../role';
import { take } from '../../taken';

export const removeApplication = defineOperation({
	value: 'removeApplication',
	name: 'Remove Application',
	action: 'Remove an application from a role',
	description: 'Take a role from one machine-to-machine application',
	fields: [
		role,
		machine,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { role, app, options }) =>
		await take(api, {
			call: { method: 'DELETE', path: path`/api/roles/${role}/applications/${app}` },
			item: { roleId: role, appId: app },
			options,
			fact: 'The application does not have the role',
			prove: async () => [
				await readRole(api, role),
				await api.request({ method: 'GET', path: path`/api/applications/${app}` }),
			],
		}),
});
