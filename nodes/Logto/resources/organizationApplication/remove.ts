import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine, requireApplication } from '../../application';
import { organization, requireOrganization } from '../../organization';
import { take } from '../../taken';

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove an application from an organization',
	description:
		'Take one application out of an organization, and the roles that it has in it with that',
	fields: [
		organization,
		machine,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { organization, app, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organizations/${organization}/applications/${app}`,
			},
			item: { organizationId: organization, appId: app },
			options,
			fact: 'The application is not in the organization',
			prove: async () => [
				await requireOrganization(api, organization),
				await requireApplication(api, app),
			],
		}),
});
