/** Servers that say nothing, that are not there, that never come to an end; and a person who stops. */
import { clock } from '../../nodes/shared/clock';
import { runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { isToken, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { answerWithFault, type Fault, silences, throttles } from './faults.mjs';
import { lists } from './lists.mjs';
import { isWrite, parametersOf, runCase, type Subject, subjects } from './subjects.mjs';

/** It stops within a quarter of a second; a busy machine is given more, since no noise may fail a test. */
const PROMPT_MS = 4_000;

const later = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** A server of its own for each of some operations, which then run side by side. */
async function sideBySide(
	some: Subject[],
	work: (subject: Subject, server: TestServer) => Promise<void>,
): Promise<void> {
	const servers = await Promise.all(some.map(async () => await startServer()));
	try {
		await Promise.all(
			some.map(async (subject, index) => {
				// The token first: the faults are for what comes after it.
				answerWithFault(servers[index], subject.first, -1, 'unread');
				await runCase(servers[index], subject.first);
				servers[index].received = [];
				await work(subject, servers[index]);
			}),
		);
	} finally {
		await Promise.all(servers.map(async (server) => await server.close()));
	}
}

const firstIsRead = ({ first }: Subject) => !isWrite(first.requests[0]);

describe('a server that keeps the connection and says nothing more', () => {
	let fake: FakeClock;
	beforeEach(() => {
		fake = fakeClock();
	});
	afterEach(() => fake.restore());

	test.each(Object.entries(silences))(
		'%s: each operation ends after its timeout',
		async (_title, fault) => {
			await sideBySide(subjects, async (subject, server) => {
				const state = answerWithFault(server, subject.first, 0, fault, { times: Infinity });
				const { error, items } = await runNode({
					node: subject.node,
					parameters: { ...parametersOf(subject.first), requestSettings: { timeout: 1 } },
					credentials: credentialsFor(subject.node, server.origin),
				});
				// On a busy machine a request may not even be read within its second.
				const tries = firstIsRead(subject) ? 4 : 1;
				expect([subject.name, state.met() <= tries]).toEqual([subject.name, true]);
				expect([subject.name, items]).toEqual([subject.name, []]);
				expect(error?.message).toMatch(/^(Okta|OneLogin|Logto) did not answer within 1 second$/);
				expect(error?.description).toMatch(
					firstIsRead(subject) ? /Raise "Timeout"/ : /may have been carried out/,
				);
				expect([subject.name, await server.quiet()]).toEqual([subject.name, 0]);
			});
		},
	);

	test('a server that is not there: nothing can have happened, and the text says so', async () => {
		const server = await startServer();
		await server.close();
		for (const subject of subjects) {
			const { error, items } = await runCase(server, subject.first);
			expect([subject.name, items]).toEqual([subject.name, []]);
			expect(error?.message).toMatch(/ECONNREFUSED/);
			expect(error?.description).not.toMatch(/may have been carried out/);
		}
	});
});

describe('stopping an execution', () => {
	/** What the engine still does: its sleeps, counted. */
	let sleeps = 0;
	const real = { ...clock };
	beforeEach(() => {
		clock.sleep = async (ms) => {
			sleeps++;
			await real.sleep(ms);
		};
	});
	afterEach(() => Object.assign(clock, real));

	/** Starts, stops once `met` says so, and checks that all is quiet within a second. */
	async function stopped(
		subject: Subject,
		server: TestServer,
		isMet: () => boolean,
		items: Array<Record<string, never>> = [{}],
	) {
		let stop = () => {};
		let stoppedAt = Infinity;
		const running = runNode({
			node: subject.node,
			parameters: parametersOf(subject.first),
			credentials: credentialsFor(subject.node, server.origin),
			items,
			// A person who stops an execution does not want it to continue on fail.
			onError: 'continueRegularOutput',
			onStart: (cancel) => (stop = cancel),
		}).catch((error: unknown) => ({ items: [], error }));
		for (let waited = 0; !isMet() && waited < 5000; waited += 5) await later(5);
		await later(30);
		stoppedAt = Date.now();
		stop();
		const { items: output } = await running;
		expect([subject.name, Date.now() - stoppedAt < PROMPT_MS]).toEqual([subject.name, true]);
		// n8n itself passes on the (empty) input items when a node that continues on fail throws.
		const results = output.filter(({ json }) => Object.keys(json).length > 0);
		expect([subject.name, results]).toEqual([subject.name, []]);
		expect([subject.name, await server.quiet()]).toEqual([subject.name, 0]);
		expect([subject.name, Date.now() - stoppedAt < PROMPT_MS]).toEqual([subject.name, true]);
	}

	/** In groups, so that many executions at once do not slow each other down. */
	const groups = Array.from({ length: Math.ceil(subjects.length / 12) }, (_, index) =>
		subjects.slice(index * 12, index * 12 + 12),
	);

	async function eachStopped(some: (subject: Subject) => boolean, fault: (of: Subject) => Fault) {
		for (const group of groups) {
			const meant = group.filter(some);
			const calls = new Map<TestServer, number>();
			await sideBySide(meant, async (subject, server) => {
				const state = answerWithFault(server, subject.first, 0, fault(subject), {
					times: Infinity,
				});
				await stopped(subject, server, () => state.met() > 0);
				calls.set(server, server.calls().length);
			});
			const before = sleeps;
			await later(300);
			expect(sleeps).toBe(before);
			for (const [server, count] of calls) expect(server.calls()).toHaveLength(count);
		}
	}

	test('while it waits for the rate limit', async () => {
		await eachStopped(
			() => true,
			({ node }) =>
				() =>
					throttles[node][0].make(),
		);
	});

	test('while a request is on its way', async () => {
		await eachStopped(
			() => true,
			() => silences['never answers'],
		);
	});

	test('while a read waits to be sent again', async () => {
		await eachStopped(firstIsRead, () => () => ({ status: 503, body: '' }));
	});

	test('with hundreds of items that wait for their turn', async () => {
		const some = ['okta', 'oneLogin', 'logto'].flatMap((node) =>
			[true, false].flatMap(
				(isRead) =>
					subjects.find((subject) => subject.node === node && subject.isRead === isRead) ?? [],
			),
		);
		await sideBySide(some, async (subject, server) => {
			const state = answerWithFault(server, subject.first, 0, silences['never answers'], {
				times: Infinity,
			});
			const items = Array.from({ length: 500 }, () => ({}));
			await stopped(subject, server, () => state.met() > 0, items);
			expect(server.calls().length).toBeLessThanOrEqual(10);
		});
	});

	test.each(lists)('in the middle of $title, of which nothing is given out', async (list) => {
		const server = await startServer();
		const records = Array.from({ length: 5 * list.pageSize }, (_, index) => list.record(index));
		let pages = 0;
		server.respond = (request, reply) => {
			if (isToken(request)) return undefined;
			if (++pages === 1) return list.pages(request, records, server.origin);
			return silences['never answers'](request, reply, {});
		};
		const first = { parameters: { ...list.parameters, returnAll: true } };
		const { resource, operation } = list.parameters as { resource: string; operation: string };
		const subject = { name: list.title, node: list.node, first: { ...first, resource, operation } };
		try {
			await stopped(subject as unknown as Subject, server, () => pages > 1);
		} finally {
			await server.close();
		}
	});
});
