/** OneLogin Trigger: each event once, although OneLogin promises no order and no time. */
import { clock } from '../../nodes/shared/clock';
import { forgetBuckets } from '../../nodes/shared/budget';
import { type Answer, type Received, startServer, type TestServer } from '../engine/server.mjs';
import { forgetMemory, Published, type TriggerOptions } from '../engine/triggers.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const MINUTE = 60_000;
const CREATED = 13;

interface Event {
	id: number;
	created_at: string;
	event_type_id: number;
	[name: string]: unknown;
}

/** Events as the reference has them: at most 50 a page, in no order that anybody could count on. */
class Events {
	all: Event[] = [];
	/** OneLogin's clock, ms. */
	now = Date.parse('2026-11-01T12:00:00Z');
	asked: Array<Record<string, string>> = [];
	typesAsked = 0;
	/** What is answered instead, by the number of the request from now on. */
	faults = new Map<number, Answer>();
	/** How many records are put into each page: a short page is none the less not the last. */
	size = 50;
	order: (event: Event) => number = ({ id }) => (id * 7919) % 1009;
	/** Whether cursors are good. */
	knowsCursors = true;
	private count = 1000;

	/** Something happens `ago` ms before now, and is found from now on. */
	add(ago = 0, more: Partial<Event> = {}): number {
		const id = ++this.count;
		const created = new Date(this.now - ago).toISOString();
		this.all.push({
			id,
			created_at: created,
			event_type_id: CREATED,
			user_id: 5,
			user_name: 'Malik Torres',
			actor_user_id: 7,
			actor_user_name: 'Ada Vogel',
			actor_system: '',
			role_id: null,
			role_name: null,
			app_id: 3,
			app_name: 'Payroll',
			group_id: null,
			ipaddr: '192.0.2.7',
			error_description: null,
			...more,
		});
		return id;
	}

	answer({ path, query }: Received): Answer {
		const date = new Date(this.now).toUTCString();
		if (path.endsWith('/token')) return {};
		if (path === '/api/1/events/types') {
			this.typesAsked++;
			return envelope([{ id: CREATED, name: 'USER_CREATED', description: '%user% was created' }]);
		}
		const asked = Object.fromEntries(query);
		this.asked.push(asked);
		const fault = this.faults.get(1);
		this.faults = new Map([...this.faults].map(([count, answer]) => [count - 1, answer]));
		if (fault) return { ...fault, headers: { date } };
		expect(path).toBe('/api/1/events');
		if (asked.after_cursor && !this.knowsCursors) {
			return { status: 400, body: { status: { error: true, code: 400, message: 'bad cursor' } } };
		}
		const types = asked.event_type_id.split(',').map(Number);
		const found = this.all
			.filter(({ event_type_id: type }) => types.includes(type))
			.filter(({ created_at }) => !asked.since || Date.parse(created_at) > Date.parse(asked.since))
			.sort((a, b) => this.order(a) - this.order(b));
		const last = found.findIndex(({ id }) => `c${id}` === asked.after_cursor);
		const start = asked.after_cursor ? last + 1 : 0;
		const end = start + Math.min(this.size, Number(asked.limit));
		const page = found.slice(start, end);
		const after = end < found.length ? `c${page.at(-1)!.id}` : null;
		return { ...envelope(page, { pagination: { after_cursor: after } }), headers: { date } };
	}
}

const envelope = (data: object[], more: object = {}): Answer => ({
	body: { status: { error: false, code: 200, type: 'success', message: 'Success' }, ...more, data },
});

let server: TestServer;
let events: Events;
beforeAll(async () => {
	server = await startServer();
});
beforeEach(() => {
	forgetMemory();
	forgetBuckets();
	events = new Events();
	server.received.length = 0;
	server.respond = (request) => events.answer(request);
});
afterAll(async () => await server.close());

const published = (changes: Partial<TriggerOptions> = {}): Published =>
	new Published({
		node: 'oneLoginTrigger',
		parameters: { events: [String(CREATED)] },
		credentials: credentialsFor('oneLogin', server.origin),
		...changes,
	});
const ids = (items: Array<{ id?: unknown }> | null) => items?.map(({ id }) => id) ?? null;

async function begun(changes?: Partial<TriggerOptions>): Promise<Published> {
	const workflow = published(changes);
	expect(await workflow.activate()).toBeNull();
	return workflow;
}

/** A minute goes by, and the schedule polls. */
const tick = async (workflow: Published) => {
	events.now += MINUTE;
	return ids(await workflow.tick());
};

describe('what comes', () => {
	test('is what happens after the first publishing, not before', async () => {
		events.add();
		events.now += 2_000;
		const workflow = await begun();
		expect(await tick(workflow)).toBeNull();
		const id = events.add();
		expect(await tick(workflow)).toEqual([id]);
		expect(await tick(workflow)).toBeNull();
	});

	test('is one short item for an event, with the name of its type', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		const id = events.add(2_000, { actor_user_id: null, actor_system: 'Mapping' });
		const failed = events.add(1_000, {
			error_description: 'no licence',
			role_id: 4,
			role_name: 'R',
		});
		expect(await workflow.tick()).toEqual([
			{
				id,
				event: '13',
				eventName: 'USER_CREATED',
				occurredAt: '2026-11-01T12:00:58.000Z',
				outcome: 'SUCCESS',
				user: { id: 5, login: null, name: 'Malik Torres' },
				actor: { id: null, type: 'System', name: 'Mapping' },
				application: { id: 3, name: 'Payroll' },
				ip: '192.0.2.7',
			},
			expect.objectContaining({
				id: failed,
				outcome: 'FAILURE',
				actor: { id: 7, type: 'User', name: 'Ada Vogel' },
				role: { id: 4, name: 'R' },
			}),
		]);
	});

	test('comes as it is where no short form is wanted', async () => {
		const workflow = await begun({ parameters: { events: ['13'], simplify: false } });
		events.now += MINUTE;
		events.add();
		expect(await workflow.tick()).toEqual(events.all);
	});

	test('is of the chosen types', async () => {
		const workflow = await begun({ parameters: { events: '13, 8' } });
		events.now += MINUTE;
		const own = [events.add(), events.add(0, { event_type_id: 8 })];
		events.add(0, { event_type_id: 5 });
		expect(ids(await workflow.tick())).toEqual(own);
		expect(events.asked.at(-1)!.event_type_id).toBe('13,8');
	});

	test('has no name where the types cannot be read, and they are not asked for each time', async () => {
		const workflow = await begun();
		const answer = events.answer.bind(events);
		let asked = 0;
		server.respond = (request) => {
			if (request.path !== '/api/1/events/types') return answer(request);
			asked++;
			return { status: 403, body: {} };
		};
		events.now += MINUTE;
		events.add();
		expect((await workflow.tick())![0].eventName).toBeNull();
		events.add();
		await workflow.tick();
		expect(asked).toBe(1);
	});

	test('is never everything', async () => {
		await expect(published({ parameters: { events: [] } }).activate()).rejects.toThrow(
			'"Event Names or IDs" is empty',
		);
		expect(server.received).toEqual([]);
	});
});

describe('each event comes once, the oldest first', () => {
	test.each<[string, (event: Event) => number]>([
		['in no order', ({ id }) => (id * 7919) % 1009],
		['the newest first', ({ id }) => -id],
		['the oldest first', ({ id }) => id],
	])('over several pages, %s', async (_name, order) => {
		events.order = order;
		const workflow = await begun();
		events.now += 4 * MINUTE;
		const added = Array.from({ length: 120 }, (_, index) => events.add((120 - index) * 1000));
		expect(await tick(workflow)).toEqual(added);
		expect(await tick(workflow)).toBeNull();
	});

	test('with more than a page at the same moment, some of it later', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		const first = Array.from({ length: 80 }, () => events.add());
		expect(ids(await workflow.tick())).toEqual(first);
		const second = Array.from({ length: 70 }, () => events.add());
		expect(ids(await workflow.tick())).toEqual(second);
		expect(await tick(workflow)).toBeNull();
	});

	test('with short and empty pages', async () => {
		events.size = 7;
		const workflow = await begun();
		events.now += MINUTE;
		const added = Array.from({ length: 30 }, () => events.add());
		expect(ids(await workflow.tick())).toEqual(added);
	});

	test('also when it is there up to five minutes late', async () => {
		const workflow = await begun();
		events.now += 10 * MINUTE;
		const first = events.add();
		expect(await tick(workflow)).toEqual([first]);
		for (const ago of [4.9, 2, 0.5]) {
			const late = events.add(ago * MINUTE);
			expect(ids(await workflow.tick())).toEqual([late]);
		}
		expect(await tick(workflow)).toBeNull();
	});

	test('also when nothing new came for a long time', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		const added = Array.from({ length: 3 }, () => events.add());
		expect(ids(await workflow.tick())).toEqual(added);
		for (let minute = 0; minute < 90; minute++) expect(await tick(workflow)).toBeNull();
		const last = events.asked.at(-1)!;
		expect(events.now - Date.parse(last.since)).toBeLessThanOrEqual(16 * MINUTE);
		const next = events.add(4 * MINUTE);
		expect(await tick(workflow)).toEqual([next]);
	});

	test('also when one is dated in the future', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		const odd = events.add(-24 * 60 * MINUTE);
		expect(ids(await workflow.tick())).toEqual([odd]);
		const next = events.add();
		expect(await tick(workflow)).toEqual([next]);
		expect(await tick(workflow)).toBeNull();
	});

	test('also after a cut-off reading, which goes on at the next poll', async () => {
		const workflow = await begun();
		events.now += 4 * MINUTE;
		const added = Array.from({ length: 5_200 }, (_, index) => events.add((5_200 - index) * 40));
		const first = ids(await workflow.tick())!;
		expect(first).toHaveLength(5_000);
		const rest = (await tick(workflow))!;
		expect([...first, ...rest].sort()).toEqual(added);
		expect(await tick(workflow)).toBeNull();
		// What comes late is found by the reading after it, when the many are in the window no more.
		events.now += 20 * MINUTE;
		expect(await tick(workflow)).toBeNull();
		const late = events.add(4 * MINUTE);
		expect(await tick(workflow)).toEqual([late]);
	});

	test('also when the cursor of a cut-off reading is not known any more', async () => {
		const workflow = await begun();
		events.now += 4 * MINUTE;
		const added = Array.from({ length: 160 }, () => events.add());
		for (let count = 3; count <= 6; count++) events.faults.set(count, { status: 503, body: '' });
		withoutWaiting();
		const first = ids(await workflow.tick())!;
		expect(first).toHaveLength(100);
		events.knowsCursors = false;
		// Without any cursor one page is all that there is.
		events.size = 160;
		server.respond = (request) => {
			const { query } = request;
			const page = events.answer({ ...request, query: query.filter(([name]) => name !== 'limit') });
			return query.some(([name]) => name === 'after_cursor') ? page : unlimited(request);
		};
		const unlimited = (request: Received) =>
			events.answer({
				...request,
				query: [...request.query.filter(([name]) => name !== 'limit'), ['limit', '1000']],
			});
		const rest = ids(await workflow.tick())!;
		expect([...first, ...rest].sort()).toEqual(added);
	});

	test('also with two polls at once, after a restart, and under another name', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		const one = events.add();
		const both = await Promise.all([workflow.tick(), workflow.tick()]);
		expect(both.map(ids)).toEqual([[one], null]);
		expect(await tick(workflow)).toBeNull();
		const two = events.add();
		expect(ids(await workflow.restart())).toEqual([two]);
		expect(await tick(workflow)).toBeNull();
		const three = events.add();
		expect(ids(await workflow.publish({ name: 'Joiners' }))).toEqual([three]);
	});

	test('also when other events are chosen', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		const one = events.add();
		expect(ids(await workflow.tick())).toEqual([one]);
		events.now += MINUTE;
		const both = [events.add(), events.add(0, { event_type_id: 8 })];
		expect(ids(await workflow.publish({ parameters: { events: ['13', '8'] } }))).toEqual(both);
		expect(await tick(workflow)).toBeNull();
	});

	test.each([
		['ahead', 3 * 3_600_000],
		['behind', -3 * 3_600_000],
	])("also with n8n's clock %s", async (_name, offset) => {
		const real = clock.now;
		restore = () => Object.assign(clock, { now: real });
		clock.now = () => events.now + offset;
		events.add(MINUTE);
		const workflow = await begun();
		const id = events.add();
		expect(await tick(workflow)).toEqual([id]);
		expect(await tick(workflow)).toBeNull();
	});
});

describe('cost', () => {
	test('a poll that finds nothing is one request, and the types are asked for once', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		events.add();
		await workflow.tick();
		events.add();
		await workflow.tick();
		expect(events.typesAsked).toBe(1);
		const before = events.asked.length;
		expect(await tick(workflow)).toBeNull();
		expect(events.asked).toHaveLength(before + 1);
	});

	test('what is stored is what may come again, and no more', async () => {
		const workflow = await begun();
		events.now += MINUTE;
		for (let count = 0; count < 500; count++) events.add();
		await workflow.tick();
		const full = JSON.stringify(workflow.saved).length;
		events.now += 20 * MINUTE;
		events.add();
		await workflow.tick();
		expect(JSON.stringify(workflow.saved).length).toBeLessThan(full / 10);
	});
});

test('the editor gets the newest event at once', async () => {
	const workflow = await begun();
	events.now += MINUTE;
	const real = clock.now;
	restore = () => Object.assign(clock, { now: real });
	clock.now = () => events.now;
	for (let count = 0; count < 60; count++) events.add();
	const [newest] = (await workflow.fetchTestEvent())!;
	expect(newest.id).toBe(events.all.at(-1)!.id);
	expect(ids(await workflow.tick())).toHaveLength(60);
});

test('the list of events has their names', async () => {
	expect(await published().load('getEventTypes')).toEqual([
		{ name: 'User Created', value: '13', description: 'A user was created' },
	]);
});

test('the list of events has them in words', async () => {
	const { respond } = server;
	server.respond = (request, index) =>
		request.path === '/api/1/events/types'
			? envelope([
					{ id: 1, name: 'APP_ADDED_TO_ROLE', description: '%actor_user% added %app% to %role%' },
					{ id: 6, name: 'USER_FAILED_ONELOGIN_LOGIN', description: '%user% failed' },
					{ id: 24, name: 'OTP_REMOVED', description: '%otp_device% is gone, 100% of it' },
					{ id: 99, name: 'Own_thing', description: null },
				])
			: respond(request, index);
	expect(await published().load('getEventTypes')).toEqual([
		{ name: 'App Added To Role', value: '1', description: 'Somebody added an app to a role' },
		{ name: 'OTP Removed', value: '24', description: 'An otp device is gone, 100% of it' },
		{ name: 'Own_thing', value: '99' },
		{ name: 'User Failed OneLogin Login', value: '6', description: 'A user failed' },
	]);
});

test('a missing scope is said in the words of OneLogin, and no secret', async () => {
	const status = {
		error: true,
		code: 401,
		type: 'Unauthorized',
		message: 'Insufficient Permission',
	};
	server.respond = ({ path }) => (path.endsWith('/token') ? {} : { status: 401, body: { status } });
	const error = await published()
		.activate()
		.catch((reason) => reason);
	expect(error.message).toContain('Read users');
	expect(JSON.stringify(error)).not.toContain('client-secret-7Qx');
});

/** Waits take no time from now on, until the end of the test. */
function withoutWaiting(): void {
	const { sleep, now } = clock;
	let slept = 0;
	clock.sleep = async (ms) => void (slept += ms);
	clock.now = () => now() + slept;
	restore = () => Object.assign(clock, { sleep, now });
}
let restore = (): void => {};
afterEach(() => restore());
