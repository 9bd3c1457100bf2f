/**
 * An OAuth server and an API behind it, as a process of its own, because `oidc-provider` is an ES
 * module only. The library checks clients, scopes, expiry and proofs by itself: nothing of the code
 * under test runs here. Settings arrive as JSON on stdin, the origin leaves as JSON on stdout; the
 * tests steer the server and read its records under /control.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

/** Moves this process's time, so that tokens run out without waiting. */
let shiftMs = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
	constructor(...args) {
		super(...(args.length === 0 ? [RealDate.now() + shiftMs] : args));
	}

	static now() {
		return RealDate.now() + shiftMs;
	}
};

const { errors, Provider } = await import('oidc-provider');
// The provider's own copy: what verifies here must not be what signs.
const { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } = await import(
	createRequire(import.meta.resolve('oidc-provider')).resolve('jose')
);

const { keys, userCount } = JSON.parse(await text(process.stdin));

const SCOPES = ['okta.users.read', 'okta.users.manage', 'okta.groups.read'];
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/** Every token request and every API request since the last reset. */
const log = { token: [], api: [] };
const settings = { downscope: false, revokeAfter: Infinity };
let issued = [];

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const serviceApp = {
	grant_types: ['client_credentials'],
	redirect_uris: [],
	response_types: [],
	token_endpoint_auth_method: 'private_key_jwt',
	jwks: { keys },
	scope: SCOPES.join(' '),
};

const provider = new Provider(origin, {
	clients: [
		{ ...serviceApp, client_id: 'service' },
		{ ...serviceApp, client_id: 'service-dpop', dpop_bound_access_tokens: true },
		{ ...serviceApp, client_id: 'service-rs384', token_endpoint_auth_signing_alg: 'RS384' },
		// Has another key than all the others, so that theirs are foreign to it.
		{ ...serviceApp, client_id: 'stranger', jwks: { keys: keys.slice(-1) } },
		{
			client_id: 'web',
			client_secret: 'web-secret-0xUnsaid',
			grant_types: ['authorization_code', 'refresh_token'],
			response_types: ['code'],
			redirect_uris: ['https://n8n.example/rest/oauth2-credential/callback'],
			token_endpoint_auth_method: 'client_secret_basic',
		},
	],
	routes: { token: '/oauth2/v1/token' },
	scopes: ['openid', 'offline_access', 'okta.roles.manage', ...SCOPES],
	clientAuthMethods: ['private_key_jwt', 'client_secret_basic'],
	enabledJWA: {
		clientAuthSigningAlgValues: ALGORITHMS,
		dPoPSigningAlgValues: ALGORITHMS,
	},
	assertJwtClientAuthClaimsAndHeader: async (_context, claims) => {
		// Stricter than the library, like Okta: the token URL and nothing else, for an hour at most.
		if (claims.aud !== `${origin}/oauth2/v1/token`) throw new errors.InvalidClientAuth('aud');
		if (claims.exp > Date.now() / 1000 + 3600) throw new errors.InvalidClientAuth('exp');
	},
	features: {
		clientCredentials: { enabled: true },
		devInteractions: { enabled: false },
		dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
		resourceIndicators: {
			enabled: true,
			defaultResource: () => `${origin}/api`,
			useGrantedResource: () => true,
			getResourceServerInfo: () => ({
				audience: `${origin}/api`,
				scope: settings.downscope ? 'okta.groups.read' : SCOPES.join(' '),
				accessTokenFormat: 'opaque',
				accessTokenTTL: 3600,
			}),
		},
	},
	findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
	rotateRefreshToken: () => true,
	ttl: { ClientCredentials: 3600, AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400 },
});
provider.on('client_credentials.saved', (token) => issued.push(token));
provider.on('access_token.saved', (token) => issued.push(token));

/** Reads the claims of a JWT without checking it. */
const parts = (jwt) =>
	jwt
		?.split('.')
		.slice(0, 2)
		.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));

provider.use(async (context, next) => {
	await next();
	const body = context.oidc?.params ?? {};
	// The library's word for a proof that is missing is "invalid_grant"; this is Okta's.
	const isMissing = context.body?.error === 'invalid_grant' && !context.get('dpop');
	if (isMissing && body.client_assertion) {
		context.body = {
			error: 'invalid_dpop_proof',
			error_description: 'The DPoP proof JWT header is missing.',
		};
	}
	log.token.push({
		status: context.status,
		answer: context.body,
		grantType: body.grant_type,
		scope: body.scope,
		assertion: parts(body.client_assertion),
		proof: parts(context.get('dpop') || undefined),
		authorization: context.get('authorization').split(' ')[0],
	});
});

const proofIds = new Set();

/** Why an API request may not pass; `undefined` when it may. */
async function refusalOf(request, path, needed) {
	const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
	const token =
		(await provider.ClientCredentials.find(value)) ?? (await provider.AccessToken.find(value));
	if (!token?.isValid) return { status: 401, scheme, error: 'invalid_token' };
	if (token.jkt === undefined && scheme !== 'Bearer') {
		return { status: 401, scheme, error: 'invalid_scheme' };
	}
	if (token.jkt !== undefined) {
		const broken = await brokenProof(request, path, value, scheme, token.jkt);
		if (broken) return { status: 401, scheme: 'DPoP', error: 'invalid_dpop_proof', broken };
	}
	const scopes = new Set(token.scope?.split(' '));
	const isGranted = scopes.has(needed) || scopes.has(needed.replace(/read$/, 'manage'));
	return isGranted ? undefined : { status: 403, scheme, error: 'insufficient_scope' };
}

async function brokenProof(request, path, token, scheme, thumbprint) {
	if (scheme !== 'DPoP') return 'the token is bound, and was sent as a bearer token';
	try {
		const { payload, protectedHeader } = await jwtVerify(request.headers.dpop, EmbeddedJWK, {
			typ: 'dpop+jwt',
			algorithms: ALGORITHMS,
			maxTokenAge: 60,
		});
		const ath = createHash('sha256').update(token).digest('base64url');
		if ((await calculateJwkThumbprint(protectedHeader.jwk)) !== thumbprint) return 'key';
		if (protectedHeader.jwk.d !== undefined) return 'private key';
		if (payload.htm !== request.method) return 'htm';
		if (payload.htu !== origin + path) return 'htu';
		if (payload.ath !== ath) return 'ath';
		if (proofIds.has(payload.jti)) return 'jti';
		proofIds.add(payload.jti);
		return undefined;
	} catch (error) {
		return error.message;
	}
}

const userAt = (index) => ({
	id: `00u${index}`,
	status: 'ACTIVE',
	profile: { login: `user${index}@acme.example`, email: `user${index}@acme.example` },
});

async function api(request, response, url) {
	if (settings.revokeAfter-- === 0) await revoke();
	const isWrite = request.method !== 'GET';
	const refusal = await refusalOf(
		request,
		url.pathname,
		isWrite ? 'okta.users.manage' : 'okta.users.read',
	);
	log.api.push({
		method: request.method,
		path: url.pathname + url.search,
		status: refusal?.status ?? 200,
		broken: refusal?.broken,
		scheme: request.headers.authorization?.split(' ')[0],
		token: request.headers.authorization?.split(' ')[1],
		proof: parts(request.headers.dpop),
		body: await text(request),
	});
	// Nobody asked for a nonce here; a client must not stumble over one.
	response.setHeader('dpop-nonce', 'an-unasked-nonce');
	response.setHeader('content-type', 'application/json');
	if (refusal) {
		response.setHeader(
			'www-authenticate',
			`${refusal.scheme || 'Bearer'} error="${refusal.error}", error_description="The token is not accepted: ${refusal.broken ?? refusal.error}."`,
		);
		response.writeHead(refusal.status).end();
		return;
	}
	if (isWrite || url.pathname.endsWith('/me')) {
		response.end(JSON.stringify(userAt(0)));
		return;
	}
	const start = Number(url.searchParams.get('after') ?? 0);
	const end = Math.min(start + Number(url.searchParams.get('limit') ?? 200), userCount);
	const links = [`<${origin}${url.pathname}?after=${start}>; rel="self"`];
	if (end < userCount) {
		const next = new URL(url.pathname + url.search, origin);
		next.searchParams.set('after', String(end));
		links.push(`<${next}>; rel="next"`);
	}
	response.setHeader('link', links);
	response.end(JSON.stringify(Array.from({ length: end - start }, (_, i) => userAt(start + i))));
}

/** Someone signs in to the web app, as in a browser, and n8n gets their tokens. */
async function signIn() {
	const client = await provider.Client.find('web');
	const scope = 'openid offline_access okta.users.read';
	const grant = new provider.Grant({ accountId: 'admin', clientId: 'web' });
	grant.addOIDCScope(scope);
	grant.addResourceScope(`${origin}/api`, 'okta.users.read');
	const grantId = await grant.save();
	const common = { accountId: 'admin', client, grantId, gty: 'authorization_code', scope };
	const access = new provider.AccessToken({ ...common, scope: 'okta.users.read' });
	access.resourceServer = new provider.ResourceServer(`${origin}/api`, {
		scope: SCOPES.join(' '),
		accessTokenFormat: 'opaque',
		accessTokenTTL: 3600,
	});
	const refresh = new provider.RefreshToken({ ...common, resource: `${origin}/api` });
	return {
		access_token: await access.save(),
		refresh_token: await refresh.save(),
		token_type: 'Bearer',
		expires_in: 3600,
		scope,
	};
}

/** Takes back every token issued so far. */
async function revoke() {
	await Promise.all(issued.map((token) => token.destroy()));
	issued = [];
}

const commands = {
	/** Forgets the records and undoes what the other commands did. */
	reset: async () => {
		Object.assign(log, { token: [], api: [] });
		Object.assign(settings, { downscope: false, revokeAfter: Infinity });
		shiftMs = 0;
	},
	/** Lets time pass. */
	shift: async ({ seconds }) => {
		shiftMs += seconds * 1000;
	},
	revoke,
	/** Takes back every token once that many more API requests were answered. */
	revokeAfter: async ({ requests }) => {
		settings.revokeAfter = requests;
	},
	/** From now on tokens carry one scope, whatever was asked for, and nothing says so. */
	downscope: async () => {
		settings.downscope = true;
	},
	log: async () => log,
	signIn,
};

const oauth = provider.callback();
server.on('request', async (request, response) => {
	const url = new URL(request.url, origin);
	if (url.pathname.startsWith('/api/')) return await api(request, response, url);
	if (!url.pathname.startsWith('/control/')) return oauth(request, response);
	const command = commands[url.pathname.slice('/control/'.length)];
	const result = await command(JSON.parse((await text(request)) || '{}'));
	response.setHeader('content-type', 'application/json').end(JSON.stringify(result ?? null));
});

process.stdout.write(`${JSON.stringify({ origin })}\n`);
