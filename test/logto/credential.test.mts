import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { clock } from '../../nodes/shared/clock';
import { LogtoOAuth2Api } from '../../credentials/LogtoOAuth2Api.credentials';
import { runNode, testCredential } from '../engine/engine.mjs';
import { ruleShown } from '../engine/n8n.mjs';
import { type Answer, startServer, type TestServer } from '../engine/server.mjs';

const credential = new LogtoOAuth2Api();
const SECRET = 'client-secret-7Qx';

let server: TestServer;
beforeEach(async () => {
	// A server of its own for each test: tokens are remembered by origin.
	server = await startServer(({ path }) => (path.endsWith('/token') ? undefined : { body: [] }));
});
afterEach(async () => await server.close());

const settings = (more: IDataObject = {}): ICredentialDataDecryptedObject =>
	({
		endpoint: server.origin,
		resource: '',
		clientId: 'app',
		clientSecret: SECRET,
		renewedToken: '',
		...more,
	}) as ICredentialDataDecryptedObject;

const list = async (more: IDataObject = {}, items?: IDataObject[]) =>
	await runNode({
		node: 'logto',
		parameters: { resource: 'user', operation: 'getAll' },
		credentials: { logtoOAuth2Api: settings(more) },
		items,
	});

const tokenRequests = () => server.received.filter(({ path }) => path === '/oidc/token');
const bearers = () => server.calls().map(({ headers }) => headers.authorization);

const authenticate = async (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> => {
	if (typeof credential.authenticate !== 'function') throw new Error('not a function');
	return await credential.authenticate(credentials, request);
};

/** Fetches a token as n8n does, with an HTTP client that only takes down what it is asked. */
const preAuthenticate = async (
	credentials: ICredentialDataDecryptedObject,
	answer: Answer = {},
) => {
	const requests: IHttpRequestOptions[] = [];
	const helper = {
		helpers: {
			httpRequest: async (request: IHttpRequestOptions) => {
				requests.push(request);
				await new Promise((resolve) => setImmediate(resolve));
				const body = answer.body ?? { access_token: `fresh-${requests.length}`, scope: 'all' };
				return { statusCode: answer.status ?? 200, headers: {}, body };
			},
		},
	} as unknown as IHttpRequestHelper;
	const call = async (): Promise<IDataObject> =>
		await credential.preAuthentication.call(helper, credentials);
	return { requests, call };
};

/** What a request of the API carries. */
const bearerOf = async (credentials: ICredentialDataDecryptedObject) =>
	(await authenticate(credentials, { url: `${server.origin}/api/users` })).headers?.Authorization;

describe('the token request', () => {
	test('is form-encoded, with Basic authentication, the resource and the scope "all"', async () => {
		await list();
		const [request, ...others] = tokenRequests();
		expect(others).toEqual([]);
		expect(request.method).toBe('POST');
		expect(request.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(request.headers.authorization).toBe(
			`Basic ${Buffer.from(`app:${SECRET}`).toString('base64')}`,
		);
		expect(Object.fromEntries(new URLSearchParams(request.text))).toEqual({
			grant_type: 'client_credentials',
			resource: 'https://default.logto.app/api',
			scope: 'all',
		});
		expect(request.headers['accept-language']).toBe('en');
		expect(bearers()).toEqual(['Bearer token-1']);
	});

	test.each([
		['https://acme.logto.app', '', 'https://acme.logto.app', 'https://acme.logto.app/api'],
		['acme.logto.app/', '', 'https://acme.logto.app', 'https://acme.logto.app/api'],
		['https://acme.logto.app/api', '', 'https://acme.logto.app', 'https://acme.logto.app/api'],
		['https://id.example.com', '', 'https://id.example.com', 'https://default.logto.app/api'],
		[
			'https://logto.app.example.com',
			'',
			'https://logto.app.example.com',
			'https://default.logto.app/api',
		],
		[
			'https://login.example.com',
			' https://acme.logto.app/api ',
			'https://login.example.com',
			'https://acme.logto.app/api',
		],
		['localhost:3001', '', 'http://localhost:3001', 'https://default.logto.app/api'],
		['http://logto:3001/', '', 'http://logto:3001', 'https://default.logto.app/api'],
	])('for the endpoint %s and the resource "%s"', async (endpoint, resource, origin, asked) => {
		const { requests, call } = await preAuthenticate(
			settings({ endpoint, resource, clientId: `app of ${endpoint} ${resource}` }),
		);
		await call();
		expect(requests[0].url).toBe(`${origin}/oidc/token`);
		expect((requests[0].body as IDataObject).resource).toBe(asked);
		expect(requests[0].disableFollowRedirect).toBe(true);
	});

	test.each([
		['http://id.example.com', 'must start with https://'],
		['http://localhost.example.com', 'must start with https://'],
		['http://internal.example.com', 'must start with https://'],
		['http://11.0.0.1', 'must start with https://'],
		['http://172.32.0.1', 'must start with https://'],
		['http://192.168.1.1.example.com', 'must start with https://'],
		['http://10.evil.example', 'must start with https://'],
		['http://134744072', 'must start with https://'],
		['http://[2001:db8::1]', 'must start with https://'],
		['https://user:pass@id.example.com', 'must not contain a user name'],
		['', 'is empty'],
		['not a url', 'is not a URL'],
	])('is not sent to "%s"', async (endpoint, reason) => {
		const { requests, call } = await preAuthenticate(settings({ endpoint }));
		await expect(call()).rejects.toThrow(reason);
		expect(requests).toEqual([]);
		const { error } = await list({ endpoint });
		expect(error?.message).toContain(reason);
		expect(server.received).toEqual([]);
	});

	test.each([
		'http://logto:3001',
		'http://host.docker.internal:3001',
		'http://logto.default.svc.cluster.local',
		'http://nas.home.arpa',
		'http://10.0.0.5:3001',
		'http://172.16.0.2',
		'http://172.31.255.1',
		'http://192.168.1.20:3001',
		'http://[fd00::1]:3001',
	])('goes to %s without TLS, which nobody outside can reach', async (endpoint) => {
		const { requests, call } = await preAuthenticate(settings({ endpoint, clientId: endpoint }));
		await call();
		expect(requests[0].url).toBe(`${endpoint}/oidc/token`);
	});

	test('carries client ID and secret so that signs of URLs survive', async () => {
		await list({ clientId: ' app+1 ', clientSecret: 'a%b:c' });
		expect(tokenRequests()[0].headers.authorization).toBe(
			`Basic ${Buffer.from('app%2B1:a%25b%3Ac').toString('base64')}`,
		);
	});
});

describe('one token is shared', () => {
	test('50 requests that come first at the same time fetch one, and nothing is to be stored', async () => {
		const { requests, call } = await preAuthenticate(settings());
		const stored = await Promise.all(Array.from({ length: 50 }, call));
		expect(requests).toHaveLength(1);
		expect(stored).toEqual(Array(50).fill({}));
		expect(await bearerOf(settings())).toBe('Bearer fresh-1');
	});

	test('50 for which n8n asks again after a 401 fetch one more', async () => {
		const { requests, call } = await preAuthenticate(settings());
		await Promise.all(Array.from({ length: 50 }, call));
		await Promise.all(Array.from({ length: 50 }, call));
		expect(requests).toHaveLength(2);
		expect(await bearerOf(settings())).toBe('Bearer fresh-2');
	});

	test('until it has run out, then 50 fetch one more before anything is sent', async () => {
		const { now } = clock;
		const list50 = async () =>
			await list(
				{},
				Array.from({ length: 50 }, () => ({})),
			);
		try {
			await list50();
			clock.now = () => now() + 3_590_000;
			await list50();
			expect(tokenRequests()).toHaveLength(1);
			clock.now = () => now() + 3_600_000;
			await list50();
		} finally {
			clock.now = now;
		}
		expect(tokenRequests()).toHaveLength(2);
		expect(bearers()).toEqual([
			...Array(100).fill('Bearer token-1'),
			...Array(50).fill('Bearer token-2'),
		]);
	});

	test('an attempt that came to nothing is not shared with the next', async () => {
		const refused = await preAuthenticate(settings(), { status: 500, body: '' });
		await expect(refused.call()).rejects.toThrow('issued no access token');
		const { requests, call } = await preAuthenticate(settings());
		await call();
		expect(requests).toHaveLength(1);
	});

	test('is kept for all items and for the next execution, in the process alone', async () => {
		const { store } = await list({}, [{}, {}, {}]);
		await list();
		expect(tokenRequests()).toHaveLength(1);
		expect(store.writes).toBe(0);
		expect(store.data('logtoOAuth2Api')).toEqual(settings());
		expect(bearers()).toEqual(Array(4).fill('Bearer token-1'));
	});
});

describe('a token that is no longer accepted', () => {
	const unauthorized: Answer = {
		status: 401,
		body: { code: 'auth.unauthorized', message: 'Unauthorized.' },
	};

	test('is renewed once, and the request sent again', async () => {
		server.respond = ({ path, headers }) =>
			path.endsWith('/token')
				? undefined
				: headers.authorization === 'Bearer token-1'
					? unauthorized
					: { headers: { 'Total-Number': '1' }, body: [{ id: 'u1' }] };
		const { items, error } = await list();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(tokenRequests()).toHaveLength(2);
		expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-2']);
	});

	test('is not renewed without end', async () => {
		server.respond = ({ path }) => (path.endsWith('/token') ? undefined : unauthorized);
		const { error } = await list();
		expect(error?.message).toBe('Unauthorized.');
		// As Logto answers to the token of another API, too: the audience is not its own.
		expect(error?.description).toMatch(/^Test the credential.*"Management API Resource"/);
		expect(server.calls()).toHaveLength(2);
		expect(tokenRequests()).toHaveLength(2);
	});

	test.each([
		['endpoint', 'http://127.0.0.1:1'],
		['resource', 'https://acme.logto.app/api'],
		['clientId', 'other'],
		['clientSecret', 'other-secret'],
	])('after "%s" was edited the old one is sent nowhere', async (field, value) => {
		await list();
		const changed = settings({ [field]: value });
		await expect(
			authenticate(changed, { url: `${String(changed.endpoint)}/api/users` }),
		).rejects.toThrow('There is no access token for this credential yet');
		await list({ [field]: value });
		const another = field === 'endpoint' ? [] : ['Bearer token-2'];
		expect(bearers()).toEqual(['Bearer token-1', ...another]);
	});
});

describe('an application that has no role yet', () => {
	const ROLE = '"Logto Management API access"';
	let isGranted = false;
	beforeEach(() => {
		isGranted = false;
		let issued = 0;
		server.respond = ({ path, headers }) => {
			if (path.endsWith('/token')) {
				// Without the role there is no `scope` (logto-next.md, "General").
				const scope = isGranted ? { scope: 'all' } : {};
				const access_token = `${isGranted ? 'good' : 'powerless'}-${++issued}`;
				return { status: 200, body: { access_token, expires_in: 3600, ...scope } };
			}
			return /^Bearer good/.test(String(headers.authorization))
				? { headers: { 'Total-Number': '1' }, body: [{ id: 'u1' }] }
				: { status: 403, body: { code: 'auth.forbidden', message: 'Forbidden.' } };
		};
	});
	const check = async () => await testCredential('logtoOAuth2Api', settings());

	test('works in the next execution after the role was granted', async () => {
		const { error } = await list();
		expect(error?.description).toContain(ROLE);
		isGranted = true;
		const { items } = await list();
		expect(items).toHaveLength(1);
	});

	test('works in the first execution after a test said what is missing', async () => {
		const { status, message } = await check();
		expect(status).toBe('Error');
		expect(message).toMatch(ruleShown(/Logto Management API access/));
		isGranted = true;
		expect((await list()).items).toHaveLength(1);
		expect((await check()).status).toBe('OK');
	});

	test('is not asked about each of many items', async () => {
		await runNode({
			node: 'logto',
			parameters: { resource: 'user', operation: 'get', user: { mode: 'id', value: 'u1' } },
			credentials: { logtoOAuth2Api: settings() },
			items: Array.from({ length: 200 }, () => ({})),
			onError: 'continueRegularOutput',
		});
		expect(tokenRequests().length).toBeLessThanOrEqual(2);
		expect(server.calls().length).toBeLessThanOrEqual(30);
	});

	test('has a token that is kept for ten seconds, for the requests of a moment', async () => {
		const { now } = clock;
		const credentials = () => settings({ clientId: 'powerless' });
		const { requests, call } = await preAuthenticate(credentials(), {
			body: { access_token: 'powerless', expires_in: 3600 },
		});
		const again = async () =>
			await credential.preAuthentication.call(
				{
					helpers: {
						httpRequest: async (request: IHttpRequestOptions) => (
							requests.push(request),
							{
								statusCode: 200,
								headers: {},
								body: { access_token: 'powerless', expires_in: 3600 },
							}
						),
					},
				} as unknown as IHttpRequestHelper,
				credentials(),
			);
		const start = now();
		try {
			clock.now = () => start;
			await call();
			clock.now = () => start + 9_999;
			await again();
			expect(requests).toHaveLength(1);
			clock.now = () => start + 10_000;
			await again();
			expect(requests).toHaveLength(2);
		} finally {
			clock.now = now;
		}
	});
});

const ASK = 'Check the URL, the client ID and the client secret in the credential.';

describe('what Logto says when it issues no token', () => {
	test.each([
		[
			'a wrong secret',
			401,
			{
				code: 'oidc.invalid_client',
				message: 'Client authentication failed.',
				error: 'invalid_client',
				error_description: 'client authentication failed',
			},
			'Logto issued no access token: client authentication failed (HTTP 401, invalid_client). Check "App ID" and "App Secret": both must be of one machine-to-machine application of this tenant.',
			undefined,
		],
		[
			'an unknown app',
			400,
			{ error: 'invalid_client', error_description: 'invalid client app' },
			'Logto issued no access token: invalid client app (HTTP 400, invalid_client). Check "App ID" and "App Secret": both must be of one machine-to-machine application of this tenant.',
			undefined,
		],
		[
			'a resource of another tenant',
			400,
			{ error: 'invalid_target', error_description: 'resource indicator is missing, or unknown' },
			'Logto issued no access token: resource indicator is missing, or unknown (HTTP 400, invalid_target). Check "Management API Resource": a server of your own has https://default.logto.app/api, Logto Cloud its address that ends in .logto.app, with "/api" behind it.',
			undefined,
		],
		[
			'a Traditional web app',
			400,
			{
				code: 'oidc.invalid_request',
				error: 'invalid_request',
				error_description: 'requested grant type is not allowed for this client',
			},
			'Logto issued no access token: requested grant type is not allowed for this client (HTTP 400, invalid_request). This application is of another kind: in the Logto console, create one of the kind "Machine-to-machine", give it the role "Logto Management API access", and enter its "App ID" and "App Secret" here.',
			undefined,
		],
		[
			'an expired secret',
			400,
			{
				code: 'oidc.invalid_request',
				error: 'invalid_request',
				error_description: 'client secret has expired',
			},
			'Logto issued no access token: client secret has expired (HTTP 400, invalid_request). In the Logto console, add another secret to the application, and enter it under "App Secret".',
			undefined,
		],
		[
			'another request that cannot be read',
			400,
			{ error: 'invalid_request', error_description: 'missing required parameter(s)' },
			'Logto issued no access token: missing required parameter(s) (HTTP 400, invalid_request)',
			ASK,
		],
		[
			'used-up tokens',
			429,
			{ code: 'auth.exceed_token_limit', message: 'Token limit exceeded.' },
			'Logto issued no access token: Token limit exceeded. (HTTP 429)',
			ASK,
		],
		[
			'a page of a proxy',
			200,
			'<html>Sign in</html>',
			'Logto issued no access token: the answer could not be read (HTTP 200)',
			ASK,
		],
	])('%s', async (_what, status, body, message, description) => {
		server.respond = ({ path }) => (path.endsWith('/token') ? { status, body } : { body: [] });
		const { error } = await list();
		expect(error?.message).toBe(message);
		expect(error?.description ?? undefined).toBe(description);
		expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toContain(
			SECRET,
		);
		expect(server.calls()).toEqual([]);
	});
});

describe('the token reaches no other server', () => {
	test.each(['https://evil.example.com/api/users', 'http://127.0.0.1:1/api/users', '//evil/x'])(
		'%s',
		async (url) => {
			await list();
			await expect(authenticate(settings(), { url })).rejects.toThrow('is not sent to');
		},
	);
});

describe('the credential test', () => {
	const { request, rules } = credential.test;

	test('calls the API, since a token alone proves nothing, and asks for as little as possible', async () => {
		await list();
		const authenticated = await authenticate(settings({ endpoint: `${server.origin}/` }), {
			...request,
			baseURL: `${server.origin}/`,
		} as IHttpRequestOptions);
		expect(authenticated).toMatchObject({
			baseURL: server.origin,
			url: '/api/users',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		});
	});

	test('proves the secret, although the token is good for a while', async () => {
		await list();
		expect(await testCredential('logtoOAuth2Api', settings())).toMatchObject({ status: 'OK' });
		const expired = { error: 'invalid_request', error_description: 'client secret has expired' };
		server.respond = ({ path }) =>
			path.endsWith('/token') ? { status: 400, body: expired } : { body: [] };
		server.received = [];
		const { status, message } = await testCredential('logtoOAuth2Api', settings());
		expect([status, message]).toEqual([
			'Error',
			expect.stringMatching(/client secret has expired/),
		]);
		expect(tokenRequests()).toHaveLength(1);
		// What runs goes on with the token that it has.
		expect((await list()).error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(1);
	});

	test('asks for one token where there was none', async () => {
		expect((await testCredential('logtoOAuth2Api', settings())).status).toBe('OK');
		expect(tokenRequests()).toHaveLength(1);
	});

	test.each([
		[401, 'belong to the same tenant'],
		[401, '"Management API Resource"'],
		[403, '"Logto Management API access"'],
		[404, 'Check the Logto endpoint'],
	])('says what to do after %i', (status, advice) => {
		const rule = rules?.find(
			({ type, properties }) =>
				type === 'responseCode' && (properties as { value: number }).value === status,
		);
		expect(rule?.properties.message).toContain(advice);
	});
});

test('the field that makes n8n ask for a token is hidden and empty, and secrets are password fields', () => {
	const field = (name: string) => credential.properties.find((property) => property.name === name);
	expect(field('renewedToken')).toMatchObject({
		type: 'hidden',
		typeOptions: { expirable: true },
		default: '',
	});
	expect(field('clientSecret')?.typeOptions?.password).toBe(true);
});
