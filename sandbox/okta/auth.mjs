/** Who calls Okta: an API token (SSWS), or a service app's access token (Bearer, DPoP). */
import { createHash, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { createTokens, errors } from '../shared/tokens.mjs';
import { OAuthRefusal, OktaError } from './errors.mjs';

/** The scopes that the service apps of the sandbox were granted. */
export const GRANTED = [
	'okta.users.read',
	'okta.users.manage',
	'okta.apps.read',
	'okta.apps.manage',
	'okta.groups.read',
	'okta.groups.manage',
	'okta.roles.read',
	'okta.roles.manage',
	'okta.userTypes.read',
	'okta.schemas.read',
	'okta.logs.read',
	'okta.eventHooks.manage',
	'okta.universalLogout.manage',
	'okta.devices.read',
	'okta.devices.manage',
	'okta.authenticators.read',
];

export const TOKEN_PATH = '/oauth2/v1/token';
const HOUR = 3600;

/**
 * Okta's org authorization server. Service apps authenticate with `private_key_jwt` only. One
 * difference: the library wants a `jti` in the assertion, to Okta it is optional.
 */
export async function createOktaTokens({ origin, settings, clock, jwks }) {
	const client = (client_id, extra) => ({
		client_id,
		grant_types: ['client_credentials'],
		redirect_uris: [],
		response_types: [],
		token_endpoint_auth_method: 'private_key_jwt',
		jwks,
		scope: GRANTED.join(' '),
		...extra,
	});
	const tokens = await createTokens({
		issuer: origin,
		path: TOKEN_PATH,
		alg: 'RS256',
		clock,
		clients: [
			client(settings.clientId, {}),
			client(settings.dpopClientId, { dpop_bound_access_tokens: true }),
		],
		configuration: {
			scopes: GRANTED,
			clientAuthMethods: ['private_key_jwt'],
			assertJwtClientAuthClaimsAndHeader(_ctx, { exp, iat = 0 }) {
				const now = Date.now() / 1000;
				if (!Number.isInteger(exp) || exp > now + HOUR) {
					throw new errors.InvalidClientAuth(
						'The client_assertion token has an expiration too far into the future.',
					);
				}
				if (iat > now + 300)
					throw new errors.InvalidClientAuth(
						'The client_assertion token was issued in the future.',
					);
			},
			features: {
				dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
				resourceIndicators: {
					enabled: true,
					defaultResource: () => origin,
					useGrantedResource: () => true,
					getResourceServerInfo(ctx) {
						if (!ctx.oidc.params.scope) {
							throw new errors.InvalidScope(
								"The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
								'',
							);
						}
						return {
							scope: GRANTED.join(' '),
							audience: origin,
							accessTokenFormat: 'jwt',
							accessTokenTTL: settings.tokenSeconds,
							jwt: { sign: { alg: 'RS256' } },
						};
					},
				},
			},
		},
	});
	// The assertion is for the token endpoint, not for the issuer (build-self-signed-jwt).
	Object.defineProperty(tokens.provider.OIDCContext.prototype, 'clientJwtAuthExpectedAudience', {
		value() {
			return new Set([origin + TOKEN_PATH, this.ctx.oidc.urlFor('token')]);
		},
	});
	return tokens;
}

/**
 * @typedef {object} Principal
 * @property {string} [owner] id of the administrator whose API token it is
 * @property {string} key what counts as one caller for the rate limits
 * @property {(scope: string) => void} require throws when the caller may not do this
 */

/** Reads who calls. */
export function createAuthentication({ org, origin, tokens }) {
	const proofs = new Set();

	/** @returns {Promise<Principal>} @throws {OktaError | OAuthRefusal} */
	return async function authenticate(request) {
		const [scheme, ...rest] = (request.headers.authorization ?? '').split(' ');
		const value = rest.join(' ').trim();
		switch (scheme.toLowerCase()) {
			case 'ssws':
				return apiToken(value);
			case 'bearer':
			case 'dpop':
				return await accessToken(
					scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer',
					value,
					request,
				);
			default:
				throw new OktaError('E0000005');
		}
	};

	function apiToken(value) {
		const known = org.apiTokens.find(({ token }) => token === value);
		const owner = known && org.users.get(known.owner);
		// A token dies with the administrator who made it.
		if (!owner || org.settle(owner)?.status !== 'ACTIVE') throw new OktaError('E0000011');
		return {
			owner: owner.id,
			key: value,
			require(scope) {
				if (known.readOnly && !scope.endsWith('.read')) throw new OktaError('E0000006');
			},
		};
	}

	async function accessToken(scheme, value, request) {
		let claims;
		try {
			claims = await tokens.verify(value, origin);
		} catch (error) {
			const text =
				error.code === 'ERR_JWT_EXPIRED'
					? 'The token has expired.'
					: 'The access token is invalid.';
			throw new OAuthRefusal(401, scheme, 'invalid_token', text);
		}
		const bound = claims.cnf?.jkt;
		if (bound || scheme === 'DPoP') await checkProof(bound, scheme, value, request);
		const scopes = String(claims.scope ?? '').split(' ');
		return {
			key: String(claims.client_id),
			require(scope) {
				if (scopes.includes(scope) || scopes.includes(scope.replace(/\.read$/, '.manage'))) return;
				throw new OAuthRefusal(
					403,
					scheme,
					'insufficient_scope',
					'The access token provided does not contain the required scopes.',
					scope,
				);
			},
		};
	}

	/** A new proof for each request, bound to method, address without query, and token (RFC 9449). */
	async function checkProof(bound, scheme, token, request) {
		const refuse = (text) => {
			throw new OAuthRefusal(400, 'DPoP', 'invalid_dpop_proof', text);
		};
		if (scheme !== 'DPoP' || !bound)
			refuse('The DPoP proof JWT does not belong to this access token.');
		const proof = request.headers.dpop;
		if (typeof proof !== 'string') refuse('The DPoP proof JWT header is missing.');
		let verified;
		try {
			verified = await jwtVerify(proof, EmbeddedJWK, {
				typ: 'dpop+jwt',
				algorithms: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
			});
		} catch {
			return refuse('The DPoP proof JWT is invalid.');
		}
		const { payload, protectedHeader } = verified;
		const [path] = request.raw.url.split('?');
		const address = `http://${request.headers.host}${path}`;
		if (payload.htm !== request.method || payload.htu !== address) {
			refuse('The DPoP proof JWT is for another request.');
		}
		if (Math.abs((payload.iat ?? 0) * 1000 - Date.now()) > 300_000)
			refuse('The DPoP proof JWT is too old.');
		if (payload.ath !== createHash('sha256').update(token).digest('base64url')) {
			refuse('The DPoP proof JWT is for another access token.');
		}
		if ((await calculateJwkThumbprint(protectedHeader.jwk)) !== bound) {
			refuse('The DPoP proof JWT is signed with another key.');
		}
		if (!payload.jti || proofs.has(payload.jti))
			refuse('The DPoP proof JWT has already been used.');
		proofs.add(payload.jti);
	}
}
