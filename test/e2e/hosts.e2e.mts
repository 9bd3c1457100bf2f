/**
 * Where n8n's HTTP Request node takes our credentials: to the vendor's own host, and nowhere else.
 */
import { type Received, startServer, type TestServer } from '../engine/server.mjs';
import { type N8n, output, runNodes } from './executions.mjs';
import { logIn, setup } from './n8n.mjs';

const OAUTH2 = 'oktaManagementOAuth2Api';

let n8n: N8n;
let own: TestServer;
let foreign: TestServer;
/** The foreign server under another name: a host is all that n8n tells apart in a redirect. */
let elsewhere: string;
/** The id of the stored credential of each type. */
const ids: Record<string, string> = {};
/** How often the own server issued a token; only the last one is good. */
let issued = 0;

const isToken = ({ path }: Received) => path.endsWith('/token');

function answer(request: Received) {
	if (isToken(request)) {
		issued++;
		return {
			status: 200,
			body: {
				access_token: `access-${issued}`,
				refresh_token: 'refresh',
				token_type: 'Bearer',
				expires_in: 3600,
				scope: 'all',
			},
		};
	}
	const isGood = new RegExp(`^(Bearer access-${issued}|SSWS token)$`).test(
		String(request.headers.authorization),
	);
	return isGood ? { body: { id: '00uMe' } } : { status: 401, body: {} };
}

const dataOf: Record<string, () => object> = {
	[OAUTH2]: () => ({ url: own.origin, clientId: 'web', clientSecret: 'web-secret' }),
	oktaManagementApi: () => ({ url: own.origin, apiToken: 'token' }),
	oktaManagementServiceApi: () => ({
		url: own.origin,
		clientId: setup.okta.clientId,
		privateKey: setup.okta.privateKey,
		scope: 'okta.users.manage',
		requireDpop: false,
	}),
	oneLoginOAuth2Api: () => ({ url: own.origin, clientId: 'c', clientSecret: 's' }),
	logtoOAuth2Api: () => ({ endpoint: own.origin, clientId: 'c', clientSecret: 's' }),
};

/** What a person does who chooses "Connect" and signs in. */
async function connect(id: string) {
	const { data } = await n8n.rest.get('/oauth2-credential/auth', { params: { id } });
	const { origin, pathname, searchParams } = new URL(data.data);
	expect(origin + pathname).toBe(`${own.origin}/oauth2/v1/authorize`);
	const { status } = await n8n.rest.get('/oauth2-credential/callback', {
		params: { code: 'code', state: searchParams.get('state') },
	});
	expect(status).toBe(200);
}

/** Sends a request with n8n's own node. */
async function httpRequest(type: string, url: string, items?: object[]) {
	const step = {
		name: 'Ask',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: type },
		credentials: { [type]: { id: ids[type], name: type } },
	};
	const run = await runNodes(n8n.rest, [step], items);
	return {
		status: run.status,
		message: run.data.resultData.error?.message,
		items: output(run, 'Ask').map(({ json }) => json),
	};
}

const FINE = { status: 'success', message: undefined, items: [{ id: '00uMe' }] };

beforeAll(async () => {
	[own, foreign] = await Promise.all([startServer(answer), startServer()]);
	elsewhere = foreign.origin.replace('127.0.0.1', 'localhost');
	n8n = await logIn();
	for (const [type, data] of Object.entries(dataOf)) {
		const answer = await n8n.rest.post('/credentials', { name: type, type, data: data() });
		ids[type] = answer.data.data.id;
	}
	await connect(ids[OAUTH2]);
});
afterAll(async () => {
	await Promise.all([own.close(), foreign.close()]);
});
beforeEach(() => {
	own.respond = answer;
	own.received = [];
	foreign.received = [];
});

describe.each(Object.keys(dataOf))('%s', (type) => {
	test('goes to its own host', async () => {
		expect(await httpRequest(type, `${own.origin}/api/v1/users/me`)).toEqual(FINE);
	});

	test.each([
		['host', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
		['port', (origin: string) => origin],
		['scheme', () => own.origin.replace('http:', 'https:')],
		['address that begins alike', (origin: string) => `${own.origin}@${new URL(origin).host}`],
	])('goes to no other %s', async (_what, addressOf) => {
		const url = `${addressOf(foreign.origin)}/api/v1/users/me`;
		const { status, message } = await httpRequest(type, url);
		expect(status).toBe('error');
		expect(message).toMatch(/is configured to prevent use|is not sent to/);
		expect([own.calls(), foreign.received]).toEqual([[], []]);
	});
});

describe("Okta's OAuth2, which n8n itself signs in with", () => {
	test('is taken by no redirect to another host', async () => {
		own.respond = () => ({ status: 302, headers: { location: `${elsewhere}/api/v1/users/me` } });
		const { status } = await httpRequest(OAUTH2, `${own.origin}/api/v1/users/me`);
		expect(status).toBe('error');
		expect(own.received).toHaveLength(1);
		expect(foreign.received).toEqual([]);
	});

	test('is renewed after a token was taken back', async () => {
		issued++;
		expect(await httpRequest(OAUTH2, `${own.origin}/api/v1/users/me`)).toEqual(FINE);
		expect(own.received.map(({ path }) => path)).toEqual([
			'/api/v1/users/me',
			'/oauth2/v1/token',
			'/api/v1/users/me',
		]);
	});

	test('works in our node, and the test of the credential is green', async () => {
		const run = await runNodes(n8n.rest, [
			{
				name: 'Ask',
				type: 'n8n-nodes-identity.okta',
				parameters: {
					authentication: 'oAuth2',
					resource: 'user',
					operation: 'get',
					user: { __rl: true, mode: 'id', value: '00uMe' },
				},
				credentials: { [OAUTH2]: { id: ids[OAUTH2], name: OAUTH2 } },
			},
		]);
		expect([run.status, run.data.resultData.error?.message]).toEqual(['success', undefined]);
		const { data: form } = await n8n.rest.get(`/credentials/${ids[OAUTH2]}?includeData=true`);
		// What n8n shows in the place of a secret stands for the stored one.
		const kept = form.data.data.clientSecret;
		const { data } = await n8n.rest.post('/credentials/test', {
			credentials: { ...form.data, data: { ...form.data.data, oauthTokenData: kept } },
		});
		expect(data.data).toMatchObject({ status: 'OK' });
	});

	test('is held against the address of each item', async () => {
		const { status, items } = await httpRequest(OAUTH2, '={{ $json.url }}', [
			{ url: `${own.origin}/api/v1/users/me` },
			{ url: `${elsewhere}/api/v1/users/me` },
		]);
		expect([status, items]).toEqual(['error', []]);
		expect(foreign.received).toEqual([]);
	});

	test('has no field in the form for what follows from its address', async () => {
		const { data } = await n8n.rest.get(`${n8n.url}/types/credentials.json`);
		const { properties } = (data as Array<{ name: string; properties: object[] }>).find(
			({ name }) => name === OAUTH2,
		)!;
		const fields = (properties as Array<{ name: string; type: string }>).filter(({ name }) =>
			name.startsWith('allowed'),
		);
		expect(fields.map(({ name, type }) => [name, type])).toEqual([
			['allowedHttpRequestDomains', 'hidden'],
			['allowedDomains', 'hidden'],
		]);
	});
});
