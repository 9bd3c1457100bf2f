import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machines } from '../../application';
import { role } from '../../role';

export const addApplications = defineOperation({
	value: 'addApplications',
	name: 'Add Applications',
	action: 'Add applications to a role',
	description:
		'Give a role to machine-to-machine applications; those that have it already are left as they are',
	fields: [
		role,
		machines,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { role, apps, options }) {
		const appIds = [...new Set(apps)];
		const at = path`/api/roles/${role}/applications`;
		const holders = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedAppIds = appIds.filter((id) => !holders.includes(id));
		const item = { roleId: role, appIds, addedAppIds };
		if (addedAppIds.length === 0) return alreadyDone(item, options, 'All of them have the role');
		// Only those that lack it: with one that has it Logto adds none (core/src/routes/role.application.ts).
		await api.request({ method: 'POST', path: at, body: { applicationIds: addedAppIds } });
		return { ...item, already: false };
	},
});
