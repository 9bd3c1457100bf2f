/** Okta Management Event Hook Trigger: registered, verified, checked and removed, with nothing left behind. */
import type { AxiosInstance } from 'axios';
import { gzipSync } from 'node:zlib';
import { forgetBuckets } from '../../nodes/shared/budget';
import { heap } from '../engine/memory.mjs';
import { forgetMemory, Published, type TriggerOptions, Webhooks } from '../engine/triggers.mjs';
import { credentialsIn, serviceAppIn } from '../sandbox/access.mjs';
import { clientFor, oktaClient, type Sandbox, startSandbox } from '../sandbox/sandbox.mjs';

let sandbox: Sandbox;
let okta: AxiosInstance;
let n8n: Webhooks;
const open: Webhooks[] = [];

beforeAll(async () => {
	sandbox = await startSandbox(['--people', '10']);
	okta = oktaClient(sandbox.access);
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.reset();
	forgetMemory();
	forgetBuckets();
	n8n = await begun();
});
afterEach(async () => {
	for (const one of open.splice(0)) await one.stop();
});

async function begun(changes: Partial<TriggerOptions> = {}): Promise<Webhooks> {
	const published = new Published({
		node: 'oktaEventHookTrigger',
		parameters: {
			authentication: 'apiToken',
			events: ['user.lifecycle.suspend', 'user.lifecycle.unsuspend'],
		},
		credentials: credentialsIn('okta', sandbox.access),
		...changes,
	});
	const webhooks = await new Webhooks(published).start();
	open.push(webhooks);
	return webhooks;
}

interface Hook {
	id: string;
	name: string;
	status: string;
	verificationStatus: string;
	channel: { config: { uri: string; authScheme: { key: string; value?: string } } };
	events: { items: string[] };
}
const hooks = async (): Promise<Hook[]> => (await okta.get('/eventHooks')).data;
const secretOf = (one = n8n) =>
	(one.published.saved['node:Trigger'] as { hook: { secret: string } }).hook.secret;

async function until(isDone: () => boolean): Promise<void> {
	for (let tries = 0; tries < 500 && !isDone(); tries++) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	expect(isDone()).toBe(true);
}

const event = (uuid: string, more: object = {}) => ({
	uuid,
	eventType: 'user.lifecycle.suspend',
	published: '2026-11-01T12:00:00.000Z',
	outcome: { result: 'SUCCESS' },
	actor: { id: '00ua', type: 'User', alternateId: 'a@x.example', displayName: 'Ada' },
	target: [{ id: '00um', type: 'User', alternateId: 'm@x.example', displayName: 'Malik' }],
	...more,
});
const bodyOf = (...events: object[]) =>
	JSON.stringify({ eventType: 'com.okta.event_hook', eventId: 'd', data: { events } });

const post = async (
	body: string | Buffer,
	secret: string | undefined,
	headers: Record<string, string> = {},
) =>
	await clientFor(n8n.origin).post(new URL(n8n.url).pathname, body, {
		headers: {
			'content-type': 'application/json',
			...(secret !== undefined && { authorization: secret }),
			...headers,
		},
		transformRequest: (data) => data,
		maxBodyLength: Infinity,
	});
const get = async (headers: Record<string, string>) =>
	await clientFor(n8n.origin).get(new URL(n8n.url).pathname, { headers });

describe('publishing', () => {
	test('makes one verified event hook, once for both methods, and unpublishing removes it', async () => {
		await n8n.publish();
		const [hook, ...others] = await hooks();
		expect(others).toEqual([]);
		expect(hook).toMatchObject({
			name: 'n8n: Leavers > Trigger (workflow)',
			status: 'ACTIVE',
			verificationStatus: 'VERIFIED',
			events: { items: ['user.lifecycle.suspend', 'user.lifecycle.unsuspend'] },
			channel: { config: { uri: n8n.url } },
		});
		expect(secretOf()).toMatch(/^[0-9a-f]{64}$/);
		expect(n8n.executions).toEqual([]);
		// n8n asks for both methods at once.
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

	test('again makes a new one when that before was turned off or deleted', async () => {
		await n8n.publish();
		const [{ id }] = await hooks();
		await okta.post(`/eventHooks/${id}/lifecycle/deactivate`);
		await n8n.publish();
		const [second, ...others] = await hooks();
		expect(others).toEqual([]);
		expect([second.id === id, second.verificationStatus]).toEqual([false, 'VERIFIED']);
		await okta.post(`/eventHooks/${second.id}/lifecycle/deactivate`);
		await okta.delete(`/eventHooks/${second.id}`);
		await n8n.publish();
		expect(await hooks()).toHaveLength(1);
	});

	test('deletes nothing while Okta cannot be reached', async () => {
		await n8n.publish();
		const before = await hooks();
		await sandbox.fault('okta', { kind: 'status', path: 'eventHooks', status: 500, times: 50 });
		await n8n.publish();
		await sandbox.control.delete('/faults');
		expect(await hooks()).toEqual(before);
	});

	test('is undone also when somebody has deleted or turned off the event hook', async () => {
		await n8n.publish();
		const [{ id }] = await hooks();
		await okta.post(`/eventHooks/${id}/lifecycle/deactivate`);
		await n8n.clear();
		expect(await hooks()).toEqual([]);
		await n8n.publish();
		const [{ id: again }] = await hooks();
		await okta.post(`/eventHooks/${again}/lifecycle/deactivate`);
		await okta.delete(`/eventHooks/${again}`);
		await n8n.clear();
	});

	test('is not undone without a message when Okta refuses', async () => {
		await n8n.publish();
		await sandbox.fault('okta', { kind: 'status', method: 'DELETE', status: 500, times: 1 });
		await expect(n8n.clear()).rejects.toThrow('Okta');
		expect(secretOf()).toMatch(/^[0-9a-f]{64}$/);
		await n8n.clear();
		expect(await hooks()).toEqual([]);
	});
});

describe.each([
	['n8n 2.41', false],
	['n8n 1.123, which deletes with what is in the database', true],
])('publishing in %s', (_name, isOld) => {
	test.each<[string, object]>([
		['the list of event hooks', { method: 'GET', path: 'eventHooks' }],
		['making it', { method: 'POST', path: 'eventHooks$' }],
		['verifying it', { method: 'POST', path: 'verify' }],
	])('leaves nothing behind when %s fails, and succeeds the next time', async (_step, fault) => {
		n8n.isOld = isOld;
		await sandbox.fault('okta', { kind: 'status', status: 500, times: 1, ...fault });
		await expect(n8n.publish()).rejects.toThrow();
		expect(await hooks()).toEqual([]);
		await n8n.publish();
		expect((await hooks()).map(({ verificationStatus }) => verificationStatus)).toEqual([
			'VERIFIED',
		]);
	});

	test('leaves nothing behind when the answer to making it is lost', async () => {
		n8n.isOld = isOld;
		await sandbox.fault('okta', { kind: 'resetAfter', method: 'POST', path: 'eventHooks$' });
		await expect(n8n.publish()).rejects.toThrow('could not be reached');
		expect(await hooks()).toEqual([]);
	});
});

describe('an activation that Okta refuses says what is missing', () => {
	test('an address that it reaches', async () => {
		const elsewhere = await begun();
		Object.defineProperty(n8n, 'origin', { value: elsewhere.origin });
		const error = await n8n.publish().catch((reason) => reason);
		expect(error.message).toContain(`Okta cannot reach this n8n at ${elsewhere.origin}. `);
		expect(error.message).toContain('WEBHOOK_URL');
		expect(await hooks()).toEqual([]);
	});

	test('https, before anything is sent', async () => {
		const credentials = { oktaManagementApi: { url: 'https://acme.okta.com', apiToken: 'x' } };
		const far = await begun({ credentials });
		Object.defineProperty(far, 'origin', { value: 'http://n8n.example.com' });
		const error = await far.publish().catch((reason) => reason);
		expect(error.message).toContain('Okta cannot reach this n8n at http://n8n.example.com. ');
		expect(error.message).toContain('with https');
	});

	test('the right, without a word that n8n takes for one of its own', async () => {
		const { readOnlyApiToken, url } = sandbox.access.okta;
		const poor = await begun({
			credentials: { oktaManagementApi: { url, apiToken: readOnlyApiToken } },
		});
		const error = await poor.publish().catch((reason) => reason);
		expect(error.message).toContain('okta.eventHooks.manage');
		expect(error.message).toContain('super administrator');
		expect(error.message).not.toMatch(/Authorization/);
		expect(JSON.stringify(error)).not.toContain(readOnlyApiToken);
	});

	test('the scope of a service app', async () => {
		const { oktaManagementServiceApi } = serviceAppIn(sandbox.access, false);
		const app = await begun({
			parameters: { authentication: 'serviceApp', events: ['user.lifecycle.suspend'] },
			credentials: {
				oktaManagementServiceApi: { ...oktaManagementServiceApi, scope: 'okta.users.manage' },
			},
		});
		const error = await app.publish().catch((reason) => reason);
		expect(error.message).toContain('okta.eventHooks.manage');
	});

	test('an event hook, of which there may be 25', async () => {
		for (let count = 0; count < 25; count++) {
			await okta.post('/eventHooks', {
				name: `other ${count}`,
				events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] },
				channel: {
					type: 'HTTP',
					version: '1.0.0',
					config: {
						uri: 'https://x.example',
						authScheme: { type: 'HEADER', key: 'a', value: 'b' },
					},
				},
			});
		}
		const error = await n8n.publish().catch((reason) => reason);
		expect(error.message).toContain('25 active event hooks');
		expect(await hooks()).toHaveLength(25);
	});

	test('an event that is in the log alone', async () => {
		const parameters = {
			...n8n.published.options.parameters,
			options: { additionalEvents: 'user.lifecycle.delete.completed' },
		};
		const odd = await begun({ parameters });
		const error = await odd.publish().catch((reason) => reason);
		expect(error.message).toContain('"user.lifecycle.delete.completed"');
		expect(error.message).toContain('Okta Management Trigger');
	});
});

describe('the challenge', () => {
	test('is given back as it is, and starts nothing', async () => {
		await n8n.publish();
		const { status, data } = await get({ 'x-okta-verification-challenge': 'aB3-_x' });
		expect([status, data]).toEqual([200, { verification: 'aB3-_x' }]);
		expect(n8n.executions).toEqual([]);
	});

	test.each<[string, Record<string, string>]>([
		['none', {}],
		['an empty one', { 'x-okta-verification-challenge': '' }],
		['a long one', { 'x-okta-verification-challenge': 'a'.repeat(201) }],
	])('is not answered where it is %s', async (_name, headers) => {
		await n8n.publish();
		expect((await get(headers)).status).toBe(404);
		expect(n8n.executions).toEqual([]);
	});
});

describe('what Okta delivers', () => {
	test('is one short item for an event', async () => {
		await n8n.publish();
		await okta.post('/users/malik.torres/lifecycle/suspend');
		await until(() => n8n.executions.length === 1);
		expect(n8n.executions).toMatchObject([
			[
				{
					event: 'user.lifecycle.suspend',
					outcome: 'SUCCESS',
					user: { login: 'malik.torres@halden.example', name: 'Malik Torres' },
					actor: { name: 'Priya Strand' },
				},
			],
		]);
	});

	test('is all events of a delivery, the oldest first, each once, without those that are not wanted', async () => {
		await n8n.publish();
		const body = bodyOf(
			event('late', { published: '2026-11-01T12:00:02.000Z' }),
			event('early'),
			event('early'),
			event('refused', { outcome: { result: 'FAILURE' } }),
			event('other', { eventType: 'user.session.start' }),
		);
		expect((await post(body, secretOf())).status).toBe(200);
		expect((await post(body, secretOf())).status).toBe(200);
		expect(n8n.executions.map((items) => items.map(({ id }) => id))).toEqual([['early', 'late']]);
		expect((await post(bodyOf(event('x', { eventType: 'y' })), secretOf())).status).toBe(200);
		expect(n8n.executions).toHaveLength(1);
	});

	test('comes again after our 5xx, and Okta repeats it once', async () => {
		await n8n.publish();
		n8n.outcome = 503;
		let requests = 0;
		n8n.onRequest = () => {
			if (++requests === 2) n8n.outcome = 200;
		};
		await okta.post('/users/malik.torres/lifecycle/suspend');
		await until(() => n8n.executions.length === 1);
		expect(requests).toBe(2);
	});

	test.each([
		['once when n8n answers too late, and Okta sends it again', 200, 1],
		['again when n8n could not take it, and said so too late', 503, 2],
	])('comes %s', async (_what, outcome, deliveries) => {
		await n8n.publish();
		let answer = (): void => {};
		const turn = new Promise<void>((resolve) => {
			answer = resolve;
		});
		n8n.onExecution = async () => await turn;
		n8n.outcome = outcome;
		const body = bodyOf(event('slow'));
		const gone = new AbortController();
		const first = clientFor(n8n.origin).post(new URL(n8n.url).pathname, body, {
			headers: { 'content-type': 'application/json', authorization: secretOf() },
			signal: gone.signal,
		});
		await until(() => n8n.took.length > 1);
		gone.abort();
		await expect(first).rejects.toThrow('canceled');
		if (outcome === 200) {
			// The first still waits for its turn.
			expect((await post(body, secretOf())).status).toBe(200);
		}
		answer();
		await until(() => n8n.answered.length === 1);
		n8n.outcome = 200;
		expect((await post(body, secretOf())).status).toBe(200);
		expect([n8n.executions.length, n8n.answered.length]).toEqual([1, deliveries]);
	});

	test('comes once also where there are as many as a delivery may have', async () => {
		await n8n.publish();
		const body = bodyOf(...Array.from({ length: 10_000 }, (_, index) => event(`number ${index}`)));
		expect((await post(body, secretOf())).status).toBe(200);
		expect((await post(body, secretOf())).status).toBe(200);
		expect(n8n.executions.map(({ length }) => length)).toEqual([10_000]);
	});

	test('while it is being verified is answered with 503', async () => {
		await n8n.publish();
		const secret = secretOf();
		await n8n.clear();
		const statuses: number[] = [];
		n8n.onRequest = async () => {
			n8n.onRequest = () => {};
			statuses.push((await post(bodyOf(event('early')), secret)).status);
		};
		await n8n.publish();
		// n8n has no place for a POST yet, or the node is not ready: neither takes anything.
		expect([404, 503]).toContain(statuses[0]);
		expect(n8n.executions).toEqual([]);
	});
});

describe('a burst', () => {
	/** Deliveries of a hundred events each, as they come in a burst. */
	const burst = async (from: number, deliveries: number): Promise<unknown[]> => {
		n8n.executions = [];
		n8n.took = [];
		n8n.answered = [];
		for (let count = 0; count < deliveries; count++) {
			const first = from + count * 100;
			const body = bodyOf(...Array.from({ length: 100 }, (_, index) => event(`e${first + index}`)));
			expect((await post(body, secretOf())).status).toBe(200);
			// Okta may send anything again.
			if (count % 10 === 0) expect((await post(body, secretOf())).status).toBe(200);
		}
		return n8n.executions.flat().map(({ id }) => id);
	};
	const named = (from: number, count: number): string[] =>
		Array.from({ length: count }, (_, index) => `e${from + index}`);

	test('of 10,000 events comes whole, in order and once, and more of them take no more memory', async () => {
		await n8n.publish();
		expect(await burst(0, 100)).toEqual(named(0, 10_000));
		const before = await heap();
		for (let round = 1; round <= 3; round++) {
			expect(await burst(round * 10_000, 100)).toEqual(named(round * 10_000, 10_000));
		}
		// What 30,000 events would take.
		const all = (bodyOf(event('e30000')).length * 30_000) / 1_048_576;
		expect((await heap()) - before).toBeLessThan(all / 2);
	});
});

describe('a delivery that is not proven to be from Okta starts nothing', () => {
	test.each<[string, (right: string) => string | undefined]>([
		['no secret', () => undefined],
		['an empty secret', () => ''],
		['a wrong secret', (right) => right.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))],
		['a short secret', (right) => right.slice(1)],
		['a doubled secret', (right) => `${right}, ${right}`],
		['a scheme before it', (right) => `Bearer ${right}`],
	])('%s', async (_name, change) => {
		await n8n.publish();
		const { status, data } = await post(bodyOf(event('x')), change(secretOf()));
		expect([status, data]).toEqual([401, 'Unauthorized']);
		expect([n8n.executions, n8n.published.logged]).toEqual([[], []]);
	});

	test.each<[string, string | Buffer, Record<string, string>]>([
		['gzip', gzipSync(bodyOf(event('x'))), { 'content-encoding': 'gzip' }],
		['10 MB', bodyOf(event('x'.repeat(10_000_000))), {}],
		['nothing', '', { 'content-type': 'text/plain' }],
	])('%s', async (_name, body, headers) => {
		await n8n.publish();
		expect((await post(body, 'wrong', headers)).status).toBe(401);
		expect(n8n.executions).toEqual([]);
	});

	test.each(['{}', '[]', 'null', bodyOf({}), bodyOf(null as never), '{"data":{"events":{}}}'])(
		'a body that is %s, with the right secret',
		async (body) => {
			await n8n.publish();
			expect((await post(body, secretOf())).status).toBe(400);
			expect(n8n.executions).toEqual([]);
		},
	);

	test('also where the form cannot be read, of which nobody else may make failed executions', async () => {
		await n8n.publish();
		n8n.published.options.parameters.events = [];
		expect((await post(bodyOf(event('x')), 'x')).status).toBe(401);
		expect(n8n.executions).toEqual([]);
	});

	test('but with the right one in gzip, which n8n unpacks before, comes once', async () => {
		await n8n.publish();
		const packed = { 'content-encoding': 'gzip' };
		const body = bodyOf(event('packed'));
		expect((await post(gzipSync(body), secretOf(), packed)).status).toBe(200);
		expect((await post(body, secretOf())).status).toBe(200);
		expect(n8n.executions).toMatchObject([[{ id: 'packed' }]]);
	});

	test('whatever the state', async () => {
		await n8n.publish();
		const secret = secretOf();
		n8n.published.saved = {};
		forgetMemory();
		for (const given of [undefined, '', 'undefined', secret]) {
			expect((await post(bodyOf(event('x')), given)).status).toBe(503);
		}
		expect(n8n.executions).toEqual([]);
	});
});
