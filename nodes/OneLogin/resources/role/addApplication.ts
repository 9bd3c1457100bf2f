import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { app } from '../../app';
import { asId, bodyId } from '../../id';
import { role } from '../../role';
import { toManageAll } from '../../scope';
import { appsOf, writeApps } from './apps';

export const addApplication = defineOperation({
	value: 'addApplication',
	name: 'Add Application',
	action: 'Add an application to a role',
	description:
		'Let a role give one more application. OneLogin only takes all of them at once, so do not change the same role elsewhere meanwhile.',
	fields: [
		role,
		app,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	// By the role alone: two of its applications at once would lose one.
	target: ({ role }) => role,
	async run(api, { role, app, options }) {
		const appId = bodyId(app, 'Application', 'application');
		const item = { roleId: asId(role), appId };
		const held = await appsOf(api, role);
		if (held.includes(appId))
			return alreadyDone(item, options, 'The role has the application already');
		await writeApps(api, role, [...held, appId]);
		return { ...item, already: false };
	},
	advise: toManageAll,
});
