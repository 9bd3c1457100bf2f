import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { organization, organizationRoles } from '../../organization';

export const addRoles = defineOperation({
	value: 'addRoles',
	name: 'Add Roles',
	action: 'Add roles to just-in-time provisioning',
	description:
		'Have people who join the organization just in time get these roles; those they get already stay',
	fields: [
		organization,
		{ ...organizationRoles, required: true },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { organization, roles, options }) {
		const roleIds = [...new Set(roles)];
		const at = path`/api/organizations/${organization}/jit/roles`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedRoleIds = roleIds.filter((id) => !held.includes(id));
		const item = { organizationId: organization, roleIds, addedRoleIds };
		if (addedRoleIds.length === 0) {
			return alreadyDone(item, options, 'The organization has all of them');
		}
		await done(api, { method: 'POST', path: at, body: { organizationRoleIds: addedRoleIds } }, 201);
		return { ...item, already: false };
	},
});
