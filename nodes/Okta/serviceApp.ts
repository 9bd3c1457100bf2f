import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	randomUUID,
} from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { clock } from '../shared/clock';
import { InputError } from '../shared/errors';
import { binding, type IssuedToken } from '../shared/token';
import { askForToken, issuedToken, refusalCode } from '../shared/tokenRequest';
import { readPrivateKey, signedJwt } from './keys';
import { oktaOrigin } from './origin';

/** A token that may be bound to a key. */
interface ServiceToken extends IssuedToken {
	/** Private key, as PEM, that the token is bound to: whoever uses the token has to prove to have it. */
	key?: string;
}

/** Seconds that a client assertion is good for; Okta allows an hour. */
const ASSERTION_SECONDS = 300;

/** Scopes as Okta takes them: separated by one space, however they were entered. */
const scopesOf = (scopes: unknown): string =>
	String(scopes ?? '')
		.split(/[\s,]+/)
		.filter(Boolean)
		.join(' ');

/** Whether the credential's switch is on; an expression may give it as text. */
const wantsProof = ({ requireDpop }: ICredentialDataDecryptedObject): boolean =>
	String(requireDpop) === 'true';

const seconds = (): number => Math.floor(clock.now() / 1000);

/** Identifies what a token of this credential was issued for. */
export const serviceBinding = (credentials: ICredentialDataDecryptedObject): string =>
	binding(
		oktaOrigin(credentials.url),
		credentials.clientId,
		credentials.keyId,
		credentials.privateKey,
		scopesOf(credentials.scope),
		wantsProof(credentials),
	);

/** What proves who the app is (RFC 7523). Good for one request: Okta remembers its `jti`. */
function clientAssertion(credentials: ICredentialDataDecryptedObject, tokenUrl: string): string {
	const signingKey = readPrivateKey(credentials.privateKey);
	const kid = String(credentials.keyId ?? '').trim() || signingKey.id;
	const clientId = String(credentials.clientId).trim();
	// Without `iat`, which is optional and refused when n8n's clock is a little ahead.
	const claims = {
		iss: clientId,
		sub: clientId,
		aud: tokenUrl,
		exp: seconds() + ASSERTION_SECONDS,
		jti: randomUUID(),
	};
	return signedJwt({ typ: 'JWT', ...(kid && { kid }) }, claims, signingKey);
}

/** A private key of its own for each token, as text: apart from the client's key, as Okta advises. */
const newProofKey = (): string =>
	generateKeyPairSync('ec', { namedCurve: 'P-256' })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString();

/** What shows, for one request, that the sender has the key that a token is bound to (RFC 9449). */
export function proofOf(
	key: string,
	{ method, url, token, nonce }: { method: string; url: URL; token?: string; nonce?: string },
): string {
	const privateKey = createPrivateKey(key);
	return signedJwt(
		{ typ: 'dpop+jwt', jwk: createPublicKey(privateKey).export({ format: 'jwk' }) },
		{
			htm: method,
			// Without query and fragment: RFC 9449, 4.2.
			htu: url.origin + url.pathname,
			iat: seconds(),
			jti: randomUUID(),
			...(token !== undefined && {
				ath: createHash('sha256').update(token).digest('base64url'),
			}),
			...(nonce !== undefined && { nonce }),
		},
		{ key: privateKey, algorithm: 'ES256' },
	);
}

/**
 * Asks Okta for an access token as a service app, with a signed assertion in place of a secret.
 *
 * @throws {InputError} before anything is sent, when the credential cannot be used; afterwards with
 *   Okta's own reason
 */
export async function requestServiceToken(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	signal: AbortSignal,
): Promise<ServiceToken> {
	const tokenUrl = `${oktaOrigin(credentials.url)}/oauth2/v1/token`;
	const scope = scopesOf(credentials.scope);
	if (String(credentials.clientId ?? '').trim() === '') {
		throw new InputError('"Client ID" is empty in the credential');
	}
	if (scope === '') {
		throw new InputError(
			'"Scopes" is empty in the credential',
			'Enter the scopes that were granted to the app, like okta.users.manage.',
		);
	}
	const key = wantsProof(credentials) ? newProofKey() : undefined;
	const ask = async (nonce?: string): Promise<IN8nHttpFullResponse> =>
		await askForToken(
			helper,
			'Okta',
			() => ({
				url: tokenUrl,
				headers: {
					Accept: 'application/json',
					'Content-Type': 'application/x-www-form-urlencoded',
					...(key && { DPoP: proofOf(key, { method: 'POST', url: new URL(tokenUrl), nonce }) }),
				},
				body: {
					grant_type: 'client_credentials',
					scope,
					client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
					client_assertion: clientAssertion(credentials, tokenUrl),
				},
			}),
			signal,
		);
	let response = await ask();
	const nonce = nonceOf(response);
	// Okta takes no proof without a nonce of its own, and hands one out with the refusal.
	if (key && nonce) response = await ask(nonce);
	const issued = issuedToken('Okta', response, {
		advice: () => adviceFor(response, key !== undefined),
	});
	if (!isBound(issued)) return issued;
	if (key === undefined) {
		throw new InputError(
			'Okta issued a token that needs a proof of possession (DPoP). Turn on "Require DPoP" in the credential.',
		);
	}
	return { ...issued, key };
}

const isBound = ({ type }: IssuedToken): boolean => type?.toLowerCase() === 'dpop';

function nonceOf(response: IN8nHttpFullResponse): string | undefined {
	const nonce = response.headers['dpop-nonce'];
	const isAsked = refusalCode(response) === 'use_dpop_nonce';
	return isAsked && typeof nonce === 'string' && nonce !== '' ? nonce : undefined;
}

function adviceFor(response: IN8nHttpFullResponse, hasProof: boolean): string {
	switch (refusalCode(response)) {
		case 'invalid_dpop_proof':
		case 'use_dpop_nonce':
			return hasProof
				? 'Check that the clock of the n8n server is right.'
				: 'The app requires a proof of possession: turn on "Require DPoP" in the credential.';
		case 'invalid_client':
			return 'Check "Client ID", "Key ID" and "Private Key" in the credential: the app needs the public key, active, and its client authentication must be "Public key / Private key". The clock of the n8n server must be right.';
		case 'invalid_scope':
			return 'Check "Scopes" in the credential: each must be granted to the app on its tab "Okta API Scopes".';
		case 'unauthorized_client':
			return 'Check that the app is of the type "API Services".';
		default:
			return response.statusCode === 404
				? 'Check "Okta URL" in the credential.'
				: 'Check "Okta URL", "Client ID" and "Private Key" in the credential.';
	}
}

/** The headers that present a token, for one request. */
export function tokenHeaders(
	token: ServiceToken,
	{ method = 'GET', baseURL, url }: IHttpRequestOptions,
): Record<string, string> {
	const { accessToken, key } = token;
	if (!isBound(token) || key === undefined) return { Authorization: `Bearer ${accessToken}` };
	return {
		Authorization: `DPoP ${accessToken}`,
		DPoP: proofOf(key, { method, url: new URL(url, baseURL), token: accessToken }),
	};
}
