/** A stand-in for a Logto tenant: the Management API of users, and what goes with them. */
import { addRoutes, createApp } from '../shared/serve.mjs';
import { createTokens, errors } from '../shared/tokens.mjs';
import { applicationRoutes } from './applications.mjs';
import { directoryRoutes } from './directory.mjs';
import { LogtoError, TextAnswer } from './errors.mjs';
import { createHooks } from './hooks.mjs';
import { jitRoutes } from './jit.mjs';
import { logRoutes } from './logs.mjs';
import { oneTimeTokenRoutes } from './oneTimeTokens.mjs';
import { organizationApplicationRoutes } from './organizationApplications.mjs';
import { organizationRoleRoutes } from './organizationRoles.mjs';
import { organizationRoutes } from './organizations.mjs';
import { resourceRoutes } from './resources.mjs';
import { roleRoutes } from './roles.mjs';
import { sessionRoutes } from './sessions.mjs';
import { Tenant } from './state.mjs';
import { userRoutes } from './users.mjs';

/**
 * What can be dialled.
 *
 * - `rateLimit`: requests in 10 seconds; a server of one's own has no limit, Logto Cloud has 200
 * - `tokenQuota`: how many tokens are left of the month (Logto Cloud)
 * - `tokenSeconds`: how long an access token lives
 * - `secretExpired`: whether the secrets of all applications have run out
 * - `roleGranted`: whether the application without the role has been given it
 * - `caseSensitiveUsernames`: the tenant's rule; by default "ada" and "ADA" are two people
 * - `isMixedUp`: all users are of the same moment, so that the database gives each page an order of its own
 * - `passwordExpiration`: whether the tenant has a policy by which passwords expire
 * - `emailConnector`: whether there is one, by which invitations are sent
 * - `mergesApplications`: whether what is sent of an application's metadata is put into what is there, as on
 *   newer servers, or replaces it
 * - `bareWords`: whether giving roles is answered with "Created" and "OK" alone, as before January 2026
 * - `hookRetries`: how often a delivery is sent again after a 5xx; servers newer than 1.42 do it three times
 * - `hookLimit`: how many webhooks there may be (Logto Cloud: 10)
 * - `hookTestBody`: whether the test of a webhook tells what its address answered
 */
export const LOGTO_SETTINGS = {
	rateLimit: null,
	tokenQuota: null,
	tokenSeconds: 3600,
	secretExpired: false,
	roleGranted: false,
	caseSensitiveUsernames: true,
	isMixedUp: false,
	passwordExpiration: false,
	emailConnector: false,
	mergesApplications: false,
	bareWords: false,
	hookRetries: 0,
	hookLimit: null,
	hookTestBody: true,
};

const FIXED = {
	clientId: 'sandboxlogtoautomate1',
	clientSecret: 'sandbox-logto-secret',
	powerlessClientId: 'sandboxlogtopowerless',
	/** Of the kind "Traditional web", which signs people in. */
	webClientId: 'sandboxlogtowebsite00',
	/** An API of the company's own, for which there are tokens as well. */
	ownResource: 'https://api.halden.example',
	/** What a server of one's own always has, whatever its address. */
	resource: 'https://default.logto.app/api',
};

const TOKEN_PATH = '/oidc/token';
const WINDOW = 10_000;

/** Logto itself is built on this library, so the endpoint is what it seems. */
async function createLogtoTokens({ origin, settings, clock }) {
	const client = (client_id) => ({
		client_id,
		client_secret: settings.clientSecret,
		grant_types: ['client_credentials'],
		redirect_uris: [],
		response_types: [],
		token_endpoint_auth_method: 'client_secret_basic',
	});
	const tokens = await createTokens({
		issuer: `${origin}/oidc`,
		path: TOKEN_PATH,
		alg: 'ES384',
		clock,
		clients: [
			client(settings.clientId),
			client(settings.powerlessClientId),
			{ ...client(settings.webClientId), grant_types: [] },
		],
		configuration: {
			clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
			features: {
				resourceIndicators: {
					enabled: true,
					defaultResource() {
						throw new errors.InvalidTarget(
							'both `resource` and `organization_id` are not provided',
						);
					},
					useGrantedResource: () => true,
					getResourceServerInfo(_ctx, resource, { clientId }) {
						const isOwn = resource === settings.ownResource;
						if (!isOwn && resource !== settings.resource) throw new errors.InvalidTarget();
						const isPowerless = clientId === settings.powerlessClientId && !settings.roleGranted;
						return {
							// Without the role for the Management API the token is issued all the same: it
							// has no scope, and is good for nothing.
							scope: isOwn || isPowerless ? '' : 'all',
							audience: resource,
							accessTokenFormat: 'jwt',
							accessTokenTTL: settings.tokenSeconds,
							jwt: { sign: { alg: 'ES384' } },
						};
					},
				},
			},
		},
	});
	tokens.provider.use(async (ctx, next) => {
		await next();
		// Logto looks at it before the library gets to see the request.
		if (settings.secretExpired && ctx.oidc?.client && ctx.body?.access_token) {
			ctx.status = 400;
			ctx.body = { error: 'invalid_request', error_description: 'client secret has expired' };
		}
		const { error, error_description: description } = ctx.body ?? {};
		if (!error) return;
		// An unknown client is a bad request to Logto, a wrong secret is not.
		if (error === 'invalid_client' && !ctx.oidc?.client) ctx.status = 400;
		ctx.body = {
			code: `oidc.${error}`,
			message: `An OIDC error occurred: oidc.${error}.`,
			error,
			error_description: description,
		};
	});
	return tokens;
}

/** The body of a request as Logto's framework reads it. */
function bodyOf(request) {
	const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const type = request.headers['content-type'] ?? '';
	const text = bytes.toString();
	if (/^application\/x-www-form-urlencoded\b/i.test(type))
		return Object.fromEntries(new URLSearchParams(text));
	if (!/^application\/json\b/i.test(type)) return bytes.length === 0 ? {} : text;
	if (bytes.length === 0) return {};
	try {
		return JSON.parse(text);
	} catch (error) {
		throw Object.assign(new Error(error.message), { statusCode: 400, isBroken: true });
	}
}

const hasNul = (value) => JSON.stringify(value ?? null).includes('\\u0000');

const routes = (context) => [
	...userRoutes(context),
	...sessionRoutes(context),
	...roleRoutes(context),
	...resourceRoutes(context),
	...applicationRoutes(context),
	...organizationRoutes(context),
	...organizationRoleRoutes(context),
	...organizationApplicationRoutes(context),
	...jitRoutes(context),
	...oneTimeTokenRoutes(context),
	...logRoutes(context),
	...directoryRoutes(context),
];

/** @param {{ clock: import('../shared/clock.mjs').Clock, settings?: Record<string, any> }} options */
export function createLogto({ clock, settings: given = {} }) {
	const settings = { ...LOGTO_SETTINGS, ...FIXED, ...given };
	const tenant = new Tenant({ clock, settings });
	const hooks = createHooks({ clock, tenant, settings });
	let window = { until: 0, used: 0 };
	let requests = 0;

	function isThrottled() {
		if (settings.rateLimit === null) return false;
		const now = clock.now();
		if (now >= window.until) window = { until: now + WINDOW, used: 0 };
		return ++window.used > settings.rateLimit;
	}

	function refuse(request, reply, error) {
		if (error instanceof LogtoError) {
			return reply.code(error.status).send(error.body(request.headers['accept-language']));
		}
		if (error instanceof TextAnswer) {
			return reply.code(error.status).type('text/plain; charset=utf-8').send(error.message);
		}
		if (error.isBroken) return reply.code(400).send({ message: error.message });
		// Too large a body ends where no route is.
		if (error.statusCode === 413) return refuse(request, reply, new TextAnswer(404, 'Not Found'));
		if (error.statusCode === 400) return reply.code(400).send({ message: 'Bad Request' });
		if (!(error instanceof SyntaxError)) console.error('sandbox: logto:', error);
		return reply.code(500).send({ message: 'Internal server error.' });
	}

	async function build(origin) {
		const tokens = await createLogtoTokens({ origin, settings, clock });

		async function authenticate(request) {
			const { authorization } = request.headers;
			if (!authorization) throw new LogtoError(401, 'auth.authorization_header_missing');
			const match = /^Bearer (.+)$/i.exec(authorization);
			if (!match) throw new LogtoError(401, 'auth.authorization_token_type_not_supported');
			let claims;
			try {
				claims = await tokens.verify(match[1], settings.resource);
			} catch (error) {
				throw new LogtoError(401, 'auth.unauthorized', {
					data: { code: error.code, name: error.name },
				});
			}
			if (
				!String(claims.scope ?? '')
					.split(' ')
					.includes('all')
			)
				throw new LogtoError(403, 'auth.forbidden');
			request.subject = claims.sub ?? claims.client_id;
		}

		const app = createApp({
			bodyLimit: 1_048_576,
			onBadUrl: (reply) => reply.code(400).type('text/plain; charset=utf-8').send('Bad Request'),
		});
		app.decorateRequest('subject', null);
		app.addHook('onRequest', async (request, reply) => {
			reply.headers({
				'Logto-Core-Request-Id': `sandbox${(requests++).toString(36).padStart(9, '0')}`,
				date: new Date(clock.now()).toUTCString(),
			});
			if (isThrottled()) throw new TextAnswer(429, 'Too Many Requests');
		});
		app.setErrorHandler((error, request, reply) => refuse(request, reply, error));
		app.setNotFoundHandler((request, reply) =>
			refuse(request, reply, new TextAnswer(404, 'Not Found')),
		);
		const context = { tenant, origin };
		addRoutes(
			app,
			[...routes(context).map(hooks.recorded), ...hooks.routes(context)].map(
				([method, url, handler]) => ({
					method,
					url,
					preHandler: async (request) => {
						if (Object.values(request.params).includes('')) throw new TextAnswer(404, 'Not Found');
						await authenticate(request);
						request.body = bodyOf(request);
						// The database takes no NUL, and nobody asks before it.
						if ([request.body, request.query, request.params].some(hasNul))
							throw new SyntaxError('invalid byte sequence');
					},
					handler: async (request, reply) => {
						const answer = await handler(request, reply);
						return reply.sent ? reply : answer;
					},
				}),
			),
			(request, reply) => refuse(request, reply, new TextAnswer(405, 'Method Not Allowed')),
		);
		return {
			app,
			tokens(request, response) {
				const isToken = request.url.split('?')[0] === TOKEN_PATH;
				if (isToken && settings.tokenQuota !== null && settings.tokenQuota-- <= 0) {
					request.resume();
					const error = new LogtoError(429, 'auth.exceed_token_limit');
					response.writeHead(429, { 'content-type': 'application/json; charset=utf-8' });
					response.end(JSON.stringify(error.body()));
					return true;
				}
				return tokens.answer(request, response);
			},
		};
	}

	return {
		settings,
		state: tenant,
		build,
		reset(company) {
			tenant.seed(company);
			hooks.clear();
			window = { until: 0, used: 0 };
		},
		access: (origin) => ({
			endpoint: origin,
			resource: settings.resource,
			clientId: settings.clientId,
			clientSecret: settings.clientSecret,
			/** The same secret, but no role for the Management API. */
			powerlessClientId: settings.powerlessClientId,
			/** The same secret, but an application of another kind. */
			webClientId: settings.webClientId,
			/** An API of the company's own. */
			ownResource: settings.ownResource,
		}),
	};
}
