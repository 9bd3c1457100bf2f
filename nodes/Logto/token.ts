import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { ignoresCertificate } from '../shared/certificate';
import { binding, type IssuedToken } from '../shared/token';
import { askForToken, issuedToken, refusalCode } from '../shared/tokenRequest';
import { logtoOrigin, logtoResource } from './origin';

/** Identifies what a token of this credential was issued for. */
export const logtoBinding = (credentials: ICredentialDataDecryptedObject): string =>
	binding(
		logtoOrigin(credentials.endpoint),
		logtoResource(credentials),
		credentials.clientId,
		credentials.clientSecret,
	);

/** What to do when Logto issues no token, by its code: the form calls these fields by other names. */
const ADVICE = new Map([
	[
		'invalid_client',
		'Check "App ID" and "App Secret": both must be of one machine-to-machine application of this tenant.',
	],
	[
		'invalid_target',
		'Check "Management API Resource": a server of your own has https://default.logto.app/api, Logto Cloud its address that ends in .logto.app, with "/api" behind it.',
	],
]);

/**
 * Asks Logto for an access token to its Management API.
 *
 * @throws {InputError} with Logto's own reason when none is issued
 */
export async function requestLogtoToken(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	signal: AbortSignal,
): Promise<IssuedToken> {
	const { endpoint, clientId, clientSecret } = credentials;
	const request = () => ({
		url: `${logtoOrigin(endpoint)}/oidc/token`,
		// OAuth 2.0 has both form-encoded before they go into the header (RFC 6749, 2.3.1).
		auth: {
			username: encodeURIComponent(String(clientId).trim()),
			password: encodeURIComponent(String(clientSecret).trim()),
		},
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Language': 'en' },
		body: {
			grant_type: 'client_credentials',
			resource: logtoResource(credentials),
			scope: 'all',
		},
		skipSslCertificateValidation: ignoresCertificate(credentials) ?? false,
	});
	return issuedToken('Logto', await askForToken(helper, 'Logto', request, signal), {
		reason: ({ message }) => message,
		advice: (response) => ADVICE.get(refusalCode(response) ?? ''),
	});
}
