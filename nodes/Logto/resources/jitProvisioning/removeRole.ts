import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import {
	organization,
	organizationRole,
	readOrganizationRole,
	requireOrganization,
} from '../../organization';
import { take } from '../../taken';

export const removeRole = defineOperation({
	value: 'removeRole',
	name: 'Remove Role',
	action: 'Remove a role from just-in-time provisioning',
	description:
		'Have people who join the organization just in time no longer get a role; who has it keeps it',
	fields: [
		organization,
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
	run: async (api, { organization, role, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organizations/${organization}/jit/roles/${role}`,
			},
			item: { organizationId: organization, roleId: role },
			options,
			fact: 'The organization does not have it',
			prove: async () => [
				await requireOrganization(api, organization),
				await readOrganizationRole(api, role),
			],
		}),
});
