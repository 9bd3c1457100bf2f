import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { ignoresCertificate } from '../shared/certificate';
import { binding, type IssuedToken } from '../shared/token';
import { answerOf, askForToken, issuedToken, refusalCode } from '../shared/tokenRequest';
import { logtoOrigin, logtoResource } from './origin';

/** Identifies what a token of this credential was issued for. */
export const logtoBinding = (credentials: ICredentialDataDecryptedObject): string =>
	binding(
		logtoOrigin(credentials.endpoint),
		logtoResource(credentials),
		credentials.clientId,
		credentials.clientSecret,
	);

/**
 * What to do when Logto issues no token, by what it says: the codes of these two are those of any
 * request that it cannot read (logto-next.md, "Token endpoint refusals").
 */
const BY_REASON: Array<[RegExp, string]> = [
	[
		/grant type/i,
		'This application is of another kind: in the Logto console, create one of the kind "Machine-to-machine", give it the role "Logto Management API access", and enter its "App ID" and "App Secret" here.',
	],
	[
		/secret has expired/i,
		'In the Logto console, add another secret to the application, and enter it under "App Secret".',
	],
];

/** What to do when Logto issues no token, by its code: the form calls these fields by other names. */
const BY_CODE = new Map([
	[
		'invalid_client',
		'Check "App ID" and "App Secret": both must be of one machine-to-machine application of this tenant.',
	],
	[
		'invalid_target',
		'Check "Management API Resource": a server of your own has https://default.logto.app/api, Logto Cloud its address that ends in .logto.app, with "/api" behind it.',
	],
]);

function adviceFor(response: IN8nHttpFullResponse): string | undefined {
	const reason = String(answerOf(response).error_description ?? '');
	const byReason = BY_REASON.find(([words]) => words.test(reason));
	return byReason?.[1] ?? BY_CODE.get(refusalCode(response) ?? '');
}

/**
 * How long a token without a scope is kept, in seconds: as long as the requests of a moment share it.
 * Logto issues one to an application that has not been given its role, and answers every request with
 * a 403; once the role is given, only another token knows of it (logto-next.md, "General").
 */
const POWERLESS_SECONDS = 10;

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
	const response = await askForToken(helper, 'Logto', request, signal);
	const issued = issuedToken('Logto', response, {
		reason: ({ message }) => message,
		advice: adviceFor,
	});
	return answerOf(response).scope ? issued : { ...issued, expiresIn: POWERLESS_SECONDS };
}
