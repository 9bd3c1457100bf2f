import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { organization } from '../../organization';
import { ssoConnectors } from '../../ssoConnector';

export const addSsoConnectors = defineOperation({
	value: 'addSsoConnectors',
	name: 'Add SSO Connectors',
	action: 'Add SSO connectors to just-in-time provisioning',
	description:
		'Have users of SSO connectors join the organization when they first sign in; those set already stay',
	fields: [
		organization,
		ssoConnectors,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { organization, ssoConnectors, options }) {
		const ssoConnectorIds = [...new Set(ssoConnectors)];
		const at = path`/api/organizations/${organization}/jit/sso-connectors`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedSsoConnectorIds = ssoConnectorIds.filter((id) => !held.includes(id));
		const item = { organizationId: organization, ssoConnectorIds, addedSsoConnectorIds };
		if (addedSsoConnectorIds.length === 0) {
			return alreadyDone(item, options, 'The organization has all of them');
		}
		await done(
			api,
			{ method: 'POST', path: at, body: { ssoConnectorIds: addedSsoConnectorIds } },
			201,
		);
		return { ...item, already: false };
	},
});
