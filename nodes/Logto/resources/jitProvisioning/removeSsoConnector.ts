import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, requireOrganization } from '../../organization';
import { requireSsoConnector, ssoConnector } from '../../ssoConnector';
import { take } from '../../taken';

export const removeSsoConnector = defineOperation({
	value: 'removeSsoConnector',
	name: 'Remove SSO Connector',
	action: 'Remove an SSO connector from just-in-time provisioning',
	description: 'Have users of an SSO connector no longer join the organization; who is in it stays',
	fields: [
		organization,
		ssoConnector,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { organization, ssoConnector, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organizations/${organization}/jit/sso-connectors/${ssoConnector}`,
			},
			item: { organizationId: organization, ssoConnectorId: ssoConnector },
			options,
			fact: 'The organization does not have it',
			prove: async () => [
				await requireOrganization(api, organization),
				await requireSsoConnector(api, ssoConnector),
			],
		}),
});
