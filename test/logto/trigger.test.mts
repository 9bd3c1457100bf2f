/** Logto Trigger: a webhook that is registered, proven, checked and removed, and leaves nothing behind. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { AxiosInstance } from 'axios';
import { clock } from '../../nodes/shared/clock';
import { fakeClock, type FakeClock } from '../engine/fakeClock.mjs';
import { forgetMemory, Published, type TriggerOptions, Webhooks } from '../engine/triggers.mjs';
import { credentialsIn } from '../sandbox/access.mjs';
import { clientFor, logtoClient, type Sandbox, startSandbox } from '../sandbox/sandbox.mjs';

let sandbox: Sandbox;
let api: AxiosInstance;
let n8n: Webhooks;
let time: FakeClock;
const open: Webhooks[] = [];

beforeAll(async () => {
	sandbox = await startSandbox(['--people', '10']);
	api = await logtoClient(sandbox.access);
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.reset();
	forgetMemory();
	time = fakeClock();
	n8n = await begun();
});
afterEach(async () => {
	time.restore();
	for (const one of open.splice(0)) await one.stop();
});

async function begun(changes: Partial<TriggerOptions> = {}): Promise<Webhooks> {
	const published = new Published({
		node: 'logtoTrigger',
		parameters: { events: ['User.Created', 'User.SuspensionStatus.Updated'] },
		credentials: credentialsIn('logto', sandbox.access),
		...changes,
	});
	const webhooks = await new Webhooks(published).start();
	open.push(webhooks);
	return webhooks;
}

interface Hook {
	id: string;
	name: string;
	signingKey: string;
	events: string[];
	enabled: boolean;
	config: { url: string };
}
const hooks = async (): Promise<Hook[]> => (await api.get('/hooks')).data;
const createUser = async (email = 'ines@halden.example') =>
	(await api.post('/users', { primaryEmail: email })).data as { id: string };

/** Waits for something that Logto does after it has answered. */
async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 500 && !(await isDone()); tries++) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	expect(await isDone()).toBe(true);
}

/** A body as Logto sends it, and its signature. */
async function delivery(changes: object = {}) {
	const [{ id, signingKey }] = await hooks();
	const body = JSON.stringify({
		event: 'User.Created',
		createdAt: '2026-11-01T12:00:00.000Z',
		ip: '192.0.2.7',
		path: '/users',
		method: 'POST',
		status: 200,
		params: {},
		data: { id: 'abc', username: 'malik', primaryEmail: null, name: 'Malik' },
		hookId: id,
		...changes,
	});
	return { body, signature: sign(signingKey, body) };
}
const sign = (key: string, body: string | Buffer) =>
	createHmac('sha256', key).update(body).digest('hex');

const post = async (
	body: string | Buffer,
	signature?: string | string[],
	headers: Record<string, string> = {},
) =>
	await clientFor(n8n.origin).post(new URL(n8n.url).pathname, body, {
		headers: {
			'content-type': 'application/json',
			...(signature !== undefined && { 'logto-signature-sha-256': signature as string }),
			...headers,
		},
		transformRequest: (data) => data,
		maxBodyLength: Infinity,
	});

describe('publishing', () => {
	test('makes one webhook that tells whose it is, and unpublishing removes it', async () => {
		await n8n.publish();
		const [hook, ...others] = await hooks();
		expect(others).toEqual([]);
		expect(hook).toMatchObject({
			name: 'n8n: Leavers > Trigger (workflow)',
			events: ['User.Created', 'User.SuspensionStatus.Updated'],
			enabled: true,
		});
		// What tells a test of the address from an event is in no delivery.
		expect(hook.config).toEqual({ url: n8n.url });
		expect(n8n.executions).toEqual([]);
		await n8n.clear();
		expect(await hooks()).toEqual([]);
		expect(n8n.published.saved).toEqual({ 'node:Trigger': {} });
	});

	test('again changes nothing, also after a restart', async () => {
		await n8n.publish();
		const before = await hooks();
		forgetMemory();
		await n8n.publish();
		expect(await hooks()).toEqual(before);
	});

	test.each<[string, (hook: Hook) => Promise<unknown>]>([
		['was deleted', async ({ id }) => await api.delete(`/hooks/${id}`)],
		['was turned off', async ({ id }) => await api.patch(`/hooks/${id}`, { enabled: false })],
		['has another key', async ({ id }) => await api.patch(`/hooks/${id}/signing-key`)],
		[
			'goes elsewhere',
			async ({ id }) => await api.patch(`/hooks/${id}`, { config: { url: 'https://x.example' } }),
		],
		[
			'has other events',
			async ({ id }) => await api.patch(`/hooks/${id}`, { events: ['User.Deleted'] }),
		],
	])('again makes a new webhook when the one before %s', async (_name, change) => {
		await n8n.publish();
		const [before] = await hooks();
		expect(await change(before)).toMatchObject({ status: expect.any(Number) });
		await n8n.publish();
		const after = await hooks();
		expect(after).toHaveLength(1);
		expect(after[0].id).not.toBe(before.id);
		expect(after[0].config.url).toBe(n8n.url);
		await createUser();
		await until(() => n8n.executions.length === 1);
	});

	test('leaves nothing of an address whose webhook n8n has forgotten, and what others have there', async () => {
		await n8n.publish();
		const other = { name: 'ours', events: ['User.Created'], config: { url: 'https://x.example' } };
		const mine = { ...other, config: { url: n8n.url } };
		await api.post('/hooks', other);
		await api.post('/hooks', mine);
		n8n.published.saved = {};
		forgetMemory();
		await n8n.publish();
		expect((await hooks()).map(({ name }) => name).sort()).toEqual([
			'n8n: Leavers > Trigger (workflow)',
			'ours',
			'ours',
		]);
	});

	test('deletes nothing while Logto cannot be reached', async () => {
		await n8n.publish();
		const before = await hooks();
		await sandbox.fault('logto', { kind: 'status', path: '/api/', status: 502, times: 50 });
		await n8n.publish();
		await sandbox.control.delete('/faults');
		expect(await hooks()).toEqual(before);
		expect(n8n.published.logged.join()).toContain('could not be asked');
	});

	test('of a test has a webhook of its own, which goes without that of the workflow', async () => {
		await n8n.publish();
		const [production] = await hooks();
		await n8n.publish({ isTest: true });
		expect((await hooks()).map(({ name, config }) => [name, config.url])).toEqual([
			['n8n: Leavers > Trigger (workflow) test', n8n.testUrl],
			['n8n: Leavers > Trigger (workflow)', n8n.url],
		]);
		await n8n.clear(true);
		expect(await hooks()).toEqual([production]);
	});

	test('is asked for twice at once and once after that, to remove it', async () => {
		await n8n.publish();
		await Promise.all([n8n.clear(), n8n.clear()]);
		expect(await hooks()).toEqual([]);
		await n8n.clear();
	});

	test('is undone also when somebody has deleted the webhook', async () => {
		await n8n.publish();
		await api.delete(`/hooks/${(await hooks())[0].id}`);
		await n8n.clear();
		expect(n8n.published.saved).toEqual({ 'node:Trigger': {} });
	});

	test('cannot be undone without a message when Logto refuses', async () => {
		await n8n.publish();
		await sandbox.fault('logto', { kind: 'status', method: 'DELETE', status: 500, times: 1 });
		await expect(n8n.clear()).rejects.toThrow('Logto');
		expect(n8n.published.saved).toMatchObject({ 'node:Trigger': { hook: { url: n8n.url } } });
		await n8n.clear();
		expect(await hooks()).toEqual([]);
	});
});

describe.each([
	['n8n 2.41', false],
	['n8n 1.123, which deletes with what is in the database', true],
])('publishing in %s', (_name, isOld) => {
	beforeEach(() => {
		n8n.isOld = isOld;
	});

	test.each<[string, object]>([
		['the list of webhooks', { method: 'GET', path: '/api/hooks' }],
		['making it', { method: 'POST', path: '/api/hooks$' }],
		['trying it', { method: 'POST', path: '/api/hooks/.*/test' }],
	])('leaves nothing behind when %s fails', async (_step, fault) => {
		await sandbox.fault('logto', { kind: 'status', status: 500, times: 1, ...fault });
		await expect(n8n.publish()).rejects.toThrow();
		expect(await hooks()).toEqual([]);
		await n8n.publish();
		expect(await hooks()).toHaveLength(1);
	});

	test('leaves nothing behind when the answer to making it is lost', async () => {
		await sandbox.fault('logto', { kind: 'resetAfter', method: 'POST', path: '/api/hooks$' });
		await expect(n8n.publish()).rejects.toThrow('could not be reached');
		expect(await hooks()).toEqual([]);
	});
});

describe('an address of n8n', () => {
	test('that leads elsewhere is found out, whatever answers there', async () => {
		const elsewhere = await begun();
		Object.defineProperty(n8n, 'origin', { value: elsewhere.origin, configurable: true });
		const error = await n8n.publish().catch((reason) => reason);
		expect(error.message).toContain(`Logto cannot reach this n8n at ${elsewhere.origin}. `);
		expect(error.message).toContain('The address answered with status 404');
		expect(error.message).toContain('WEBHOOK_URL');
		expect(await hooks()).toEqual([]);
	});

	test('behind which a server says yes to everything is found out', async () => {
		const yes = createServer((_request, response) => response.end('OK'));
		await new Promise<void>((resolve) => yes.listen(0, '127.0.0.1', resolve));
		const { port } = yes.address() as { port: number };
		Object.defineProperty(n8n, 'origin', { value: `http://127.0.0.1:${port}` });
		const error = await n8n.publish().catch((reason) => reason);
		yes.closeAllConnections();
		yes.close();
		expect(error?.message).toContain('Something else answered there');
		expect(await hooks()).toEqual([]);
	});

	test('that nobody answers at is found out', async () => {
		await n8n.stop();
		await expect(n8n.publish()).rejects.toThrow(`Logto cannot reach this n8n at ${n8n.origin}`);
		expect(await hooks()).toEqual([]);
	});

	test('is proven also to servers that tell the status alone', async () => {
		await sandbox.dial('logto', { hookTestBody: false });
		await n8n.publish();
		expect(await hooks()).toHaveLength(1);
	});

	test('on this machine is refused for a tenant elsewhere, before anything is sent', async () => {
		const { logtoOAuth2Api } = credentialsIn('logto', sandbox.access);
		const far = await begun({
			credentials: { logtoOAuth2Api: { ...logtoOAuth2Api, endpoint: 'https://x.logto.example' } },
		});
		const error = await far.publish().catch((reason) => reason);
		expect(error.message).toContain(`Logto cannot reach this n8n at ${far.origin}. `);
		expect(error.message).toContain('WEBHOOK_URL');
	});
});

describe('an activation that Logto refuses says what is missing', () => {
	test('webhooks are used up', async () => {
		await sandbox.dial('logto', { hookLimit: 0 });
		const error = await n8n.publish().catch((reason) => reason);
		expect(error.message).toContain('ten webhooks');
	});

	test('the role', async () => {
		const { logtoOAuth2Api } = credentialsIn('logto', sandbox.access);
		const clientId = sandbox.access.logto.powerlessClientId;
		const powerless = await begun({
			credentials: { logtoOAuth2Api: { ...logtoOAuth2Api, clientId } },
		});
		const error = await powerless.publish().catch((reason) => reason);
		expect(error.message).toContain('Logto Management API access');
		expect(`${error.message}`).not.toContain('Authorization');
	});

	test('an event that this server does not know', async () => {
		const odd = await begun({
			parameters: { events: [], options: { additionalEvents: 'User.Sneezed' } },
		});
		const error = await odd.publish().catch((reason) => reason);
		expect(error.message).toContain('"Additional Event Types"');
	});

	test('without the word by which n8n 1.123 gives an activation up for good', async () => {
		const body = { code: 'x.y', message: 'Authorization header is missing.' };
		await sandbox.fault('logto', { kind: 'status', path: '/api/hooks', status: 400, body });
		const error = await n8n.publish().catch((reason) => reason);
		expect(error.message).toMatch(/^\*\*\* header is missing\. /);
		expect(error.message).not.toContain('Authorization');
	});

	test('no event', async () => {
		const none = await begun({ parameters: { events: [] } });
		await expect(none.publish()).rejects.toThrow('"Events" is empty');
	});
});

describe('what Logto sends', () => {
	test('is one short item for an event, from a change that Logto itself tells of', async () => {
		await n8n.publish();
		const { id } = await createUser();
		await until(() => n8n.executions.length === 1);
		expect(n8n.executions).toEqual([
			[
				{
					id: expect.stringMatching(/^[0-9a-f]{32}$/),
					event: 'User.Created',
					occurredAt: expect.stringMatching(/^2.*Z$/),
					outcome: 'SUCCESS',
					actor: { type: 'Management API' },
					user: { id, login: 'ines@halden.example', name: undefined },
					ip: '::ffff:127.0.0.1',
				},
			],
		]);
		await api.patch(`/users/${id}/is-suspended`, { isSuspended: true });
		await until(() => n8n.executions.length === 2);
		expect(n8n.executions[1][0]).toMatchObject({
			event: 'User.SuspensionStatus.Updated',
			user: { id },
		});
	});

	test('has the ID of the user also where the data is a part of the user', async () => {
		const parts = await begun({ parameters: { events: ['User.Data.Updated'] } });
		await parts.publish();
		const { id } = await createUser();
		await api.patch(`/users/${id}/custom-data`, { customData: { id: 'x', name: 'not a name' } });
		await until(() => parts.executions.length === 1);
		expect(parts.executions[0][0].user).toEqual({ id, login: undefined, name: undefined });
	});

	test('comes as it is where no short form is wanted', async () => {
		n8n.published.options.parameters.simplify = false;
		await n8n.publish();
		const { body, signature } = await delivery();
		expect((await post(body, signature)).status).toBe(200);
		expect(n8n.executions).toEqual([[JSON.parse(body)]]);
	});

	test.each([
		[
			'a sign-in',
			{
				event: 'PostSignIn',
				userId: 'u1',
				userIp: '192.0.2.9',
				ip: undefined,
				path: undefined,
				data: undefined,
				user: { id: 'u1', username: 'ada', name: 'Ada' },
				application: { id: 'app1', name: 'Portal' },
			},
			{
				user: { id: 'u1', login: 'ada', name: 'Ada' },
				actor: { id: 'u1', name: 'Ada', type: 'User' },
				application: { id: 'app1', name: 'Portal' },
				ip: '192.0.2.9',
			},
		],
		[
			'a membership',
			{
				event: 'Organization.Membership.Updated',
				organizationId: 'org1',
				addedUserIds: ['u1'],
				data: undefined,
			},
			{ organization: { id: 'org1', name: undefined }, addedUserIds: ['u1'] },
		],
		[
			'a role that is gone',
			{ event: 'Role.Deleted', params: { id: 'role1' }, data: undefined },
			{ role: { id: 'role1', name: undefined } },
		],
		[
			'permissions of a role',
			{ event: 'Role.Scopes.Updated', params: { id: 'role1' }, data: [{ id: 's1' }] },
			{ role: { id: 'role1', name: undefined } },
		],
	])('of %s names what it was about', async (_name, body, item) => {
		n8n.published.options.parameters.events = [body.event];
		await n8n.publish();
		const sent = await delivery(body);
		await post(sent.body, sent.signature);
		expect(n8n.executions[0][0]).toMatchObject(item);
	});

	test('and is not wanted is taken and dropped', async () => {
		await n8n.publish();
		const { body, signature } = await delivery({ event: 'User.Deleted' });
		expect((await post(body, signature)).status).toBe(200);
		expect(n8n.executions).toEqual([]);
	});

	test('while the webhook is being made is answered with 503, and comes when it is sent again', async () => {
		await n8n.publish();
		const early = await delivery();
		let answer: { status: number } | undefined;
		await n8n.clear();
		// The test of the address arrives within `create`: a delivery that comes just then is too early.
		n8n.onRequest = async () => {
			n8n.onRequest = () => {};
			answer = await post(early.body, early.signature);
		};
		await n8n.publish();
		expect(answer?.status).toBe(503);
		expect(n8n.executions).toEqual([]);
		const again = await delivery();
		expect((await post(again.body, again.signature)).status).toBe(200);
		expect(n8n.executions).toHaveLength(1);
	});

	test('after the webhook was made comes although n8n has saved nothing yet', async () => {
		const { saved } = n8n.published;
		await n8n.publish();
		n8n.published.saved = saved;
		const { body, signature } = await delivery();
		expect((await post(body, signature)).status).toBe(200);
		expect(n8n.executions).toHaveLength(1);
		forgetMemory();
		expect((await post(body, signature)).status).toBe(503);
	});

	test('is sent again by newer servers after a 503, and comes once', async () => {
		await sandbox.dial('logto', { hookRetries: 3 });
		await n8n.publish();
		n8n.outcome = 503;
		let requests = 0;
		n8n.onRequest = () => {
			if (++requests === 3) n8n.outcome = 200;
		};
		await createUser();
		await until(() => n8n.executions.length === 1);
		expect(requests).toBe(3);
	});

	test('comes once, also when it is sent twice, but again after our 5xx', async () => {
		await n8n.publish();
		const { body, signature } = await delivery();
		expect((await post(body, signature)).status).toBe(200);
		expect((await post(body, signature)).status).toBe(200);
		expect(n8n.executions).toHaveLength(1);
		const other = await delivery({ createdAt: '2026-11-01T12:00:01.000Z' });
		n8n.outcome = 500;
		expect((await post(other.body, other.signature)).status).toBe(500);
		n8n.outcome = 200;
		expect((await post(other.body, other.signature)).status).toBe(200);
		expect(n8n.executions).toHaveLength(2);
		await clock.sleep(601_000);
		await post(body, signature);
		expect(n8n.executions).toHaveLength(3);
	});
});

/** About a millisecond of a processor that has nothing else to do. */
const SIGNATURES = 500;

describe('a request that is not proven to be from Logto starts nothing', () => {
	test.each<[string, (right: string) => string | string[] | undefined]>([
		['no signature', () => undefined],
		['an empty signature', () => ''],
		['a wrong signature', (right) => right.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))],
		['a short signature', (right) => right.slice(0, 63)],
		['a long signature', (right) => `${right}0`],
		['a doubled signature', (right) => [right, right]],
		['a signature in capitals', (right) => right.toUpperCase().replace(/^\d*$/, 'A')],
		['a signature with a prefix', (right) => `sha256=${right}`],
		['a signature that is no hex', () => 'z'.repeat(64)],
	])('%s', async (_name, change) => {
		await n8n.publish();
		const { body, signature } = await delivery();
		const answer = await post(body, change(signature));
		expect([answer.status, answer.data]).toEqual([401, 'Unauthorized']);
		expect([n8n.executions, n8n.published.logged]).toEqual([[], []]);
	});

	test('a body that was serialised anew', async () => {
		await n8n.publish();
		const { body, signature } = await delivery();
		const answer = await post(JSON.stringify(JSON.parse(body), null, 1), signature);
		expect([answer.status, n8n.executions]).toEqual([401, []]);
	});

	test.each<[string, string | Buffer, Record<string, string>, number]>([
		['gzip', gzipSync('{"event":"User.Created"}'), { 'content-encoding': 'gzip' }, 401],
		['NDJSON', '{}\n{}', { 'content-type': 'application/x-ndjson' }, 401],
		['NDJSON that is called JSON', '{}\n{}', {}, 422],
		['10 MB', JSON.stringify({ event: 'x'.repeat(10_000_000) }), {}, 401],
		['nothing', '', { 'content-type': 'text/plain' }, 401],
	])('%s with a signature of something else', async (_name, body, headers, status) => {
		await n8n.publish();
		const { signature } = await delivery();
		const answer = await post(body, signature, headers);
		expect([answer.status, n8n.executions, n8n.published.logged]).toEqual([status, [], []]);
	});

	test.each<[string, object]>([
		['the key of another hook', { hookId: 'another' }],
		['no hook', { hookId: undefined }],
		['no event', { event: undefined }],
	])('a body with %s', async (_name, changes) => {
		await n8n.publish();
		const { body, signature } = await delivery(changes);
		expect((await post(body, signature)).status).toBe(400);
		expect(n8n.executions).toEqual([]);
	});

	test.each(['[]', '"text"', 'null', '[{"event":"User.Created"}]'])(
		'a rightly signed body that is %s',
		async (body) => {
			await n8n.publish();
			const [{ signingKey }] = await hooks();
			expect((await post(body, sign(signingKey, body))).status).toBe(400);
			expect(n8n.executions).toEqual([]);
		},
	);

	test.each([
		['of a probe', 'a'.repeat(32), 417],
		['of a probe that is none', '<script>', 400],
	])('a header %s, also with a right signature', async (_name, probe, status) => {
		await n8n.publish();
		const { body, signature } = await delivery();
		expect((await post(body, signature, { 'x-n8n-probe': probe })).status).toBe(status);
		expect(n8n.executions).toEqual([]);
	});

	test('also where the form cannot be read, of which nobody else may make failed executions', async () => {
		await n8n.publish();
		const { body } = await delivery();
		n8n.published.options.parameters.events = [];
		expect((await post(body, 'x')).status).toBe(401);
		expect(n8n.executions).toEqual([]);
	});

	test('whatever the state: nothing registered, after a restart, unpublished', async () => {
		await n8n.publish();
		const { body } = await delivery();
		n8n.published.saved = {};
		forgetMemory();
		expect((await post(body)).status).toBe(503);
		expect((await post(body, sign('', body))).status).toBe(503);
		n8n.published.saved = {
			'node:Trigger': { hook: { id: 'x', url: 'y', secret: '', events: [] } },
		};
		expect((await post(body, sign('', body))).status).toBe(503);
		expect(n8n.executions).toEqual([]);
	});

	test('but rightly signed gzip, which n8n unpacks before, comes once', async () => {
		await n8n.publish();
		const { body, signature } = await delivery();
		const packed = { 'content-encoding': 'gzip' };
		expect((await post(gzipSync(body), signature, packed)).status).toBe(200);
		expect((await post(body, signature)).status).toBe(200);
		expect(n8n.executions).toHaveLength(1);
	});

	test('and takes no longer than some signatures take', async () => {
		await n8n.publish();
		const { body, signature } = await delivery();
		n8n.took = [];
		const own: number[] = [];
		for (let count = 0; count < 300; count++) {
			await post(body, signature.replace(/./g, '0'));
			// What it cannot do without, beside it: on a machine with other work both take longer.
			const began = performance.now();
			for (let times = 0; times < SIGNATURES; times++) sign('key', body);
			own.push(performance.now() - began);
		}
		const [taken, needed] = [n8n.took, own].map((all) => all.sort((a, b) => a - b)[150]);
		console.info(
			`webhook() takes ${taken.toFixed(3)} ms, ${SIGNATURES} signatures ${needed.toFixed(3)}`,
		);
		expect(taken / needed).toBeLessThan(1);
		expect(n8n.executions).toEqual([]);
	});
});
