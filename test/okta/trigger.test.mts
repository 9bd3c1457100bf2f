/** Okta Management Trigger: everything that the System Log gets, each event once. */
import { performance } from 'node:perf_hooks';
import { clock } from '../../nodes/shared/clock';
import { forgetBuckets } from '../../nodes/shared/budget';
import { forgetPolls } from '../../nodes/shared/poll';
import { heap } from '../engine/memory.mjs';
import { type Answer, type Received, startServer, type TestServer } from '../engine/server.mjs';
import { Published, type TriggerOptions } from '../engine/triggers.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const MINUTE = 60_000;

/** An event as the log has it. `stored` is when it can be found, which may be later than when it was. */
interface Entry {
	uuid: string;
	type: string;
	stored: number;
	published?: number;
	result?: string | null;
}

/**
 * A System Log as the reference describes it ("Polling requests"): without `until` and ascending it gives
 * what was stored after `since` or behind the cursor, in this order, and always a next link.
 */
class SystemLog {
	entries: Entry[] = [];
	/** Okta's clock, ms. */
	now = Date.parse('2026-11-01T12:00:00Z');
	/** Answers in place of those of the log, by the number of the request from now on. */
	faults = new Map<number, Answer>();
	/** Cursors of before this moment are refused. */
	cursorsFrom = 0;
	largest = 1000;
	asked: Array<Record<string, string>> = [];

	add(...uuids: string[]): void {
		for (const uuid of uuids) this.put({ uuid });
	}

	put({ uuid, type = 'user.lifecycle.deactivate', ...rest }: Partial<Entry>): void {
		this.now += 1;
		this.entries.push({ uuid: uuid!, type, stored: this.now, ...rest });
	}

	answer({ path, query, headers }: Received): Answer {
		this.now += 1;
		const asked = Object.fromEntries(query);
		this.asked.push(asked);
		const date = new Date(this.now).toUTCString();
		const fault = this.faults.get(1);
		this.faults = new Map([...this.faults].map(([count, answer]) => [count - 1, answer]));
		if (fault) return { ...fault, headers: { date } };
		expect(path).toBe('/api/v1/logs');
		if (asked.sortOrder === 'DESCENDING') {
			const page = [...this.entries].reverse().filter((one) => this.isMatch(one, asked.filter));
			return { body: page.slice(0, Number(asked.limit)).map(shown), headers: { date } };
		}
		// They exclude each other.
		expect([asked.since, asked.after].filter((one) => one !== undefined)).toHaveLength(1);
		const [after, made] = (asked.after ?? '').split('~').map(Number);
		if (asked.after && made < this.cursorsFrom) {
			return { status: 400, body: { errorCode: 'E0000001', errorSummary: 'bad cursor' } };
		}
		const from = asked.after ? after : Date.parse(asked.since);
		const found = this.entries.filter(({ stored }) => stored > from && stored <= this.now);
		const matching = found.filter((one) => this.isMatch(one, asked.filter));
		const size = Math.min(this.largest, Number(asked.limit ?? 100));
		const page = matching.slice(0, size);
		const last = matching.length > size ? page.at(-1) : found.at(-1);
		const next = new URLSearchParams({
			...(asked.filter && { filter: asked.filter }),
			sortOrder: 'ASCENDING',
			limit: String(size),
			after: `${last?.stored ?? from}~${this.now}`,
		});
		const origin = `https://${String(headers.host)}`;
		return {
			body: page.map(shown),
			headers: {
				date,
				link: [
					`<${origin}/api/v1/logs?sortOrder=ASCENDING>; rel="self"`,
					`<${origin}/api/v1/logs?${next}>; rel="next"`,
				],
			},
		};
	}

	private isMatch({ type }: Entry, filter = ''): boolean {
		const types = [...filter.matchAll(/eventType eq "([^"]*)"/g)].map(([, name]) => name);
		return types.length === 0 || types.includes(type);
	}
}

const shown = ({ uuid, type, stored, published = stored, result = 'SUCCESS' }: Entry) => ({
	uuid,
	eventType: type,
	published: new Date(published).toISOString(),
	outcome: result === null ? null : { result, reason: null },
	actor: { id: '00uadmin', type: 'User', alternateId: 'ada@x.example', displayName: 'Ada' },
	target: [
		{ id: '0oaapp', type: 'AppInstance', displayName: 'Payroll' },
		{ id: '00uperson', type: 'User', alternateId: 'malik@x.example', displayName: 'Malik' },
	],
	client: { ipAddress: '192.0.2.7' },
});

let server: TestServer;
let log: SystemLog;
beforeAll(async () => {
	server = await startServer();
});
beforeEach(() => {
	forgetPolls();
	forgetBuckets();
	log = new SystemLog();
	server.received.length = 0;
	server.respond = (request) => log.answer(request);
});
afterAll(async () => await server.close());

const published = (changes: Partial<TriggerOptions> = {}): Published =>
	new Published({
		node: 'oktaTrigger',
		parameters: { authentication: 'apiToken', events: ['user.lifecycle.deactivate'] },
		credentials: credentialsFor('okta', server.origin),
		...changes,
	});

const ids = (items: Array<{ id?: unknown }> | null) => items?.map(({ id }) => id) ?? null;
const numbered = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => `event-${from + index}`);
const refusal = { status: 503, body: '' };

/** A trigger that has been published, with nothing before it to give. */
async function begun(changes?: Partial<TriggerOptions>): Promise<Published> {
	const workflow = published(changes);
	expect(await workflow.activate()).toBeNull();
	return workflow;
}

describe('what comes', () => {
	test('is what happens after the first publishing, not before', async () => {
		log.add('old-1', 'old-2');
		const workflow = await begun();
		expect(await workflow.tick()).toBeNull();
		log.add('new-1', 'new-2');
		expect(ids(await workflow.tick())).toEqual(['new-1', 'new-2']);
		expect(await workflow.tick()).toBeNull();
	});

	test('is one short item for an event, or the event as it is', async () => {
		const workflow = await begun();
		log.put({ uuid: 'one', published: Date.parse('2026-11-01T11:58:00Z') });
		expect(await workflow.tick()).toEqual([
			{
				id: 'one',
				event: 'user.lifecycle.deactivate',
				occurredAt: '2026-11-01T11:58:00.000Z',
				outcome: 'SUCCESS',
				user: { id: '00uperson', login: 'malik@x.example', name: 'Malik' },
				actor: { id: '00uadmin', type: 'User', name: 'Ada' },
				application: { id: '0oaapp', name: 'Payroll' },
				ip: '192.0.2.7',
			},
		]);
		const raw = await workflow.publish({
			parameters: { ...workflow.options.parameters, simplify: false },
		});
		expect(raw).toBeNull();
		log.put({ uuid: 'two' });
		expect(await workflow.tick()).toEqual([shown(log.entries[1])]);
	});

	test('succeeded, unless all are wanted', async () => {
		const workflow = await begun();
		log.put({ uuid: 'refused', result: 'FAILURE' });
		log.put({ uuid: 'without', result: null });
		log.add('done');
		expect(ids(await workflow.tick())).toEqual(['without', 'done']);
		await workflow.publish({
			parameters: { ...workflow.options.parameters, options: { onlySuccessful: false } },
		});
		log.put({ uuid: 'refused-2', result: 'DENY' });
		expect(ids(await workflow.tick())).toEqual(['refused-2']);
	});

	test('is of the chosen types, and of those that are given by hand', async () => {
		const workflow = await begun({
			parameters: {
				events: ['user.lifecycle.deactivate'],
				options: { additionalEvents: ' zone.update , policy.lifecycle.update' },
			},
		});
		log.put({ uuid: 'a', type: 'zone.update' });
		log.put({ uuid: 'b', type: 'user.session.start' });
		log.put({ uuid: 'c' });
		expect(ids(await workflow.tick())).toEqual(['a', 'c']);
		expect(log.asked.at(-1)!.filter).toBe(
			'eventType eq "policy.lifecycle.update" or eventType eq "user.lifecycle.deactivate" or eventType eq "zone.update"',
		);
	});

	test('is sorted out here when the types do not fit into an address', async () => {
		const many = Array.from({ length: 61 }, (_, index) => `type.${index}`);
		const workflow = await begun({ parameters: { events: many } });
		log.put({ uuid: 'a', type: 'type.60' });
		log.put({ uuid: 'b', type: 'another' });
		expect(ids(await workflow.tick())).toEqual(['a']);
		expect(log.asked.at(-1)).not.toHaveProperty('filter');
	});

	test.each([[[]], [''], [[' ']]])('is never everything because of %j', async (events) => {
		const workflow = published({ parameters: { events } });
		await expect(workflow.activate()).rejects.toThrow('"Events" is empty');
		expect(server.received).toEqual([]);
	});
});

describe('each event comes once', () => {
	test('also one that is stored late, with a time of before', async () => {
		const workflow = await begun();
		log.add('on-time');
		expect(ids(await workflow.tick())).toEqual(['on-time']);
		log.put({ uuid: 'late', published: log.now - 5 * MINUTE });
		expect(ids(await workflow.tick())).toEqual(['late']);
		expect(await workflow.tick()).toBeNull();
	});

	test('also in a burst of 25 pages, over several polls', async () => {
		const workflow = await begun();
		log.add(...numbered(0, 25_000));
		const polls = [];
		for (let items = await workflow.tick(); items; items = await workflow.tick()) {
			polls.push(ids(items)!);
		}
		expect(polls.map(({ length }) => length)).toEqual([10_000, 10_000, 5_000]);
		expect(polls.flat()).toEqual(numbered(0, 25_000));
	});

	test('also when a page in the middle cannot be read', async () => {
		const workflow = await begun();
		log.add(...numbered(0, 3_500));
		// Each read goes four times.
		for (let count = 3; count <= 6; count++) log.faults.set(count, refusal);
		clockWithoutWaiting();
		expect(ids(await workflow.tick())).toEqual(numbered(0, 2_000));
		expect(workflow.logged.join()).toContain('stopped answering');
		expect(ids(await workflow.tick())).toEqual(numbered(2_000, 1_500));
	});

	test('and what fails before the first page is an error, with nothing lost', async () => {
		const workflow = await begun();
		log.add('one');
		for (let count = 1; count <= 4; count++) log.faults.set(count, refusal);
		clockWithoutWaiting();
		await expect(workflow.tick()).rejects.toThrow('Okta');
		expect(ids(await workflow.tick())).toEqual(['one']);
	});

	test('also when nothing could be asked when n8n started, which then would give the trigger up', async () => {
		const workflow = await begun();
		log.add('one');
		expect(ids(await workflow.tick())).toEqual(['one']);
		log.add('two');
		for (let count = 1; count <= 8; count++) log.faults.set(count, refusal);
		clockWithoutWaiting();
		expect(await workflow.restart()).toBeNull();
		expect(workflow.logged.join()).toMatch(/warn: .*status 503.* The next poll tries again\./);
		// Later ones are seen.
		await expect(workflow.tick()).rejects.toThrow('status 503');
		expect(ids(await workflow.tick())).toEqual(['two']);
		for (let count = 1; count <= 4; count++) log.faults.set(count, refusal);
		await expect(workflow.publish({})).rejects.toThrow('status 503');
	});

	test('also with two polls at once', async () => {
		const workflow = await begun();
		log.add('one', 'two');
		const both = await Promise.all([workflow.tick(), workflow.tick()]);
		expect(both.map(ids)).toEqual([['one', 'two'], null]);
		expect(await workflow.tick()).toBeNull();
	});

	test('also after a restart, whose place is that of the last items', async () => {
		const workflow = await begun();
		log.add('one');
		expect(ids(await workflow.tick())).toEqual(['one']);
		// These find nothing, and n8n saves nothing of them.
		log.put({ uuid: 'other', type: 'user.session.start' });
		expect(await workflow.tick()).toBeNull();
		log.add('meanwhile');
		expect(ids(await workflow.restart())).toEqual(['meanwhile']);
		expect(await workflow.tick()).toBeNull();
	});

	test('also when n8n threw the first place away', async () => {
		const workflow = published();
		expect(await workflow.activate({ isSaved: false })).toBeNull();
		log.add('between');
		// As with a durable cursor: the next poll has another copy of the static data.
		expect(ids(await workflow.activate())).toEqual(['between']);
	});

	test('also when the node has another name, for which n8n has nothing', async () => {
		const workflow = await begun();
		log.add('one');
		expect(ids(await workflow.tick())).toEqual(['one']);
		expect(await workflow.tick()).toBeNull();
		log.add('between');
		expect(ids(await workflow.publish({ name: 'Leavers' }))).toEqual(['between']);
		log.add('after');
		expect(ids(await workflow.tick())).toEqual(['after']);
		expect(await workflow.tick()).toBeNull();
		// And back: what n8n has of the first name is older than what the process knows.
		log.add('again');
		expect(ids(await workflow.publish({ name: 'Trigger' }))).toEqual(['again']);
	});

	test('also when other events are chosen', async () => {
		const workflow = await begun();
		log.now += 20 * MINUTE;
		log.add('one');
		expect(ids(await workflow.tick())).toEqual(['one']);
		log.add('two');
		log.put({ uuid: 'suspended', type: 'user.lifecycle.suspend' });
		const events = ['user.lifecycle.deactivate', 'user.lifecycle.suspend'];
		expect(ids(await workflow.publish({ parameters: { events } }))).toEqual(['two', 'suspended']);
		expect(await workflow.tick()).toBeNull();
	});

	test('and nothing of before the first publishing when other events are chosen', async () => {
		log.put({ uuid: 'before', type: 'user.lifecycle.suspend' });
		log.now += MINUTE;
		const workflow = await begun();
		const events = ['user.lifecycle.suspend'];
		expect(await workflow.publish({ parameters: { events } })).toBeNull();
		expect(await workflow.tick()).toBeNull();
	});

	test('and nothing of an organization before it was chosen', async () => {
		const workflow = await begun();
		log.add('one');
		expect(ids(await workflow.tick())).toEqual(['one']);
		const other = await startServer();
		const others = new SystemLog();
		others.add('theirs');
		other.respond = (request) => others.answer(request);
		const credentials = credentialsFor('okta', other.origin);
		expect(await workflow.publish({ credentials })).toBeNull();
		others.add('new');
		expect(ids(await workflow.tick())).toEqual(['new']);
		expect(others.asked.map(({ after }) => after).filter(Boolean)).toHaveLength(1);
		await other.close();
	});

	test('also when Okta no longer knows the cursor', async () => {
		const workflow = await begun();
		log.now += 30 * MINUTE;
		log.add('one');
		expect(ids(await workflow.tick())).toEqual(['one']);
		log.now += MINUTE;
		log.add('two');
		log.cursorsFrom = log.now;
		expect(ids(await workflow.tick())).toEqual(['two']);
		expect(await workflow.tick()).toBeNull();
	});

	test.each([
		['ahead', 3 * 3_600_000],
		['behind', -3 * 3_600_000],
	])("also with n8n's clock %s", async (_name, offset) => {
		const real = clock.now;
		try {
			clock.now = () => log.now + offset;
			log.add('old');
			const workflow = await begun();
			log.add('one');
			expect(ids(await workflow.tick())).toEqual(['one']);
			log.add('two');
			log.cursorsFrom = log.now + 1;
			expect(ids(await workflow.tick())).toEqual(['two']);
		} finally {
			clock.now = real;
		}
	});

	test('also when a page is too much for Okta', async () => {
		const workflow = await begun();
		log.add(...numbered(0, 250));
		log.faults.set(1, { status: 500, body: { errorCode: 'E0000009', errorSummary: 'late' } });
		expect(ids(await workflow.tick())).toEqual(numbered(0, 250));
		expect(log.asked.slice(-3).map(({ limit }) => limit)).toEqual(['100', '100', '100']);
	});

	test('and a poll begins no page for which it has no time', async () => {
		const workflow = await begun({ budget: 36_000 });
		log.add(...numbered(0, 5_000));
		const real = clock.now;
		let now = real();
		try {
			clock.now = () => (now += 1_000);
			const first = ids(await workflow.tick())!;
			expect(first.length).toBeLessThan(5_000);
			const rest = [];
			for (let items = await workflow.tick(); items; items = await workflow.tick())
				rest.push(...ids(items)!);
			expect([...first, ...rest]).toEqual(numbered(0, 5_000));
		} finally {
			clock.now = real;
		}
	});
});

describe('cost', () => {
	test('a poll that finds nothing is one request, with the cursor that Okta gave', async () => {
		const workflow = await begun();
		const before = log.asked.length;
		expect(await workflow.tick()).toBeNull();
		expect(log.asked).toHaveLength(before + 1);
		expect(Object.keys(log.asked.at(-1)!).sort()).toEqual([
			'after',
			'filter',
			'limit',
			'sortOrder',
		]);
	});

	test('what is stored does not grow with the number of events', async () => {
		const workflow = await begun();
		log.add(...numbered(0, 10_000));
		const began = performance.now();
		expect(ids(await workflow.tick())).toEqual(numbered(0, 10_000));
		console.info(`10,000 events in ${Math.round(performance.now() - began)} ms`);
		const full = JSON.stringify(workflow.saved).length;
		log.add(...numbered(10_000, 10_000));
		await workflow.tick();
		expect(JSON.stringify(workflow.saved).length).toBeLessThan(full * 1.1);
		expect(full).toBeLessThan(30_000);
	});

	test('nor does the memory that is taken', async () => {
		const workflow = await begun();
		/** A burst that Okta has forgotten when it was read. */
		const burst = async (from: number): Promise<void> => {
			log.add(...numbered(from, 10_000));
			expect(ids(await workflow.tick())).toEqual(numbered(from, 10_000));
			log.entries = [];
			log.asked = [];
			server.received.length = 0;
		};
		await burst(0);
		const before = await heap();
		for (let round = 1; round <= 3; round++) await burst(round * 10_000);
		const [entry] = [{ uuid: 'event-30000', type: 'user.lifecycle.deactivate', stored: log.now }];
		// What 30,000 events would take.
		const all = (JSON.stringify(shown(entry)).length * 30_000) / 1_048_576;
		expect((await heap()) - before).toBeLessThan(all / 2);
	});
});

describe('in the editor', () => {
	test('the newest event is there at once, and the trigger misses nothing for it', async () => {
		const workflow = await begun();
		log.add('one', 'two');
		log.put({ uuid: 'refused', result: 'FAILURE' });
		expect(ids((await workflow.fetchTestEvent()) ?? null)).toEqual(['two']);
		expect(ids(await workflow.tick())).toEqual(['one', 'two']);
	});

	test('it is said when there is none', async () => {
		const workflow = await begun();
		await expect(workflow.fetchTestEvent()).rejects.toThrow('Okta has had no such event lately');
	});
});

test('a missing scope is said in the words of Okta, and no secret', async () => {
	server.respond = () => ({
		status: 403,
		body: { errorCode: 'E0000006', errorSummary: 'You do not have permission' },
	});
	const workflow = published();
	const error = await workflow.activate().catch((reason) => reason);
	expect(error.message).toContain('okta.logs.read');
	expect(error.message).toContain('Report Administrator');
	expect(JSON.stringify(error)).not.toContain('client-secret-7Qx');
});

test.each([[{ kept: 'x' }], [{ kept: { origin: 1 } }], [{ kept: {} }]])(
	'what is no place of ours is none: %j',
	async (odd) => {
		const workflow = await begun();
		log.add('one');
		const kept = { origin: server.origin, query: log.asked.at(-1)!.filter, ...Object(odd.kept) };
		workflow.saved = { 'node:Trigger': { kept } } as never;
		forgetPolls();
		expect(await workflow.activate()).toBeNull();
		log.add('two');
		expect(ids(await workflow.tick())).toEqual(['two']);
	},
);

/** Waits take no time from now on, until the end of the test. */
function clockWithoutWaiting(): void {
	const { sleep, now } = clock;
	let slept = 0;
	clock.sleep = async (ms) => void (slept += ms);
	clock.now = () => now() + slept;
	restore = () => Object.assign(clock, { sleep, now });
}
let restore = (): void => {};
afterEach(() => restore());
