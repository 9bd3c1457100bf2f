import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, requireOrganization } from '../../organization';
import { take } from '../../taken';
import { requireUser, user } from '../../user';

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a member from an organization',
	description: 'End the membership of one user, and the roles in the organization with it',
	fields: [
		organization,
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { organization, user, options }) =>
		await take(api, {
			call: { method: 'DELETE', path: path`/api/organizations/${organization}/users/${user}` },
			item: { organizationId: organization, userId: user },
			options,
			fact: 'The user is no member of the organization',
			prove: async () => [
				await requireOrganization(api, organization),
				await requireUser(api, user),
			],
		}),
});
