import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine } from '../../application';
import { organization, organizationRole, readOrganizationRole } from '../../organization';
import { take } from '../../taken';
import { adviseOnMembership } from './advice';

export const removeRole = defineOperation({
	value: 'removeRole',
	name: 'Remove Role',
	action: 'Remove a role from an application in an organization',
	description: 'Take one role in an organization from one of its applications',
	fields: [
		organization,
		machine,
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
	run: async (api, { organization, app, role, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organizations/${organization}/applications/${app}/roles/${role}`,
			},
			item: { organizationId: organization, appId: app, roleId: role },
			options,
			fact: 'The application does not have the role',
			// What is not in the organization is answered 422, so that the role alone is left to be looked at.
			prove: async () => await readOrganizationRole(api, role),
		}),
	advise: adviseOnMembership,
});
