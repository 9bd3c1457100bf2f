/**
 * The triggers in a real n8n of their own, which is started anew on the way: published, told of changes by
 * the sandbox, lied to by strangers, listened to in the editor, and unpublished.
 *
 * Also run in an older n8n (`npm run test:old`), whose manager of webhooks is another.
 */
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axios, { type AxiosInstance } from 'axios';
import { freePort, startN8n } from '../../sandbox/n8n/start.mjs';
import { sandboxCredentials } from '../../sandbox/n8n/templates.mjs';
import { controls, logtoClient, oktaClient, oneLoginClient } from '../sandbox/sandbox.mjs';
import { packed, root } from '../steps.mjs';
import { setup } from './n8n.mjs';
import { answerOf, OFTEN, type Run, type Trigger, until, Workflow } from './published.mjs';

/** JSON of which a test reads what it needs. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

type Vendor = 'okta' | 'oneLogin' | 'logto';

/** n8n 1 has another manager of webhooks. What is the same in both is tried in the newest alone. */
const isOld = process.env.E2E_N8N?.startsWith('1.') === true;
const inNewest = isOld ? test.skip : test;

const sandbox = controls(setup);
const okta = oktaClient(setup);
let logto: AxiosInstance;
let oneLogin: AxiosInstance;

let n8n: Awaited<ReturnType<typeof startN8n>>;
let port: number;
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-triggers-'));

/** Starts n8n, the first time and again, at the same address: vendors have it. */
async function start(settings: Record<string, string> = {}): Promise<void> {
	const tarball = packed(join(root, 'artifacts'));
	const version = process.env.E2E_N8N;
	n8n = await startN8n({ userFolder, tarball, version, port, settings, log: () => {} } as never);
	// n8n closes a connection that rests for five seconds.
	n8n.rest.defaults.httpAgent = new Agent({ keepAlive: false });
}

const credentials: Record<string, Record<string, { id: string; name: string }>> = {};

/** People of whom nobody has been changed yet, by vendor. */
const untouched: Record<string, Json[]> = {};

const next = (vendor: Vendor): Json => untouched[vendor].pop();

/** Changes somebody, and says whom, and when that was done. */
const change: Record<Vendor, () => Promise<{ id: string; at: number }>> = {
	async okta() {
		const { id } = next('okta');
		expect((await okta.post(`/users/${id}/lifecycle/suspend`)).status).toBe(200);
		return { id, at: Date.now() };
	},
	async oneLogin() {
		const { id } = next('oneLogin');
		const locked = await oneLogin.put(`/api/1/users/${id}/lock_user`, { locked_until: 10 });
		expect(locked.status).toBe(200);
		return { id: String(id), at: Date.now() };
	},
	async logto() {
		const { id } = next('logto');
		const suspended = await logto.patch(`/users/${id}/is-suspended`, { isSuspended: true });
		expect(suspended.status).toBe(200);
		return { id, at: Date.now() };
	},
};

interface Case {
	vendor: Vendor;
	event: string;
	trigger: () => Trigger;
}

const triggerOf = (type: string, credential: string, parameters: object) => () => ({
	type,
	parameters,
	credentials: credentials[credential],
});

const cases = {
	'Okta Management Trigger': {
		vendor: 'okta',
		event: 'user.lifecycle.suspend',
		trigger: triggerOf('oktaTrigger', 'oktaManagementApi', {
			authentication: 'apiToken',
			events: ['user.lifecycle.suspend'],
			pollTimes: OFTEN,
		}),
	},
	'Okta Management Event Hook Trigger': {
		vendor: 'okta',
		event: 'user.lifecycle.suspend',
		trigger: triggerOf('oktaEventHookTrigger', 'oktaManagementApi', {
			authentication: 'apiToken',
			events: ['user.lifecycle.suspend'],
		}),
	},
	'OneLogin Trigger': {
		vendor: 'oneLogin',
		event: '19',
		trigger: triggerOf('oneLoginTrigger', 'oneLoginOAuth2Api', {
			events: ['19'],
			pollTimes: OFTEN,
		}),
	},
	'Logto Trigger': {
		vendor: 'logto',
		event: 'User.SuspensionStatus.Updated',
		trigger: triggerOf('logtoTrigger', 'logtoOAuth2Api', {
			events: ['User.SuspensionStatus.Updated'],
		}),
	},
} satisfies Record<string, Case>;

type Name = keyof typeof cases;

const NAMES = Object.keys(cases) as Name[];

const HOOKS = ['Okta Management Event Hook Trigger', 'Logto Trigger'] as const;

const POLLS = ['Okta Management Trigger', 'OneLogin Trigger'] as const;

/** The published workflow of each trigger, and who was changed since. */
const workflows = {} as Record<Name, Workflow>;
const told: Record<string, string[]> = {};

/** The webhooks that a vendor has, with their addresses. */
const hooksAt: Record<(typeof HOOKS)[number], () => Promise<Array<{ id: string; url: string }>>> = {
	'Okta Management Event Hook Trigger': async () =>
		(await okta.get('/eventHooks')).data.map(({ id, channel }: Json) => ({
			id,
			url: channel.config.uri,
		})),
	'Logto Trigger': async () =>
		(await logto.get('/hooks')).data.map(({ id, config }: Json) => ({ id, url: config.url })),
};

/** A client that keeps its connections: a thousand requests take as many ports otherwise. */
const stranger = axios.create({
	validateStatus: () => true,
	proxy: false,
	httpAgent: new Agent({ keepAlive: true, maxSockets: 20 }),
});

/** Waits until n8n takes what comes to a webhook: unsigned, it is neither unknown nor too early. */
async function untilReady(url: string): Promise<void> {
	await until(`${url} is registered`, async () => (await stranger.post(url, {})).status === 401);
}

/** Requests that a vendor has answered, as `GET /api/v1/logs`. */
async function requests(vendor: Vendor): Promise<string[]> {
	const { data } = await sandbox.control.get('/requests', { params: { vendor } });
	return data[vendor]
		.filter(({ status }: Json) => status !== null)
		.map(({ method, url }: Json) => `${method} ${url.split('?')[0]}`);
}

const POLL: Record<string, string> = { okta: 'GET /api/v1/logs', oneLogin: 'GET /api/1/events' };

const pollsOf = async (vendor: Vendor): Promise<number> =>
	(await requests(vendor)).filter((one) => one === POLL[vendor]).length;

/** Requests of the first poll, which finds the end of the log. */
const FIRST_POLL: Record<string, number> = { okta: 2, oneLogin: 1 };

/** Waits until some polls have begun and ended. */
async function polled(vendor: Vendor, count = 2): Promise<void> {
	const before = await pollsOf(vendor);
	await until(`${vendor} is polled`, async () => (await pollsOf(vendor)) >= before + count);
}

/** Publishes, and waits until a change would be noticed. */
async function publish(name: Name, workflow: Workflow): Promise<void> {
	const { vendor } = cases[name];
	const before = await pollsOf(vendor);
	await workflow.publish();
	if (vendor in POLL && name !== HOOKS[0]) {
		const after = before + FIRST_POLL[vendor];
		await until(`${vendor} is polled`, async () => (await pollsOf(vendor)) >= after);
	} else {
		await untilReady(workflow.url);
	}
}

const idsOf = (runs: Run[]): string[] =>
	runs.flatMap(({ items }) => items.map(({ user }) => String(user.id)));

/** Waits until a trigger has told of everybody who was changed. @throws when it told more, or twice */
async function expectAllTold(name: Name): Promise<Run[]> {
	const { event } = cases[name];
	const mode = HOOKS.includes(name as never) ? 'webhook' : 'trigger';
	const runs = await until(`${name} tells of ${told[name].length}`, async () => {
		const found = await workflows[name].runs(mode);
		return idsOf(found).length >= told[name].length && found;
	});
	expect(idsOf(runs)).toEqual(told[name]);
	for (const { status, items } of runs.filter((run) => run.items.length > 0)) {
		expect(status).toBe('success');
		for (const item of items) expect(item).toMatchObject({ event, outcome: 'SUCCESS' });
	}
	return runs;
}

/** Changes somebody at a vendor: which triggers are to tell of it is noted. */
async function changeAt(vendor: Vendor, names: readonly Name[] = NAMES) {
	const changed = await change[vendor]();
	for (const name of names) {
		if (cases[name].vendor === vendor) (told[name] ??= []).push(changed.id);
	}
	return changed;
}

const note = (text: string): boolean => process.stdout.write(`${text}\n`);

const logOf = (): string => readFileSync(n8n.logFile, 'utf8');

beforeAll(async () => {
	await sandbox.reset();
	// What is asked here is none of the trigger's.
	await sandbox.dial('okta', { rateLimit: 100_000 });
	logto = await logtoClient(setup);
	oneLogin = await oneLoginClient(setup);
	for (const vendor of ['okta', 'oneLogin', 'logto'] as const) {
		const { users } = await sandbox.state(vendor);
		const isFit = ({ status, isSuspended }: Json) =>
			vendor === 'okta' ? status === 'ACTIVE' : vendor === 'logto' ? !isSuspended : status === 1;
		untouched[vendor] = users.filter(isFit).slice(5);
	}
	port = await freePort();
	await start();
	for (const { name, type, data } of sandboxCredentials(setup as never)) {
		const { id } = answerOf<{ id: string }>(
			await n8n.rest.post('/credentials', { name, type, data }),
		);
		credentials[type] = { [type]: { id, name } };
	}
	for (const name of NAMES) {
		told[name] = [];
		workflows[name] = await Workflow.store(() => n8n, name, cases[name].trigger());
	}
});

afterAll(async () => {
	await n8n?.stop();
	rmSync(userFolder, { recursive: true, force: true });
	await sandbox.reset();
});

describe('published', () => {
	test.each(NAMES)('%s is told of what happens from then on', async (name) => {
		const began = Date.now();
		await publish(name, workflows[name]);
		note(`${name}: published in ${Date.now() - began} ms`);
		if (name in hooksAt) {
			const hooks = await hooksAt[name as (typeof HOOKS)[number]]();
			expect(hooks.map(({ url }) => url)).toEqual([workflows[name].url]);
		}
		expect(await workflows[name].runs()).toEqual([]);
	});

	test('a change makes one execution of each, with one item', async () => {
		for (let count = 0; count < (isOld ? 2 : 3); count++) {
			for (const vendor of ['okta', 'oneLogin', 'logto'] as const) {
				const { at } = await changeAt(vendor);
				for (const name of NAMES.filter((one) => cases[one].vendor === vendor)) {
					const runs = await expectAllTold(name);
					expect(runs).toHaveLength(count + 1);
					note(`${name}: ${runs[count].startedAt - at} ms after the change`);
				}
			}
		}
	});

	const BODIES = {
		'Okta Management Event Hook Trigger': JSON.stringify({
			eventType: 'com.okta.event_hook',
			data: { events: [{ uuid: 'forged', eventType: 'user.lifecycle.suspend', target: [] }] },
		}),
		'Logto Trigger': JSON.stringify({ event: 'User.SuspensionStatus.Updated', hookId: 'forged' }),
	};

	const lies: Array<(body: string) => { data?: unknown; headers?: object; method?: string }> = [
		(data) => ({ data }),
		(data) => ({ data, headers: { authorization: 'wrong', 'logto-signature-sha-256': 'wrong' } }),
		(data) => ({
			data,
			headers: {
				authorization: 'a'.repeat(64),
				'logto-signature-sha-256': createHmac('sha256', 'wrong').update(data).digest('hex'),
			},
		}),
		(data) => ({ data: gzipSync(data), headers: { 'content-encoding': 'gzip' } }),
		(data) => ({ data, headers: { 'content-type': 'application/x-ndjson' } }),
		() => ({ data: '' }),
		() => ({ data: '[]' }),
		() => ({ method: 'GET' }),
	];

	/** How many. Most of the time that they take is n8n's own, before the node gets them. */
	const STRANGERS = isOld ? 80 : 512;

	test.each(HOOKS)('%s starts nothing for requests of strangers', async (name) => {
		const { url } = workflows[name];
		const before = { runs: (await workflows[name].runs()).length, log: logOf() };
		const statuses: Record<string, number> = {};
		const began = Date.now();
		// Of a GET that it does not take n8n says something in its log.
		const own = name === 'Logto Trigger' ? lies.slice(0, -1) : lies;
		const send = async (index: number): Promise<void> => {
			const lie = own[index % own.length](BODIES[name]);
			const { status } = await stranger.request({
				url,
				method: 'POST',
				transformRequest: (data: unknown) => data,
				...lie,
				headers: { 'content-type': 'application/json', ...lie.headers },
			});
			statuses[status] = (statuses[status] ?? 0) + 1;
		};
		await Promise.all(Array.from({ length: STRANGERS }, (_, index) => send(index)));
		note(`${name}: ${STRANGERS} forged requests in ${Date.now() - began} ms`);
		const refused = name === 'Logto Trigger' ? STRANGERS : (STRANGERS * 7) / 8;
		expect(statuses).toEqual({
			401: refused,
			...(refused < STRANGERS && { 404: STRANGERS - refused }),
		});
		expect(await workflows[name].runs()).toHaveLength(before.runs);
		expect(logOf()).toBe(before.log);
		// It still listens.
		await changeAt(cases[name].vendor);
		await expectAllTold(name);
	});

	test.each(HOOKS)('%s listens at an address of its own in the editor, once', async (name) => {
		const workflow = workflows[name];
		const production = await hooksAt[name]();
		expect(await workflow.test()).toBeUndefined();
		const all = await hooksAt[name]();
		expect(all).toHaveLength(2);
		expect(all.map(({ url }) => url).sort()).toEqual([workflow.url, workflow.testUrl].sort());
		const { id } = await changeAt(cases[name].vendor);
		const [run] = await until(`${name} is tested`, async () => {
			const found = await workflow.runs('manual');
			return found.length > 0 && found;
		});
		expect(run).toMatchObject({ status: 'success', items: [{ user: { id } }] });
		await until(
			'the webhook of the test is gone',
			async () => (await hooksAt[name]()).length === 1,
		);
		expect(await hooksAt[name]()).toEqual(production);
		await expectAllTold(name);
		// Nothing comes, and the person stops listening.
		expect(await workflow.test()).toBeUndefined();
		expect(await hooksAt[name]()).toHaveLength(2);
		await workflow.stopListening();
		await until(
			'the webhook of the test is gone',
			async () => (await hooksAt[name]()).length === 1,
		);
		expect(await hooksAt[name]()).toEqual(production);
		expect(await workflow.runs('manual')).toHaveLength(1);
	});

	test.each(POLLS)(
		'%s fetches the newest event in the editor, and misses nothing for it',
		async (name) => {
			const { id } = await changeAt(cases[name].vendor);
			const executionId = await workflows[name].test();
			const [run] = (await workflows[name].runs('manual')).slice(-1);
			expect(run).toMatchObject({
				id: executionId,
				status: 'success',
				items: [{ outcome: 'SUCCESS' }],
			});
			expect(idsOf([run])).toEqual([id]);
			await expectAllTold(name);
		},
	);
});

describe('started anew', () => {
	inNewest(
		'n8n has lost nothing and tells nothing twice, though no vendor answers at first',
		async () => {
			const hooks = await Promise.all(HOOKS.map((name) => hooksAt[name]()));
			for (const vendor of ['okta', 'oneLogin'] as const) await polled(vendor, 3);
			await n8n.stop();
			// Nobody hears this but those who look.
			for (const vendor of ['okta', 'oneLogin'] as const) await changeAt(vendor, POLLS);
			await sandbox.control.delete('/requests');
			for (const vendor of ['okta', 'oneLogin', 'logto'] as const) {
				await sandbox.fault(vendor, { kind: 'status', status: 503, path: '^/api/', times: 1e6 });
			}
			// One execution at a time from now on.
			await start({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
			// Each poll asks several times.
			for (const vendor of ['okta', 'oneLogin'] as const) {
				await until(`${vendor} was asked in vain`, async () => (await pollsOf(vendor)) >= 8);
			}
			await sandbox.control.delete('/faults');
			for (const name of HOOKS) await untilReady(workflows[name].url);
			for (const name of POLLS) {
				// A poll that does not succeed is to be seen, and the next one is none the worse for it.
				const failed = (await expectAllTold(name)).filter(({ status }) => status === 'error');
				const errors = failed.map(({ stored }) => stored.data.resultData.error?.message);
				expect(errors.length).toBeGreaterThan(0);
				expect(errors.join(' ')).toContain('503');
			}
			for (const vendor of ['okta', 'oneLogin', 'logto'] as const) await changeAt(vendor);
			for (const vendor of ['okta', 'oneLogin'] as const) await polled(vendor, 3);
			for (const name of NAMES) await expectAllTold(name);
			expect(await Promise.all(HOOKS.map((name) => hooksAt[name]()))).toEqual(hooks);
		},
	);

	inNewest.each(HOOKS)(
		'%s tells everything once when executions wait for each other',
		async (name) => {
			const { vendor, trigger } = cases[name];
			const slow = await Workflow.store(() => n8n, `Slow ${name}`, trigger(), 5);
			await slow.publish();
			await untilReady(slow.url);
			const ids: string[] = [];
			for (let count = 0; count < 3; count++) {
				ids.push((await changeAt(vendor)).id);
				// Not in one delivery.
				await until('it has arrived', async () => (await slow.count()) > count);
			}
			const runs = await until('all have ended', async () => {
				const found = await slow.runs();
				return found.length >= 3 && found;
			});
			await expectAllTold(name);
			expect(idsOf(await slow.runs())).toEqual(ids);
			note(
				`${name}: one at a time, after ${runs.map((run) => run.startedAt - runs[0].startedAt)} ms`,
			);
			await slow.unpublish();
			await until('its webhook is gone', async () => (await hooksAt[name]()).length === 1);
		},
	);
});

describe('published with a vendor that', () => {
	// n8n 2 tries five times, some seconds apart; older ones say at once that it did not work.
	test.each([
		['Okta Management Event Hook Trigger', 'cannot make the hook', { path: '/eventHooks$' }],
		['Okta Management Event Hook Trigger', 'cannot verify it', { path: '/verify$' }],
		['Logto Trigger', 'cannot make the webhook', { path: '/hooks$' }],
		['Logto Trigger', 'cannot test it', { path: '/test$' }],
	] as const)('%s %s at first succeeds in the end', async (name, _what, fault) => {
		const { vendor, trigger } = cases[name];
		const workflow = await Workflow.store(() => n8n, `Delayed ${name}`, trigger());
		await sandbox.fault(vendor, {
			kind: 'status',
			status: 500,
			method: 'POST',
			times: 1,
			...fault,
		});
		if (!isOld) await workflow.publish();
		else {
			await expect(workflow.publish()).rejects.toThrow('500');
			expect(await hooksAt[name]()).toHaveLength(1);
			await workflow.publish();
		}
		await untilReady(workflow.url);
		const urls = (await hooksAt[name]()).map(({ url }) => url);
		expect(urls.sort()).toEqual([workflows[name].url, workflow.url].sort());
		await workflow.unpublish();
		await until('its webhook is gone', async () => (await hooksAt[name]()).length === 1);
	});

	const OTHERS = {
		'Okta Management Event Hook Trigger': ['user.lifecycle.suspend', 'user.lifecycle.unsuspend'],
		'Logto Trigger': ['User.Created', 'User.SuspensionStatus.Updated'],
	};

	inNewest.each(HOOKS)('%s has one webhook, whatever is changed and how fast', async (name) => {
		const { vendor, trigger } = cases[name];
		const workflow = await Workflow.store(() => n8n, `Changing ${name}`, trigger());
		const own = async () => (await hooksAt[name]()).filter(({ url }) => url === workflow.url);
		await workflow.publish();
		await untilReady(workflow.url);
		const [first] = await own();
		const { parameters } = trigger();
		await workflow.change({ parameters: { ...parameters, events: OTHERS[name] } });
		await workflow.publish();
		const second = await until('it has another', async () => {
			const [one, ...more] = await own();
			return more.length === 0 && one && one.id !== first.id && one;
		});
		await workflow.change({ name: 'Renamed' });
		await workflow.publish();
		await until('it has a third', async () => {
			const [one, ...more] = await own();
			return more.length === 0 && one && one.id !== second.id;
		});
		await untilReady(workflow.url);
		await changeAt(vendor);
		await until('it is told', async () => (await workflow.count()) === 1);
		for (let times = 0; times < 3; times++) {
			await workflow.unpublish();
			await workflow.publish();
		}
		await workflow.unpublish();
		await until('its webhook is gone', async () => {
			if ((await own()).length > 0) return false;
			// Nor does one come after it.
			await new Promise((resolve) => setTimeout(resolve, 2_000));
			return (await own()).length === 0;
		});
		expect(await hooksAt[name]()).toHaveLength(1);
	});

	test('Okta cannot reach n8n: it is said, and nothing is left', async () => {
		const name = 'Okta Management Event Hook Trigger';
		const workflow = await Workflow.store(() => n8n, 'Unreachable', cases[name].trigger());
		await sandbox.fault('okta', {
			kind: 'status',
			status: 400,
			path: '/verify$',
			times: 5,
			body: { errorCode: 'E0000001', errorSummary: 'Api validation failed' },
		});
		const why = !isOld
			? await workflow.publish().then(async () => await workflow.whyNot())
			: await workflow.publish().then(
					() => '',
					(error: Error) => error.message,
				);
		// All that people get to see of it.
		expect(why).toMatch(/Okta cannot reach this n8n at http:..127[^"]*WEBHOOK_URL[^"]*https/);
		expect((await okta.get('/eventHooks')).data).toHaveLength(1);
	});
});

describe('unpublished', () => {
	test.each(HOOKS)('%s leaves nothing behind', async (name) => {
		await workflows[name].unpublish();
		await until('its webhook is gone', async () => (await hooksAt[name]()).length === 0);
		expect((await stranger.post(workflows[name].url, {})).status).toBe(404);
	});

	test('those that ask do so no more', async () => {
		for (const name of POLLS) await workflows[name].unpublish();
		// One may be under way.
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		const asked = async () => [await pollsOf('okta'), await pollsOf('oneLogin')];
		const before = await asked();
		await new Promise((resolve) => setTimeout(resolve, 4_500));
		expect(await asked()).toEqual(before);
	});
});
