/** Each operation against each thing that can be wrong with one answer, at each of its requests. */
import { jsons, type RunResult } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { kindOf } from '../engine/n8n.mjs';
import type { OperationCase } from '../engine/operations.mjs';
import { startServer, type TestServer } from '../engine/server.mjs';
import {
	answerWithFault,
	bigReadable,
	bigRefusal,
	breaks,
	type Fault,
	gateways,
	readables,
	refusals,
	throttles,
	unreadables,
} from './faults.mjs';
import { arrived, isWrite, runCase, type Subject, single, subjects, wanted } from './subjects.mjs';

let server: TestServer;
let foreign: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
	foreign = await startServer();
	// One token of each vendor for all, so that every other connection is a request.
	for (const { first } of single) {
		answerWithFault(server, first, -1, 'unread');
		await runCase(server, first);
	}
});
afterAll(async () => {
	await server.close();
	await foreign.close();
});
beforeEach(() => {
	clock = fakeClock();
});
afterEach(() => clock.restore());

/** One read and one write of each vendor, for what is the same code for every operation. */
const isSample = ({ node, isRead, name }: Subject): boolean =>
	single.find((other) => other.node === node && other.isRead === isRead)?.name === name;

/** All of a table for the samples, and for every other operation those that are named. */
const ofTable = <T,>(subject: Subject, table: Record<string, T>, ...names: string[]) =>
	Object.entries(table).filter(([name]) => isSample(subject) || names.includes(name));

const BROKEN = [
	'reset before the request was read',
	'reset after the request was read',
	'reset in the middle of the body',
	'closed in the middle of a chunked body',
	'a 503',
];

const UNREADABLE = [
	'truncated JSON',
	'the sign-in page of a proxy',
	'an empty body',
	'a number',
	'null',
	'a null record',
];

interface Met {
	result: RunResult;
	/** How often the fault was met. */
	met: number;
	slept: number;
}

/** One run with a fault in place of the answer to request number `at`. */
async function meet(
	one: OperationCase,
	at: number,
	fault: Fault | 'unread',
	options: { times?: number; isGood?: boolean } = {},
): Promise<Met> {
	const before = clock.slept();
	const state = answerWithFault(server, one, at, fault, options);
	const result = await runCase(server, one);
	return { result, met: state.met(), slept: clock.slept() - before };
}

/** The requests of a run, that of the fault repeated. */
const repeated = (one: OperationCase, at: number, times = 1): string[] =>
	wanted(one).flatMap((request, index) =>
		index === at ? Array<string>(times + 1).fill(request) : [request],
	);

/** What is said of a change whose outcome is not known. */
const UNSURE = /may have been carried out all the same/;

/** What people see of an error is short and in words, whatever the server says. */
function expectWords(error: RunResult['error'], where: string): void {
	expect([where, typeof error?.message]).toEqual([where, 'string']);
	const text = `${error!.message} ${error!.description ?? ''}`;
	expect([where, text.length < 5000]).toEqual([where, true]);
	expect(`${where}: ${text}`).not.toMatch(
		/\[object Object\]|undefined|NaN|TypeError|Cannot read|is not a function|not iterable|getaddrinfo/,
	);
}

/** Each request of a run, with a name for messages. */
const requestsOf = ({ first }: Subject) =>
	first.requests.map((request, at) => ({
		at,
		request,
		where: (what: string) => `${what}, at ${request.method} ${request.path}`,
	}));

/** Nothing is changed after a change whose outcome is not known. */
function expectNoMoreWrites(one: OperationCase, at: number, where: string): void {
	const after = server.calls().slice(at + 1);
	expect([where, after.filter(isWrite)]).toEqual([where, []]);
	expect([where, arrived(server).slice(0, at + 1)]).toEqual([where, wanted(one).slice(0, at + 1)]);
}

describe.each(single)('$name', (subject) => {
	const { first: one, node } = subject;

	test('waits out "too many requests" in each of its forms, and loses nothing', async () => {
		for (const { at, where } of requestsOf(subject)) {
			for (const { title, make, least, most, isAbsurd, isVariant } of throttles[node]) {
				if (isVariant && !isSample(subject)) continue;
				const place = where(`throttled ${title}`);
				const { result, slept } = await meet(one, at, make);
				if (isAbsurd) {
					expect([place, slept, result.items]).toEqual([place, 0, []]);
					expect(result.error?.message).toMatch(/it would have taken \d+ seconds in all/);
					expect(arrived(server)).toEqual(wanted(one).slice(0, at + 1));
					expect(result.error?.failure).toEqual(
						kindOf(expect.objectContaining({ cause: 'rate-limited' }) as object),
					);
					continue;
				}
				expect([place, result.error, jsons(result.items)]).toEqual([place, undefined, one.items]);
				expect([place, arrived(server)]).toEqual([place, repeated(one, at)]);
				expect([place, slept >= least, slept <= most]).toEqual([place, true, true]);
			}
		}
	});

	test('sends a read again after a broken connection or gateway, a write never', async () => {
		for (const { at, request, where } of requestsOf(subject)) {
			for (const [title, fault] of ofTable(subject, { ...breaks, ...gateways }, ...BROKEN)) {
				const place = where(title);
				const unread = fault === 'unread' ? 1 : 0;
				const { result, met } = await meet(one, at, fault);
				expect([place, met]).toEqual([place, 1]);
				if (isWrite(request)) {
					expectWords(result.error, place);
					expect([place, result.items]).toEqual([place, []]);
					if (title in gateways) expect(result.error?.description).toMatch(UNSURE);
					const after = server.calls().slice(at + 1 - unread);
					expect([place, after.filter(isWrite)]).toEqual([place, []]);
					continue;
				}
				expect([place, result.error, jsons(result.items)]).toEqual([place, undefined, one.items]);
				expect([place, arrived(server)]).toEqual([place, repeated(one, at, 1 - unread)]);
			}
		}
	});

	test('gives up a read after four tries, and says of a write that it may have happened', async () => {
		for (const { at, request, where } of requestsOf(subject)) {
			const place = where('reset for ever');
			const fault = breaks['reset after the request was read'];
			const { result, met } = await meet(one, at, fault, { times: Infinity });
			expect([place, met]).toEqual([place, isWrite(request) ? 1 : 4]);
			expect(result.error?.message).toMatch(/could not be reached or did not answer in full/);
			if (isWrite(request)) expect(result.error?.description).toMatch(UNSURE);
			else expect(result.error?.description).not.toMatch(UNSURE);
		}
	});

	test('takes a 500 as final, and stays in words whatever it says', async () => {
		for (const { at, request, where } of requestsOf(subject)) {
			for (const [title, fault] of Object.entries(refusals)) {
				const place = where(title);
				const { result, met } = await meet(one, at, fault, { times: Infinity });
				expect([place, met]).toEqual([place, 1]);
				expect([place, UNSURE.test(result.error!.description!)]).toEqual([place, isWrite(request)]);
				expectWords(result.error, place);
				expect([place, result.error!.httpCode]).toEqual([place, '500']);
				expect([place, result.items]).toEqual([place, []]);
				expectNoMoreWrites(one, at, place);
			}
		}
	});

	test('never makes an item of an answer that cannot be read', async () => {
		for (const { at, request, where } of requestsOf(subject)) {
			for (const [title, fault] of ofTable(subject, unreadables, ...UNREADABLE)) {
				const place = where(title);
				const { result } = await meet(one, at, fault);
				// What a vendor says to "done" differs; but an item is right, or it is none.
				if (result.error === undefined && !subject.isRead) {
					expect([place, jsons(result.items)]).toEqual([place, one.items]);
					continue;
				}
				expectWords(result.error, place);
				expect([place, result.items]).toEqual([place, []]);
				if (isWrite(request)) expectNoMoreWrites(one, at, place);
				else expect([place, arrived(server).length]).toEqual([place, at + 1]);
			}
		}
	});

	test('a proxy that answers a change with its sign-in page has not made it', async () => {
		for (const { at, request, where } of requestsOf(subject)) {
			if (!isWrite(request)) continue;
			const place = where('a sign-in page');
			const { result } = await meet(one, at, unreadables['the sign-in page of a proxy']);
			expectWords(result.error, place);
			expect([place, result.items]).toEqual([place, []]);
		}
	});

	test('reads what is unusual but right', async () => {
		for (const { at, where } of requestsOf(subject)) {
			for (const [title, fault] of Object.entries(readables)) {
				const place = where(title);
				const { result } = await meet(one, at, fault, { isGood: true });
				expect([place, result.error, jsons(result.items)]).toEqual([place, undefined, one.items]);
			}
		}
	});

	test('follows no redirect', async () => {
		for (const { at, where } of requestsOf(subject)) {
			for (const status of isSample(subject) ? [301, 302, 303, 307, 308] : [302, 307]) {
				const place = where(`a ${status}`);
				const location = `${foreign.origin}/api/v1/users`;
				const { result } = await meet(one, at, () => ({ status, headers: { location } }));
				expect([place, result.items]).toEqual([place, []]);
				expect(result.error?.message).toContain('answered with a redirect to another address');
				expectNoMoreWrites(one, at, place);
			}
		}
		expect(foreign.received).toEqual([]);
	});

	if (!isSample(subject)) return;

	test('stands 10 MB, right or wrong', async () => {
		const { at } = requestsOf(subject)[0];
		const right = await meet(one, at, bigReadable, { isGood: true });
		expect([right.result.error, jsons(right.result.items)]).toEqual([undefined, one.items]);
		const wrong = await meet(one, at, bigRefusal);
		expectWords(wrong.result.error, '10 MB');
		expect(wrong.result.error?.httpCode).toBe('500');
	});
});

test('there is an operation of each vendor, and each table leads to its form', () => {
	expect(new Set(subjects.map(({ node }) => node))).toEqual(new Set(['okta', 'oneLogin', 'logto']));
	expect(subjects.filter(({ form }) => form.length === 0)).toEqual([]);
	expect(subjects.filter(({ isRead }) => isRead)).not.toHaveLength(0);
});
