import { alreadyDone, asRecord } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, organizationRoles } from '../../organization';
import { user } from '../../user';

export const addRoles = defineOperation({
	value: 'addRoles',
	name: 'Add Roles',
	action: 'Add roles to an organization member',
	description: 'Give roles in an organization to one of its members; those held already stay',
	fields: [
		organization,
		user,
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
	async run(api, { organization, user, roles, options }) {
		const roleIds = [...new Set(roles)];
		const at = path`/api/organizations/${organization}/users/${user}/roles`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedRoleIds = roleIds.filter((id) => !held.includes(id));
		const item = { organizationId: organization, userId: user, roleIds, addedRoleIds };
		if (addedRoleIds.length === 0) return alreadyDone(item, options, 'The member has all of them');
		const body = { organizationRoleIds: addedRoleIds };
		asRecord(await api.request({ method: 'POST', path: at, body }));
		return { ...item, already: false };
	},
});
