/** How OneLogin's token is fetched, shared, renewed and guarded. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { clock } from '../../nodes/shared/clock';
import {
	credentialTypes,
	type RunOptions,
	type RunResult,
	runNode,
	testCredential,
} from '../engine/engine.mjs';
import { type Answer, type Received, startServer, type TestServer } from '../engine/server.mjs';

const TYPE = 'oneLoginOAuth2Api';
const real = { ...clock };
let server: TestServer;
let other: TestServer;
let passed = 0;
let runs = 0;
let credentials: ICredentialDataDecryptedObject;

beforeAll(async () => {
	server = await startServer();
	other = await startServer();
});
afterAll(async () => {
	await server.close();
	await other.close();
});
beforeEach(() => {
	passed = 0;
	clock.now = () => 1_800_000_000_000 + passed;
	clock.sleep = async (ms) => {
		passed += ms;
	};
	server.received = [];
	other.received = [];
	answer(() => ({ body: { status: success, data: [{ id: 4711 }] } }));
	// Tokens are shared within the process, so each test has a secret of its own.
	credentials = {
		url: server.origin,
		clientId: 'client',
		clientSecret: `s3cret-${++runs}:ü`,
		renewedToken: '',
	};
});
afterEach(() => Object.assign(clock, real));

const success = { error: false, code: 200, type: 'success', message: 'Success' };
const unauthorized = (message: string): Answer => ({
	status: 401,
	body: { status: { error: true, code: 401, type: 'Unauthorized', message } },
});

/** Answers the calls; tokens are issued as usual. */
function answer(respond: (request: Received) => Answer): void {
	server.respond = (request) => (request.path.endsWith('/token') ? undefined : respond(request));
}

const isToken = ({ path }: Received) => path.endsWith('/token');
const tokenRequests = () => server.received.filter(isToken);
const bearers = (from = server) => from.calls().map(({ headers }) => headers.authorization);

const run = async (options: Partial<RunOptions> = {}): Promise<RunResult> =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'get', user: { mode: 'id', value: '4711' } },
		credentials: { [TYPE]: credentials },
		...options,
	});

describe('the token', () => {
	test('is asked for exactly as OneLogin documents it', async () => {
		const { clientSecret } = credentials;
		credentials = { ...credentials, clientId: ' client ', clientSecret: `${clientSecret}\n` };
		const { error } = await run();
		expect(error).toBeUndefined();
		const [token, call] = server.received;
		expect(token).toMatchObject({
			method: 'POST',
			path: '/auth/oauth2/v2/token',
			query: [],
			json: { grant_type: 'client_credentials' },
		});
		expect(token.headers['content-type']).toBe('application/json');
		expect(token.headers.authorization).toBe(
			`Basic ${Buffer.from(`client:${clientSecret}`).toString('base64')}`,
		);
		expect(call.headers.authorization).toMatch(/^Bearer token-\d+$/);
		expect(server.received).toHaveLength(2);
	});

	test('is used for all items and for the next executions', async () => {
		const first = await run({ items: [{}, {}, {}] });
		expect(first.items).toHaveLength(3);
		await run();
		expect(tokenRequests()).toHaveLength(1);
		expect(new Set(bearers()).size).toBe(1);
		expect(server.calls()).toHaveLength(4);
	});

	test('is fetched once for executions that start together', async () => {
		await Promise.all([run(), run(), run(), run()]);
		expect(server.calls()).toHaveLength(4);
		expect(tokenRequests()).toHaveLength(1);
	});

	test('is written nowhere: what n8n keeps of the credential stays as it was', async () => {
		const { store } = await run();
		expect(store.writes).toBe(0);
		expect(store.data(TYPE)).toEqual({ ...credentials, renewedToken: '' });
	});

	test('is renewed once after a 401, however new, and the same request sent again', async () => {
		await run();
		const old = bearers()[0];
		answer(({ headers }) =>
			headers.authorization === old
				? unauthorized('Authentication Failure')
				: { body: { status: success } },
		);
		server.received = [];
		const { error } = await run({
			parameters: {
				resource: 'user',
				operation: 'setState',
				user: { mode: 'id', value: '4711' },
				state: 2,
			},
		});
		expect(error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(1);
		expect(server.calls().map(({ method, json }) => [method, json])).toEqual([
			['PUT', { state: 2 }],
			['PUT', { state: 2 }],
		]);
		expect(bearers()[0]).toBe(old);
		expect(bearers()[1]).not.toBe(old);
		// And it is the new one that the next execution uses.
		await run();
		expect(tokenRequests()).toHaveLength(1);
		expect(bearers()[2]).toBe(bearers()[1]);
	});

	test('that OneLogin keeps refusing is no reason to go on asking', async () => {
		await run();
		answer(() => unauthorized('Authentication Failure'));
		server.received = [];
		const { error } = await run();
		expect(tokenRequests()).toHaveLength(1);
		expect(server.calls()).toHaveLength(2);
		expect(error?.message).toBe('Authentication Failure');
		expect(error?.description).toBe(
			'Test the credential: its token or secret was not accepted.\nHTTP 401, code Unauthorized',
		);
	});
});

describe('a 401 that means "not allowed"', () => {
	test('is no matter of the token, which stays: the request is sent once', async () => {
		await run();
		// However old the token is, as long as it is good.
		passed += 1_800_000;
		answer(() => unauthorized('Insufficient Permission'));
		server.received = [];
		const { error } = await run();
		expect(tokenRequests()).toEqual([]);
		expect(server.calls()).toHaveLength(1);
		expect(error?.message).toBe('Insufficient Permission');
		expect(error?.description).toMatch(/^The API credential works, but its scope does not allow/);
		expect(error?.httpCode).toBe('401');
	});

	test('is told of each of many items, each sent once', async () => {
		answer(() => unauthorized('Insufficient Permission'));
		const { items } = await run({
			items: Array.from({ length: 20 }, () => ({})),
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(20);
		expect(items.map(({ json }) => json.message)).toEqual(
			Array(20).fill('Insufficient Permission'),
		);
		expect(tokenRequests()).toHaveLength(1);
		expect(server.calls()).toHaveLength(20);
	});
});

/** v2 says nothing else of a token that it does not accept, of a right, or of an address that is none. */
describe('a 401 that does not say what it means', () => {
	const unclear: Answer = {
		status: 401,
		body: { statusCode: 401, name: 'UnauthorizedError', message: 'Unauthorized' },
	};

	test('is final while the token is less than a minute old: sent once, no other token', async () => {
		await run();
		passed += 59_999;
		answer(() => unclear);
		server.received = [];
		const { error } = await run();
		expect(error?.message).toBe('Unauthorized');
		expect(server.calls()).toHaveLength(1);
		expect(tokenRequests()).toEqual([]);
	});

	test('renews an older token once, and the request is sent twice in all', async () => {
		await run();
		const [old] = bearers();
		passed += 60_000;
		answer(() => unclear);
		server.received = [];
		const { error } = await run();
		expect(error?.message).toBe('Unauthorized');
		expect(tokenRequests()).toHaveLength(1);
		expect(bearers()).toEqual([old, expect.not.stringMatching(String(old))]);
	});

	test('of a token that ran out costs no item, also where the answer comes after the renewal', async () => {
		await run();
		const [old] = bearers();
		passed += 1_800_000;
		let release = () => {};
		const renewed = new Promise<void>((resolve) => (release = resolve));
		let refused = 0;
		server.respond = async (request) => {
			if (isToken(request)) return undefined;
			if (request.headers.authorization === old) {
				if (++refused > 1) await renewed;
				return unclear;
			}
			release();
			return { body: { status: success, data: [{ id: 4711 }] } };
		};
		server.received = [];
		const { items, error } = await run({ items: Array.from({ length: 10 }, () => ({})) });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(10);
		expect(tokenRequests()).toHaveLength(1);
		expect(server.calls()).toHaveLength(20);
	});
});

test('OneLogin gives the same token again until it runs out: one with seconds left is renewed', async () => {
	let now = 0;
	server.respond = (request) => {
		if (request.path.endsWith('/token')) {
			return {
				status: 200,
				body: {
					access_token: `made-${++now}`,
					token_type: 'bearer',
					expires_in: 36_000,
					// All but five seconds of its ten hours are over.
					created_at: new Date(clock.now() - 35_995_000).toISOString(),
				},
			};
		}
		return request.headers.authorization === `Bearer made-${now}` && passed < 5_000 * now
			? { body: { status: success, data: [{ id: 4711 }] } }
			: unauthorized('Authentication Failure');
	};
	const list = { resource: 'user', operation: 'getAll', limit: 1 };
	const first = await runNode({
		node: 'oneLogin',
		parameters: list,
		credentials: { [TYPE]: credentials },
	});
	expect(first.items).toHaveLength(1);
	passed = 6_000;
	const second = await runNode({
		node: 'oneLogin',
		parameters: list,
		credentials: { [TYPE]: credentials },
	});
	expect(second.error).toBeUndefined();
	expect(second.items).toHaveLength(1);
	expect(tokenRequests()).toHaveLength(2);
	// Before OneLogin had to refuse it.
	expect(bearers()).toEqual(['Bearer made-1', 'Bearer made-2']);
});

test('a token that is older than it may be, by a clock that is wrong, is good as long as any', async () => {
	server.respond = (request) =>
		isToken(request)
			? {
					status: 200,
					body: {
						access_token: 'made',
						expires_in: 36_000,
						created_at: new Date(clock.now() - 40_000_000).toISOString(),
					},
				}
			: { body: { status: success, data: [{ id: 4711 }] } };
	const { items } = await run({ items: Array.from({ length: 30 }, () => ({})) });
	expect(items).toHaveLength(30);
	expect(tokenRequests()).toHaveLength(1);
});

describe('a credential that is wrong', () => {
	test.each<[string, Answer, string]>([
		[
			'v1',
			unauthorized('Authentication Failure'),
			'OneLogin issued no access token: Authentication Failure (HTTP 401)',
		],
		[
			'v2',
			{
				status: 401,
				body: { statusCode: 401, name: 'UnauthorizedError', message: 'Unauthorized' },
			},
			'OneLogin issued no access token: Unauthorized (HTTP 401)',
		],
		[
			'OAuth',
			{ status: 400, body: { error: 'invalid_client', error_description: 'Unknown client' } },
			'OneLogin issued no access token: Unknown client (HTTP 400, invalid_client)',
		],
		[
			'a web page',
			{ status: 404, body: '<html>Not here</html>' },
			'OneLogin issued no access token: the answer could not be read (HTTP 404)',
		],
	])('is told in the words of OneLogin: %s', async (_title, refusal, message) => {
		server.respond = () => refusal;
		const { error, run: stored } = await run();
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(
			/^Check the URL, the client ID and the client secret in the credential\./,
		);
		expect(server.calls()).toEqual([]);
		expect(JSON.stringify([error, stored.data])).not.toContain('s3cret');
	});

	test('is asked for again, once it has been corrected', async () => {
		server.respond = () => unauthorized('Authentication Failure');
		await run();
		answer(() => ({ body: { id: 4711 } }));
		const { error } = await run();
		expect(error).toBeUndefined();
	});
});

describe('a token and its credential belong together', () => {
	test.each(['clientSecret', 'clientId'])(
		'after an edit of %s the old one is not used',
		async (name) => {
			await run();
			const [old] = bearers();
			credentials = { ...credentials, [name]: `new-${runs}` };
			server.received = [];
			const { error } = await run();
			expect(error).toBeUndefined();
			expect(bearers()).not.toContain(old);
			expect(tokenRequests()).toHaveLength(1);
			expect(bearers()).toEqual([expect.stringMatching(/^Bearer token-/)]);
		},
	);

	test('after an edit of the URL the old one does not reach the new server', async () => {
		await run();
		credentials = { ...credentials, url: other.origin };
		const [old] = bearers();
		other.respond = ({ path, headers }) => {
			if (path.endsWith('/token')) return { status: 200, body: { access_token: 'token-of-other' } };
			return headers.authorization === 'Bearer token-of-other'
				? { body: { id: 4711 } }
				: unauthorized('Authentication Failure');
		};
		const { error } = await run();
		expect(error).toBeUndefined();
		expect(JSON.stringify(other.received)).not.toContain(String(old).slice('Bearer '.length));
	});

	test('a redirect is not followed', async () => {
		answer(() => ({ status: 302, headers: { location: `${other.origin}/api/1/users/4711` } }));
		const { error } = await run();
		expect(error?.message).toBe('OneLogin answered with a redirect to another address');
		expect(other.received).toEqual([]);
	});

	test('neither token nor secret is in the items or in what n8n stores', async () => {
		const result = await run();
		const [bearer] = bearers();
		const text = JSON.stringify([result.items, result.run.data]);
		expect(text).not.toContain(String(bearer).slice('Bearer '.length));
		expect(text).not.toContain('s3cret');
	});
});

test('the test proves the secret, although there is a token that lives on', async () => {
	await run();
	expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });
	expect(tokenRequests()).toHaveLength(2);
	server.respond = (request) =>
		isToken(request)
			? unauthorized('Authentication Failure')
			: { body: { status: success, data: [{ id: 4711 }] } };
	expect(await testCredential(TYPE, credentials)).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Authentication Failure'),
	});
	expect((await run()).error).toBeUndefined();
});

describe('the URL', () => {
	const type = credentialTypes.get(TYPE)!;
	const authenticate = type.authenticate as (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => Promise<IHttpRequestOptions>;

	/** Where the token is asked for, for a URL as someone typed it. */
	async function tokenUrl(url: string): Promise<unknown> {
		let asked: unknown;
		const helper = {
			helpers: {
				httpRequest: async (request: IHttpRequestOptions) => {
					asked = request.url;
					return { statusCode: 200, headers: {}, body: { access_token: 'x' } };
				},
			},
		} as unknown as IHttpRequestHelper;
		await type.preAuthentication!.call(helper, { ...credentials, url });
		return asked;
	}

	test.each([
		['https://acme.onelogin.com', 'https://acme.onelogin.com'],
		['https://acme.onelogin.com/', 'https://acme.onelogin.com'],
		['https://acme.onelogin.com/admin2/apps?x=1#y', 'https://acme.onelogin.com'],
		['acme.onelogin.com', 'https://acme.onelogin.com'],
		['acme.onelogin.com/', 'https://acme.onelogin.com'],
		['acme', 'https://acme.onelogin.com'],
		[' ACME ', 'https://acme.onelogin.com'],
		['https://api.us.onelogin.com', 'https://api.us.onelogin.com'],
		['http://localhost:8080/', 'http://localhost:8080'],
		['127.0.0.1:8080', 'http://127.0.0.1:8080'],
	])('%j is taken as %s', async (url, origin) => {
		expect(await tokenUrl(url)).toBe(`${origin}/auth/oauth2/v2/token`);
		const sent = await authenticate({ ...credentials, url }, { url: `${origin}/api/1/users` });
		expect(sent.url).toBe(`${origin}/api/1/users`);
		// The credential test is the only request with a baseURL, and gets the text as it was typed.
		const tested = await authenticate(
			{ ...credentials, url },
			{ baseURL: url, url: '/api/1/users' },
		);
		expect(tested.baseURL).toBe(origin);
	});

	test.each([
		['', '"OneLogin URL" is empty in the credential'],
		['http://acme.onelogin.com', '"OneLogin URL" in the credential must start with https://'],
		[
			'https://ada:pw@acme.onelogin.com',
			'"OneLogin URL" in the credential must not contain a user name or password',
		],
		[
			'https://<subdomain>.onelogin.com',
			'"OneLogin URL" in the credential is not a URL: "https://<subdomain>.onelogin.com"',
		],
		[
			'ftp://acme.onelogin.com',
			'"OneLogin URL" in the credential is not a URL: "ftp://acme.onelogin.com"',
		],
	])('%j is refused before anything is sent', async (url, message) => {
		credentials = { ...credentials, url };
		const { error } = await run();
		expect(error?.message).toBe(message);
		await expect(authenticate(credentials, { url: 'https://acme.onelogin.com/' })).rejects.toThrow(
			message,
		);
	});

	test('without a token nothing is sent', async () => {
		await expect(
			authenticate(
				{ ...credentials, url: 'acme' },
				{ url: 'https://acme.onelogin.com/api/1/users' },
			),
		).rejects.toThrow('There is no access token for this credential yet');
	});

	test.each([
		'https://evil.example/api/1/users',
		'https://acme.onelogin.com.evil.example/api/1/users',
		'https://acme.onelogin.com@evil.example/api/1/users',
		'http://acme.onelogin.com/api/1/users',
		'https://acme.onelogin.com:8443/api/1/users',
		'//evil.example/api/1/users',
	])('the token is not sent to %s', async (url) => {
		await tokenUrl('acme');
		const bound = { ...credentials, url: 'acme' };
		await expect(authenticate(bound, { url })).rejects.toThrow(
			/^This credential is for https:\/\/acme\.onelogin\.com and is not sent to /,
		);
	});

	test('a relative path of the credential test cannot lead elsewhere', async () => {
		await tokenUrl('acme');
		const bound = { ...credentials, url: 'acme' };
		await expect(
			authenticate(bound, { baseURL: 'https://evil.example', url: 'https://evil.example/' }),
		).rejects.toThrow(/is not sent to/);
		const sent = await authenticate(bound, {
			baseURL: 'https://evil.example',
			url: '/api/1/users',
		});
		expect(sent.baseURL).toBe('https://acme.onelogin.com');
	});

	test('the request as n8n made it is left as it was', async () => {
		await tokenUrl(server.origin);
		const request = { url: `${server.origin}/api/1/users`, headers: { a: 'b' } };
		await authenticate(credentials, request);
		expect(request).toEqual({ url: `${server.origin}/api/1/users`, headers: { a: 'b' } });
	});
});

describe('the form', () => {
	const type = credentialTypes.get(TYPE)!;

	test('has a hidden field that stays empty, and hides the secret', () => {
		const field = (name: string) => type.properties.find((property) => property.name === name)!;
		expect(field('renewedToken')).toMatchObject({
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		});
		expect(field('clientSecret').typeOptions).toEqual({ password: true });
	});

	test('is tested by reading one user, the least that a useful credential may do', () => {
		const { request, rules } = type.test as ICredentialTestRequest;
		expect(request).toMatchObject({ url: '/api/1/users', qs: { limit: 1 } as IDataObject });
		expect(request.method ?? 'GET').toBe('GET');
		expect(rules!.map(({ properties }) => (properties as { value?: unknown }).value)).toEqual([
			401, 403, 404, 500,
		]);
	});
});
