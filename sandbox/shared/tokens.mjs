/**
 * OAuth 2.0 servers for the vendors whose token endpoint keeps to the standards: oidc-provider, a
 * certified library, so that what a client gets wrong is refused by code that knows no client of ours.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, exportJWK, jwtVerify } from 'jose';

// The library asks for a function that early releases of Node 20 lack.
URL.parse ??= (input, base) => (URL.canParse(input, base) ? new URL(input, base) : null);

const { Provider, errors } = await quietly();
export { errors };

/** The library warns of Node 20 on every start; what is used of it here works there. */
async function quietly() {
	const { warn } = console;
	console.warn = () => {};
	try {
		const { Provider, errors } = await import('oidc-provider');
		return { Provider, errors };
	} finally {
		console.warn = warn;
	}
}

/** What the servers keep: access tokens are self-contained, so only assertions that were used. */
class Memory {
	#kept = new Map();

	async upsert(id, payload) {
		this.#kept.set(id, payload);
	}

	async find(id) {
		return this.#kept.get(id);
	}

	async destroy(id) {
		this.#kept.delete(id);
	}
}

/**
 * @param {object} options
 * @param {string} options.issuer
 * @param {string} options.path of the token endpoint
 * @param {'RS256' | 'ES384'} options.alg signs the access tokens
 * @param {any[]} options.clients
 * @param {import('../shared/clock.mjs').Clock} options.clock
 * @param {Record<string, unknown>} options.configuration the rest, as oidc-provider takes it
 */
export async function createTokens({ issuer, path, alg, clients, clock, configuration }) {
	const { publicKey, privateKey } =
		alg === 'RS256'
			? generateKeyPairSync('rsa', { modulusLength: 2048 })
			: generateKeyPairSync('ec', { namedCurve: 'P-384' });
	const jwk = { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: 'sandbox' };
	const provider = new Provider(issuer, {
		clients,
		adapter: Memory,
		jwks: { keys: [jwk] },
		routes: { token: path },
		responseTypes: [],
		ttl: {
			ClientCredentials: (_ctx, { resourceServer }) => resourceServer?.accessTokenTTL ?? 3600,
		},
		formats: {
			customizers: {
				// The library dates tokens by the time of this machine, and knows no other.
				jwt(_ctx, _token, { payload }) {
					const ahead = Math.round((clock.now() - Date.now()) / 1000);
					payload.iat += ahead;
					payload.exp += ahead;
				},
			},
		},
		clientDefaults: { id_token_signed_response_alg: alg },
		enabledJWA: {
			idTokenSigningAlgValues: [alg],
			clientAuthSigningAlgValues: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
			dPoPSigningAlgValues: ['RS256', 'ES256', 'ES384'],
		},
		...configuration,
		features: {
			clientCredentials: { enabled: true },
			devInteractions: { enabled: false },
			userinfo: { enabled: false },
			...configuration.features,
		},
	});
	let handle;
	const keys = createLocalJWKSet({
		keys: [{ ...(await exportJWK(publicKey)), alg, kid: 'sandbox' }],
	});
	return {
		provider,
		/** Answers a request to the token endpoint; false for any other. */
		answer(request, response) {
			if (request.url.split('?')[0] !== path) return false;
			// Only now: the vendor may have put something of its own before it.
			handle ??= provider.callback();
			handle(request, response);
			return true;
		},
		/**
		 * The claims of an access token that was issued here and has not run out.
		 *
		 * @throws what jose finds wrong; `code` is `ERR_JWT_EXPIRED` for a token that ran out
		 */
		async verify(token, audience) {
			const { payload } = await jwtVerify(token, keys, {
				issuer,
				audience,
				typ: 'at+jwt',
				currentDate: new Date(clock.now()),
			});
			return payload;
		},
	};
}
