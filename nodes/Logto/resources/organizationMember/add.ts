import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, organizationRoles } from '../../organization';
import { users, usersMeant } from '../../people';

export const add = defineOperation({
	value: 'add',
	name: 'Add',
	action: 'Add members to an organization',
	description:
		'Make users members of an organization and give them roles in it; those who are members already keep what they have',
	fields: [
		organization,
		users,
		{
			...organizationRoles,
			description:
				'Organization roles that all of them get. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	],
	async run(api, { organization, users, roles }) {
		const userIds = await usersMeant(api, users);
		const organizationRoleIds = [...new Set(roles)];
		const at = path`/api/organizations/${organization}/users`;
		asRecord(await api.request({ method: 'POST', path: at, body: { userIds } }));
		const item = { success: true, organizationId: organization, userIds };
		if (organizationRoleIds.length === 0) return item;
		await api.request({
			method: 'POST',
			path: path`/api/organizations/${organization}/users/roles`,
			body: { userIds, organizationRoleIds },
		});
		return { ...item, roleIds: organizationRoleIds };
	},
});
