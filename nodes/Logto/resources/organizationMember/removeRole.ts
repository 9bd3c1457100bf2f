import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, organizationRole } from '../../organization';
import { take } from '../../taken';
import { user } from '../../user';

export const removeRole = defineOperation({
	value: 'removeRole',
	name: 'Remove Role',
	action: 'Remove a role from an organization member',
	description: 'Take one role in an organization from one of its members',
	fields: [
		organization,
		user,
		organizationRole,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { organization, user, role, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organizations/${organization}/users/${user}/roles/${role}`,
			},
			item: { organizationId: organization, userId: user, roleId: role },
			options,
			fact: 'The member does not have the role',
			// Whoever is no member is answered 422, so that the role alone is left to be looked at.
			prove: async () =>
				await api.request({ method: 'GET', path: path`/api/organization-roles/${role}` }),
		}),
});
