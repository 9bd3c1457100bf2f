import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/clock';
import { jsons, pickers, runNode, type RunOptions, testCredential } from '../engine/engine.mjs';
import { ruleShown } from '../engine/n8n.mjs';
import { type Answer, isToken, startServer, type TestServer } from '../engine/server.mjs';
import { type OidcServer, startOidc } from './oidc.mjs';

const TYPE = 'oktaManagementOAuth2Api';

let oidc: OidcServer;
let server: TestServer;
beforeAll(async () => {
	[oidc, server] = await Promise.all([startOidc(), startServer()]);
});
afterAll(async () => {
	await Promise.all([oidc.close(), server.close()]);
});
const { now } = clock;
let passed = 0;
beforeEach(async () => {
	server.received = [];
	server.respond = () => ({ body: [] });
	// All have one credential by its ID, and a token that is less than a minute old may stay.
	passed += 120_000;
	clock.now = () => now() + passed;
	await oidc.control('reset');
});
afterEach(() => Object.assign(clock, { now }));

type Tokens = Record<'access_token' | 'refresh_token' | 'token_type', string>;

const credential = (oauthTokenData?: object, settings: IDataObject = {}) => ({
	url: oidc.origin,
	clientId: 'web',
	clientSecret: 'web-secret-0xUnsaid',
	scope: 'openid offline_access okta.users.read',
	...(oauthTokenData && { oauthTokenData: oauthTokenData as IDataObject }),
	...settings,
});

const read = async (
	settings: IDataObject,
	parameters: IDataObject = {},
	more: Partial<RunOptions> = {},
) =>
	await runNode({
		node: 'okta',
		parameters: {
			authentication: 'oAuth2',
			resource: 'user',
			operation: 'getAll',
			limit: 2,
			...parameters,
		},
		credentials: { [TYPE]: settings as never },
		...more,
	});

type Said = { message: string; description?: string | null };

const said = ({ message, description }: Said) => `${message}\n${description}`;

/** n8n says so in words of its own, from 2.30 on. */
const CONNECT = /\b(re)?connect(ed)?\b/;

const items = (count: number) => Array.from({ length: count }, () => ({}));

describe("through n8n's own OAuth2 code, at a real OAuth server", () => {
	test('the stored token is sent, and nothing is asked for', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		const { items, error } = await read(credential(tokens));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(['00u0', '00u1']);
		const { api, token } = await oidc.log();
		expect(api.map(({ scheme, token: sent, status }) => [scheme, sent, status])).toEqual([
			['Bearer', tokens.access_token, 200],
		]);
		expect(token).toEqual([]);
	});

	test('a token that ran out is refreshed, the request goes once more, and the new one is kept', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('shift', { seconds: 3601 });
		const { items, error, store } = await read(credential(tokens));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		const { api, token } = await oidc.log();
		expect(api.map(({ status }) => status)).toEqual([401, 200]);
		expect(
			token.map(({ grantType, status, authorization }) => [grantType, status, authorization]),
		).toEqual([['refresh_token', 200, 'Basic']]);
		const kept = store.data(TYPE).oauthTokenData as unknown as Tokens;
		expect(kept.access_token).toBe(api[1].token);
		expect(kept.access_token).not.toBe(tokens.access_token);
		expect(kept.refresh_token).not.toBe(tokens.refresh_token);
		// The next execution starts from what was kept.
		expect((await read(store.data(TYPE) as IDataObject)).error).toBeUndefined();
		expect((await oidc.log()).token).toHaveLength(1);
	});

	test('10 requests at once with a token that ran out are one refresh, and each goes once more', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('shift', { seconds: 3601 });
		const result = await read(credential(tokens), {}, { items: items(10) });
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(20);
		const { api, token } = await oidc.log();
		expect(token.map(({ grantType, status }) => [grantType, status])).toEqual([
			['refresh_token', 200],
		]);
		expect(api.map(({ status }) => status).sort()).toEqual([
			...Array(10).fill(200),
			...Array(10).fill(401),
		]);
		expect(result.store.writes).toBe(1);
	});

	test('the tokens that a refresh gave are repeated in no message', async () => {
		const issued = { access_token: 'renewed-access-0x1', refresh_token: 'renewed-refresh-0x2' };
		server.respond = (request) => {
			if (isToken(request)) return { status: 200, body: { ...issued, token_type: 'Bearer' } };
			return request.headers.authorization === 'Bearer old'
				? { status: 401, body: { errorCode: 'E0000011', errorSummary: 'Invalid token provided' } }
				: { status: 400, body: { errorSummary: `Not ${Object.values(issued).join(', ')}` } };
		};
		const old = { access_token: 'old', refresh_token: 'refresh', token_type: 'Bearer' };
		const { error } = await read(credential(old, { url: server.origin }));
		expect(error!.message).toBe('Not ***, ***');
	});

	test('a list that spans the expiry stays complete', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('revokeAfter', { requests: 1 });
		const { items, error } = await read(credential(tokens), { returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(
			Array.from({ length: 450 }, (_, index) => `00u${index}`),
		);
		expect((await oidc.log()).api.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
	});

	test('a refresh token that was taken back asks to connect again', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('shift', { seconds: 3601 });
		const { error } = await read(credential({ ...tokens, refresh_token: 'gone' }));
		expect(said(error!)).toMatch(CONNECT);
		expect((await oidc.log()).api).toHaveLength(1);
	});

	test('and is not asked for by each of 100 items that continue', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('shift', { seconds: 3601 });
		const result = await read(
			credential({ ...tokens, refresh_token: 'gone' }),
			{},
			{ items: items(100), onError: 'continueRegularOutput' },
		);
		const messages = new Set(jsons(result.items).map(({ error }) => said(error as Said)));
		expect([...messages]).toEqual([expect.stringMatching(CONNECT)]);
		expect(result.items).toHaveLength(100);
		const { api, token } = await oidc.log();
		expect(token.length).toBeLessThanOrEqual(2);
		expect(api.length).toBeLessThanOrEqual(20);
	});

	test('without a refresh token the message says to connect again', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('shift', { seconds: 3601 });
		const { error } = await read(credential({ ...tokens, refresh_token: undefined }));
		expect(said(error!)).toMatch(CONNECT);
	});

	test('a wrong client secret is refused by the server and not repeated in the message', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		await oidc.control('shift', { seconds: 3601 });
		const { error, run } = await read(credential(tokens, { clientSecret: 'not-the-secret-7' }));
		expect(error!.message).toBe('Okta renewed no access token: client authentication failed');
		expect(error!.description).toMatch(/client secret.*\ncode invalid_client$/);
		expect((await oidc.log()).api).toHaveLength(1);
		const seen = JSON.stringify([run, error!.message, error!.description]);
		for (const secret of ['not-the-secret-7', tokens.access_token, tokens.refresh_token]) {
			expect(seen).not.toContain(secret);
		}
	});

	test('a missing scope is named', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		const { error } = await read(credential(tokens), {
			operation: 'create',
			login: 'a@acme.example',
			email: 'a@acme.example',
			firstName: 'A',
			lastName: 'B',
		});
		expect(error!.httpCode).toBe('403');
		expect(error!.message).toMatch(/insufficient_scope/);
	});

	test('the test of the credential reads whoever signed in', async () => {
		const tokens = await oidc.control<Tokens>('signIn');
		const outcome = await testCredential(TYPE, credential(tokens));
		expect(outcome.message).toBe('Connection successful!');
		expect((await oidc.log()).api.map(({ path }) => path)).toEqual(['/api/v1/users/me']);
	});
});

describe('not connected', () => {
	test.each([
		['never', undefined],
		['with nothing stored', {}],
		['with an empty token', { access_token: '' }],
	])('%s: the node says so, and sends nothing', async (_what, tokens) => {
		const { error } = await read(credential(tokens, { url: server.origin }));
		expect(error!.message).toBe('The Okta OAuth2 credential is not connected');
		expect(error!.description).toMatch(/choose "Connect"/);
		expect(server.received).toEqual([]);
	});

	test('a picker says so too', async () => {
		const { search } = pickers(
			'okta',
			{ [TYPE]: credential(undefined, { url: server.origin }) as never },
			{ authentication: 'oAuth2' },
		);
		await expect(search('searchUsers')).rejects.toThrow(
			'The Okta OAuth2 credential is not connected',
		);
	});
});

test('a token that is not a bearer token is not put into a URL', async () => {
	const tokens = { access_token: 'bound-token', token_type: 'DPoP' };
	const { error } = await read(credential(tokens, { url: server.origin }));
	expect(error!.message).toMatch(/token of the type "DPoP"/);
	expect(server.received).toEqual([]);
});

test.each([undefined, 'Bearer', 'bearer'])(
	'the token type %s is sent as a bearer token',
	async (type) => {
		const tokens = { access_token: 'token-x', token_type: type };
		const { error } = await read(credential(tokens, { url: server.origin }));
		expect(error).toBeUndefined();
		expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-x']);
		expect(server.received[0].query.map(([name]) => name)).not.toContain('access_token');
	},
);

test('the address of the admin console works for the refresh too', async () => {
	// The loopback server cannot be an admin console: path and slash are what can be shown here.
	server.respond = ({ path, headers }) =>
		path.endsWith('/token')
			? undefined
			: headers.authorization === 'Bearer token-1'
				? { body: [] }
				: { status: 401, body: {} };
	const tokens = { access_token: 'old', refresh_token: 'refresh', token_type: 'Bearer' };
	const { error } = await read(credential(tokens, { url: `${server.origin}/admin/dashboard` }));
	expect(error).toBeUndefined();
	expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'GET /api/v1/users',
		'POST /oauth2/v1/token',
		'GET /api/v1/users',
	]);
});

describe('of requests under way when the token ran out', () => {
	const old = { access_token: 'old', refresh_token: 'refresh', token_type: 'Bearer' };

	/** The answer to one of the old token comes only after `gate`. */
	function respond(gate: Promise<void>, renewed: () => void, refresh?: Answer) {
		let refused = 0;
		server.respond = async (request) => {
			if (isToken(request)) {
				if (refresh) setTimeout(renewed, 50);
				return refresh;
			}
			if (request.headers.authorization === 'Bearer old') {
				if (++refused > 1) await gate;
				// Without a word on what is wrong.
				return { status: 401, body: {} };
			}
			renewed();
			return { body: [{ id: '00u1' }] };
		};
	}

	test('one whose answer comes after the refresh goes again with the new token', async () => {
		let renewed = () => {};
		respond(new Promise((resolve) => (renewed = resolve)), () => renewed());
		const settings = credential(old, { url: server.origin });
		const result = await read(settings, {}, { items: items(5) });
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(5);
		expect(server.calls()).toHaveLength(10);
		expect(server.received.filter(isToken)).toHaveLength(1);
	});

	test('one whose answer comes after a refresh that was refused does not go again', async () => {
		let renewed = () => {};
		const refusal = { status: 400, body: { error: 'invalid_client' } };
		respond(new Promise((resolve) => (renewed = resolve)), () => renewed(), refusal);
		const settings = credential(old, { url: server.origin });
		const more = { items: items(5), onError: 'continueRegularOutput' as const };
		const result = await read(settings, {}, more);
		expect(new Set(jsons(result.items).map(({ message }) => message)).size).toBe(1);
		expect(result.items[4].json.message).toMatch(/^Okta renewed no access token: /);
		expect(server.calls()).toHaveLength(5);
		expect(server.received.filter(isToken)).toHaveLength(1);
	});

	test('a refresh that is not answered is not waited for as long as n8n would', async () => {
		const { timeout } = AbortSignal;
		const waits: number[] = [];
		const spy = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			waits.push(ms);
			return timeout.call(AbortSignal, ms / 100);
		});
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		server.respond = async (request) => {
			if (!isToken(request)) return { status: 401, body: {} };
			await held;
			return undefined;
		};
		try {
			const settings = credential(old, { url: server.origin });
			const { error } = await read(settings, {}, { items: items(3) });
			expect(error!.message).toBe(
				'Okta renewed no access token: it did not answer within 30 seconds',
			);
			expect(waits).toContain(30_000);
		} finally {
			spy.mockRestore();
			// n8n itself goes on waiting, and lets the next refresh of this credential wait for this one.
			release();
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	});
});

test('a redirect takes the token nowhere', async () => {
	const other = await startServer();
	server.respond = () => ({ status: 302, headers: { location: `${other.origin}/api/v1/users` } });
	const { error } = await read(
		credential({ access_token: 'token-x', token_type: 'Bearer' }, { url: server.origin }),
	);
	expect(error!.message).toMatch(/redirect/);
	expect(other.received).toEqual([]);
	await other.close();
});

test.each([
	[401, /Connect the credential again/],
	[403, /okta\.users\.read/],
	[404, /There is no Okta API/],
])('the test of the credential explains %i', async (status, message) => {
	server.respond = ({ path }) => (path.endsWith('/token') ? undefined : { status, body: {} });
	const tokens = { access_token: 'x', refresh_token: 'y', token_type: 'Bearer' };
	const outcome = await testCredential(TYPE, credential(tokens, { url: `${server.origin}/` }));
	expect(outcome.status).toBe('Error');
	expect(outcome.message).toMatch(ruleShown(message));
});
