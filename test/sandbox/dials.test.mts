/** Faults, latency, the reset: the sandbox's own side. */
import { get as httpGet } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { AxiosInstance } from 'axios';
import {
	clientFor,
	logtoToken,
	oktaClient,
	oktaToken,
	oneLoginToken,
	startSandbox,
	type Sandbox,
} from './sandbox.mjs';

let sandbox: Sandbox;
let okta: AxiosInstance;

beforeAll(async () => {
	sandbox = await startSandbox(['--people', '40']);
	okta = oktaClient(sandbox.access);
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.reset());

const failure = async (call: Promise<unknown>): Promise<string> =>
	await call.then(
		() => 'answered',
		(error: { code?: string; message: string }) => error.code ?? error.message,
	);

test('a fault hits the requests that it names, as often as told', async () => {
	await sandbox.fault('okta', {
		kind: 'status',
		status: 503,
		method: 'GET',
		path: '^/api/v1/users\\?',
		skip: 1,
		times: 2,
		headers: { 'retry-after': '7' },
		body: { errorCode: 'E0000010' },
	});
	const statuses = [];
	for (let call = 0; call < 4; call++) statuses.push((await okta.get('/users?limit=1')).status);
	expect(statuses).toEqual([200, 503, 503, 200]);
	await sandbox.fault('okta', { kind: 'status', body: 'down', headers: { 'retry-after': '7' } });
	const answer = await okta.get('/groups');
	expect([answer.status, answer.data, answer.headers['retry-after']]).toEqual([503, 'down', '7']);
});

test('a connection breaks before the work, or after it', async () => {
	const logins = async () =>
		(await sandbox.state('okta')).users.map(({ login }: { login: string }) => login);
	const create = async (name: string) =>
		await okta.post('/users', {
			profile: {
				login: `${name}@x.example`,
				email: `${name}@x.example`,
				firstName: 'A',
				lastName: 'B',
			},
		});
	await sandbox.fault('okta', { kind: 'reset' }, { kind: 'resetAfter' });
	expect(await failure(create('before'))).toBe('ECONNRESET');
	expect(await failure(create('after'))).toBe('ECONNRESET');
	expect(await logins()).toContain('after@x.example');
	expect(await logins()).not.toContain('before@x.example');
});

test('a body breaks off in the middle, with the length of all of it announced', async () => {
	await sandbox.fault('okta', { kind: 'truncate' });
	const { promised, received } = await new Promise<{ promised: number; received: number }>(
		(resolve, reject) => {
			httpGet(
				`${sandbox.access.okta.url}/api/v1/users?limit=5`,
				{ headers: { authorization: `SSWS ${sandbox.access.okta.apiToken}` } },
				(answer) => {
					let received = 0;
					answer.on('data', (bytes: Buffer) => (received += bytes.length));
					answer.on('error', () =>
						resolve({ promised: Number(answer.headers['content-length']), received }),
					);
					answer.on('end', () => reject(new Error('the body was whole')));
				},
			).on('error', reject);
		},
	);
	expect(received).toBeGreaterThan(0);
	expect(received).toBeLessThan(promised);
});

test('an answer may never come, also at a token endpoint', async () => {
	await sandbox.fault('logto', { kind: 'hang', path: '^/oidc/token' });
	const { endpoint } = sandbox.access.logto;
	const call = okta.post(`${endpoint}/oidc/token`, 'x=y', { timeout: 200 });
	expect(await failure(call)).toBe('ECONNABORTED');
});

test('latency holds answers back', async () => {
	await sandbox.dial('okta', {}, { latencyMs: 150 });
	const started = performance.now();
	await okta.get('/users?limit=1');
	expect(performance.now() - started).toBeGreaterThanOrEqual(149);
});

describe.each([
	['okta', oktaToken, '/api/v1/users'],
	['oneLogin', oneLoginToken, '/api/1/users'],
	['logto', logtoToken, '/api/users'],
] as const)('tokens of %s', (vendor, fetchToken, path) => {
	const token = async () => (await fetchToken(sandbox.access)).data;
	const use = async (value: string): Promise<number> => {
		const { okta, oneLogin, logto } = sandbox.access;
		const url = { okta: okta.url, oneLogin: oneLogin.url, logto: logto.endpoint }[vendor];
		return (await clientFor(url, { Authorization: `Bearer ${value}` }).get(path)).status;
	};

	test("run out when the sandbox's time says so, and new ones are good from then on", async () => {
		const { access_token: old } = await token();
		await sandbox.advance(11 * 3_600_000);
		expect(await use(old)).toBe(401);
		const { access_token: renewed } = await token();
		expect(await use(renewed)).toBe(200);
		await sandbox.advance(11 * 3_600_000);
		expect(await use(renewed)).toBe(401);
	});

	test('live as long as dialled', async () => {
		await sandbox.dial(vendor, { tokenSeconds: 100_000 });
		// OneLogin gives the token again that it has.
		await sandbox.advance(11 * 3_600_000);
		const { access_token: value, expires_in } = await token();
		expect(expires_in).toBe(100_000);
		await sandbox.advance(99_000_000);
		expect(await use(value)).toBe(200);
		await sandbox.advance(1_001_000);
		expect(await use(value)).toBe(401);
	});
});

test('a reset brings back people, dials and the clock, and the same seed the same people', async () => {
	const before = await sandbox.state('okta');
	const { id } = before.users[0];
	await sandbox.dial('okta', { deactivationMs: 0, rateLimit: 1 });
	await okta.delete(`/users/${id}`);
	await sandbox.advance(10_000_000);
	expect(await sandbox.state('okta')).not.toEqual(before);
	await sandbox.reset();
	expect(await sandbox.state('okta')).toEqual(before);
	const { data } = await sandbox.control.post('/dials', { vendor: 'okta' });
	expect(data.okta.settings.rateLimit).toBeNull();
	await sandbox.control.post('/reset', { seed: 'other', people: 20 });
	expect((await sandbox.state('okta')).users).not.toEqual(before.users);
	await sandbox.control.post('/reset', { seed: 'halden', people: 40 });
	expect(await sandbox.state('okta')).toEqual(before);
});

test('an e-mail address joins the people of the three systems', async () => {
	await sandbox.control.post('/reset', { people: 300 });
	const all = (await sandbox.control.get('/state')).data;
	const addresses = [
		all.okta.users.map(({ login }: { login: string }) => login),
		all.oneLogin.users.map(({ email }: { email: string }) => email),
		all.logto.users.map(({ primaryEmail }: { primaryEmail: string }) => primaryEmail),
	].map((list: string[]) => new Set(list));
	const [okta_, oneLogin, logto] = addresses;
	const everywhere = [...okta_].filter((one) => oneLogin.has(one) && logto.has(one));
	expect(everywhere.length).toBeGreaterThan(150);
	expect(everywhere.length).toBeLessThan(okta_.size);
	await sandbox.control.post('/reset', { people: 40 });
});

test('the calls that each vendor answers are listed, without those that only refuse a method', async () => {
	const { data } = await sandbox.control.get('/routes');
	expect(Object.keys(data)).toEqual(['okta', 'oneLogin', 'logto']);
	expect(data.okta).toContain('POST /api/v1/users/:id/lifecycle/suspend');
	expect(data.okta).not.toContain('GET /api/v1/users/:id/lifecycle/suspend');
});

test('requests are noted, and unknown dials and vendors refused', async () => {
	await sandbox.control.delete('/requests');
	await okta.get('/users?limit=1');
	const { data } = await sandbox.control.get('/requests?vendor=okta');
	expect(data.okta).toEqual([
		{ at: expect.any(String), method: 'GET', url: '/api/v1/users?limit=1', status: 200 },
	]);
	expect(
		(await sandbox.control.post('/dials', { vendor: 'okta', settings: { nope: 1 } })).status,
	).toBe(400);
	expect((await sandbox.control.post('/dials', { vendor: 'azure' })).status).toBe(400);
	expect((await sandbox.control.post('/faults', { faults: [{ kind: 'nope' }] })).status).toBe(400);
});

test('only 127.0.0.1 is listened on, not every address of the machine', async () => {
	const others = Object.values(networkInterfaces())
		.flatMap((one) => one ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal)
		.map(({ address }) => address);
	for (const url of [sandbox.access.okta.url, sandbox.access.control]) {
		for (const host of ['127.0.0.2', ...others]) {
			const call = okta.get(`http://${host}:${new URL(url).port}/`, { timeout: 1_000 });
			expect(await failure(call)).not.toBe('answered');
		}
	}
});
