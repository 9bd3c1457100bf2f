/** Credentials of our nodes for the sandbox. */
import type { Credentials, NodeName } from '../engine/engine.mjs';
import type { Access } from './sandbox.mjs';

/** The credentials of a node; for Okta with an API token. */
export const credentialsIn = (node: NodeName, { okta, oneLogin, logto }: Access): Credentials =>
	({
		okta: { oktaManagementApi: { url: okta.url, apiToken: okta.apiToken } },
		oneLogin: {
			oneLoginOAuth2Api: {
				url: oneLogin.url,
				clientId: oneLogin.clientId,
				clientSecret: oneLogin.clientSecret,
				renewedToken: '',
			},
		},
		logto: {
			logtoOAuth2Api: {
				endpoint: logto.endpoint,
				resource: logto.resource,
				clientId: logto.clientId,
				clientSecret: logto.clientSecret,
				renewedToken: '',
			},
		},
	})[node];

/** The credentials of an Okta service app, whose tokens may be bound to a key. */
export const serviceAppIn = ({ okta }: Access, requireDpop: boolean): Credentials => ({
	oktaManagementServiceApi: {
		url: okta.url,
		clientId: requireDpop ? okta.dpopClientId : okta.clientId,
		privateKey: okta.privateKey,
		keyId: okta.keyId,
		scope: okta.scopes.join(' '),
		requireDpop,
		renewedToken: '',
	},
});
