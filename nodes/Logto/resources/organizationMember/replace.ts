import { done } from '../../done';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { users, usersMeant } from '../../people';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace the members of an organization',
	description:
		'Have an organization exactly these members. All others lose their membership and their roles in it.',
	fields: [
		organization,
		{
			displayName: 'Remove All Members',
			name: 'removeAll',
			type: 'boolean',
			default: false,
			description: 'Whether to take all members out of the organization and add none',
		},
		{ ...users, required: false, displayOptions: { show: { removeAll: [false] } } },
	],
	async run(api, { organization, removeAll, users }) {
		const userIds = removeAll ? [] : await usersMeant(api, users);
		await done(api, {
			method: 'PUT',
			path: path`/api/organizations/${organization}/users`,
			body: { userIds },
		});
		return { success: true, organizationId: organization, userIds };
	},
});
