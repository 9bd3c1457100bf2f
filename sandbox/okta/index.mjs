/** A stand-in for an Okta organization: the Management API of users, apps and groups. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { addRoutes, createApp } from '../shared/serve.mjs';
import { appRoutes } from './apps.mjs';
import { createAuthentication, createOktaTokens, GRANTED } from './auth.mjs';
import { OAuthRefusal, OktaError } from './errors.mjs';
import { factorRoutes } from './factors.mjs';
import { grantRoutes } from './grants.mjs';
import { groupRoutes } from './groups.mjs';
import { createHooks } from './hooks.mjs';
import { createLimits } from './limits.mjs';
import { createLog } from './log.mjs';
import { roleRoutes } from './roles.mjs';
import { ruleRoutes } from './rules.mjs';
import { Organization } from './state.mjs';
import { userRoutes } from './users.mjs';

/**
 * What can be dialled.
 *
 * - `activationMs`, `deactivationMs`: how long a change of status takes
 * - `searchLagMs`: how long a new user is missing from lists and searches
 * - `rateLimit`: requests a minute in every bucket, instead of Okta's figures
 * - `concurrency`: requests at the same time; 0 for no limit
 * - `slowAbove`: pages of more records take too long, and are answered 500
 * - `linkOrigin`: the host in Link headers, when it should differ from the one that was asked
 * - `tokenSeconds`: how long an access token lives
 * - `logLagMs`: how long after it happened something can be found in the System Log
 * - `logCursorMs`: how long a cursor of the log is good; null for ever
 */
export const OKTA_SETTINGS = {
	activationMs: 0,
	deactivationMs: 400,
	searchLagMs: 0,
	rateLimit: null,
	concurrency: 75,
	slowAbove: null,
	linkOrigin: null,
	tokenSeconds: 3600,
	logLagMs: 0,
	logCursorMs: null,
};

const FIXED = {
	apiToken: '00sandbox-okta-api-token-with-all-rights00',
	readOnlyApiToken: '00sandbox-okta-api-token-that-only-reads00',
	clientId: '0oasandboxserviceapp',
	dpopClientId: '0oasandboxdpopservic',
};

/** @param {string} [pem] the key of the service apps; a new one by default */
function keyOf(pem) {
	const privateKey = pem
		? createPrivateKey(pem)
		: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
	return {
		pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		jwks: {
			keys: [
				{
					...createPublicKey(privateKey).export({ format: 'jwk' }),
					kid: 'sandbox-key',
					use: 'sig',
				},
			],
		},
	};
}

/**
 * Signs in a path that the web server before Okta does not let through, encoded or not: a login such
 * as `CORP\jdoe` can only be searched for.
 */
const BARRED = /^[^?]*(?:[[\]\\;]|%(?:5b|5c|5d|3b))/i;

/** The longest code point that Okta stores takes three bytes of UTF-8. */
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;

/** The body of a request as Okta reads it. */
function bodyOf(request) {
	const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const type = request.headers['content-type'];
	if (bytes.length > 0 && !/^application\/json\b/i.test(type ?? ''))
		throw new OktaError('E0000021');
	if (bytes.length === 0) return undefined;
	let text;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		const body = JSON.parse(text);
		if (ASTRAL.test(JSON.stringify(body))) throw new OktaError('E0000003');
		return body;
	} catch {
		throw new OktaError('E0000003');
	}
}

/**
 * @param {{ clock: import('../shared/clock.mjs').Clock, settings: Record<string, any>, privateKey?: string }} options
 */
export function createOkta({ clock, settings: given = {}, privateKey }) {
	const settings = { ...OKTA_SETTINGS, ...FIXED, ...given };
	const org = new Organization({ clock, settings });
	const limits = createLimits({ clock, settings });
	const log = createLog({ clock, org, settings });
	org.log = log;
	const hooks = createHooks({ clock, org, log });
	const key = keyOf(privateKey);
	let requests = 0;
	const requestId = () => `sandbox${(requests++).toString(36).padStart(12, '0')}`;

	async function build(origin) {
		const tokens = await createOktaTokens({ origin, settings, clock, jwks: key.jwks });
		const authenticate = createAuthentication({ org, origin, tokens });
		const app = createApp({
			onBadUrl: (reply) => refuse(reply, new OktaError('E0000008')),
		});
		app.decorateRequest('principal', null);

		app.addHook('onRequest', async (request, reply) => {
			if (BARRED.test(request.raw.url)) {
				return reply
					.code(400)
					.type('text/html')
					.send('<html><head><title>400 Bad Request</title></head></html>');
			}
			const { exceeded, headers } = limits.count(request.method, request.raw.url);
			reply.headers({
				...headers,
				date: new Date(clock.now()).toUTCString(),
				'x-okta-request-id': requestId(),
				'cache-control': 'no-cache, no-store',
			});
			if (exceeded) throw new OktaError('E0000047');
			const { 'content-length': length, 'transfer-encoding': encoding, accept } = request.headers;
			if (
				['POST', 'PUT'].includes(request.method) &&
				length === undefined &&
				encoding === undefined
			) {
				return reply.code(411).send();
			}
			if (accept && !/\*\/\*|application\/(\*|json)/.test(accept)) throw new OktaError('E0000021');
		});

		const refuse = (reply, error) => {
			if (error instanceof OktaError) {
				return reply.code(error.status).send(error.body(`oae${org.random.text(20)}`));
			}
			if (error instanceof OAuthRefusal) {
				return reply.code(error.status).header('www-authenticate', error.challenge).send();
			}
			const code = error.statusCode === 413 || error.statusCode === 400 ? 'E0000003' : 'E0000009';
			if (code === 'E0000009') console.error('sandbox: okta:', error);
			return refuse(reply, new OktaError(code));
		};
		app.setErrorHandler((error, _request, reply) => refuse(reply, error));
		app.setNotFoundHandler((_request, reply) => refuse(reply, new OktaError('E0000008')));

		const context = { org, origin, linkOrigin: () => settings.linkOrigin ?? origin };
		const routes = [
			...userRoutes(context),
			...appRoutes(context),
			...ruleRoutes(context),
			...groupRoutes(context),
			...factorRoutes(context),
			...roleRoutes(context),
			...grantRoutes(context),
		]
			.map(log.recorded)
			.concat(log.routes(context), hooks.routes(context));
		addRoutes(
			app,
			routes.map(([method, url, scope, handler]) => ({
				method,
				url,
				preHandler: async (request) => {
					if (Object.values(request.params).includes('')) throw new OktaError('E0000008');
					request.principal = await authenticate(request);
					request.principal.require(scope);
					request.body = bodyOf(request);
					const isLong = settings.slowAbove !== null && request.query.limit > settings.slowAbove;
					if (isLong) throw new OktaError('E0000009');
				},
				handler: async (request, reply) => {
					const answer = await handler(request, reply);
					return reply.sent ? reply : answer;
				},
			})),
			(_request, reply) => refuse(reply, new OktaError('E0000022')),
		);
		return { app, arrived: limits.arrived, tokens: tokens.answer };
	}

	return {
		settings,
		state: org,
		build,
		reset(company) {
			hooks.clear();
			log.clear();
			// After it, for the log begins with the sign-ins of the company.
			org.seed(company);
			limits.clear();
		},
		/** What a client needs in order to connect. */
		access: (origin) => ({
			url: origin,
			apiToken: settings.apiToken,
			readOnlyApiToken: settings.readOnlyApiToken,
			clientId: settings.clientId,
			dpopClientId: settings.dpopClientId,
			privateKey: key.pem,
			keyId: 'sandbox-key',
			scopes: GRANTED,
		}),
	};
}
