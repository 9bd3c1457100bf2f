import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { machine, machineRoles } from '../../application';
import { give, rolesHeld } from './roles';

export const add = defineOperation({
	value: 'add',
	name: 'Add',
	action: 'Add roles to an application',
	description:
		'Give roles to a machine-to-machine application; those it has already are left as they are',
	fields: [
		machine,
		{ ...machineRoles, required: true },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { app, roles, options }) {
		const roleIds = [...new Set(roles)];
		const held = await rolesHeld(api, app);
		const addedRoleIds = roleIds.filter((id) => !held.includes(id));
		const item = { appId: app, roleIds, addedRoleIds };
		if (addedRoleIds.length === 0) {
			return alreadyDone(item, options, 'The application has all of them');
		}
		await give(api, app, addedRoleIds);
		return { ...item, already: false };
	},
});
