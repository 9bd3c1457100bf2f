/** What the tests need to know of each vendor, to run one claim against all three. */
import type { Credentials, NodeName } from './engine.mjs';

export const SECRET = 'client-secret-7Qx';

/** Credentials that point at a test server. */
export const credentialsFor = (node: NodeName, origin: string): Credentials =>
	({
		okta: { oktaManagementApi: { url: origin, apiToken: SECRET } },
		oneLogin: {
			oneLoginOAuth2Api: {
				url: origin,
				clientId: 'client',
				clientSecret: SECRET,
				renewedToken: '',
			},
		},
		logto: {
			logtoOAuth2Api: {
				endpoint: origin,
				resource: '',
				clientId: 'app',
				clientSecret: SECRET,
				renewedToken: '',
			},
		},
	})[node];
