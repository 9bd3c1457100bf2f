import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { app } from '../../app';
import { asId, bodyId } from '../../id';
import { role } from '../../role';
import { toManageAll } from '../../scope';
import { appsOf, writeApps } from './apps';

export const removeApplication = defineOperation({
	value: 'removeApplication',
	name: 'Remove Application',
	action: 'Remove an application from a role',
	description:
		'Let a role no longer give an application. OneLogin only takes all of them at once, so do not change the same role elsewhere meanwhile.',
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
		if (!held.includes(appId)) {
			return alreadyDone(item, options, 'The role does not have the application');
		}
		const others = held.filter((id) => id !== appId);
		await writeApps(api, role, others);
		return { ...item, already: false };
	},
	advise: toManageAll,
});
