import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine } from '../../application';
import { done } from '../../done';
import { organization, organizationMachineRoles } from '../../organization';
import { adviseOnMembership } from './advice';

export const addRoles = defineOperation({
	value: 'addRoles',
	name: 'Add Roles',
	action: 'Add roles to an application in an organization',
	description: 'Give roles in an organization to an application of it; those held already stay',
	fields: [
		organization,
		machine,
		{ ...organizationMachineRoles, required: true },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { organization, app, roles, options }) {
		const roleIds = [...new Set(roles)];
		const at = path`/api/organizations/${organization}/applications/${app}/roles`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedRoleIds = roleIds.filter((id) => !held.includes(id));
		const item = { organizationId: organization, appId: app, roleIds, addedRoleIds };
		if (addedRoleIds.length === 0) {
			return alreadyDone(item, options, 'The application has all of them');
		}
		await done(api, { method: 'POST', path: at, body: { organizationRoleIds: addedRoleIds } }, 201);
		return { ...item, already: false };
	},
	advise: adviseOnMembership,
});
