/** Each list against servers whose pages lead astray. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import type { ListCase } from '../engine/lists.mjs';
import {
	type Answer,
	isToken,
	type Received,
	startServer,
	type TestServer,
} from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { forgetBuckets } from '../../nodes/shared/budget';
import { lists } from './lists.mjs';
import { unreadables } from './faults.mjs';

let server: TestServer;
let foreign: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
	foreign = await startServer();
});
afterAll(async () => {
	await server.close();
	await foreign.close();
});
beforeEach(() => {
	clock = fakeClock();
	forgetBuckets();
	server.received = [];
});
afterEach(() => clock.restore());

/** More requests than any of these lists needs: whoever sends them would never end. */
const TOO_MANY = 400;

/** Answers page after page, and nothing but 500 once it is clear that there is no end to it. */
function serve(page: (request: Received, number: number) => Answer): void {
	let number = 0;
	server.respond = (request) => {
		if (isToken(request)) return undefined;
		if (number >= TOO_MANY) return { status: 500, body: '' };
		return page(request, number++);
	};
}

const read = async (list: ListCase, more: IDataObject = {}) =>
	await runNode({
		node: list.node,
		parameters: { ...list.parameters, returnAll: true, ...more },
		credentials: credentialsFor(list.node, server.origin),
	});

const make = (list: ListCase, count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => list.record(from + index));

/** Every address in an answer, headers and body alike, moved to another server. */
function elsewhere(answer: Answer): Answer {
	const moved = (value: unknown) =>
		JSON.parse(JSON.stringify(value).replaceAll(server.origin, foreign.origin)) as never;
	return {
		...answer,
		headers: answer.headers && moved(answer.headers),
		body: moved(answer.body),
	};
}

describe.each(lists)('$title', (list) => {
	const { pageSize } = list;
	const ids = (count: number) => make(list, count).map((record) => list.idOf(record));

	test('next links to another server lead nowhere: it hears nothing', async () => {
		const records = make(list, 2 * pageSize + 1);
		serve((request) => {
			const answer = elsewhere(list.pages(request, records, server.origin));
			const { body } = answer as { body: IDataObject };
			const { pagination } = body as { pagination?: IDataObject };
			if (pagination) pagination.next_link = `${foreign.origin}${request.path}?after_cursor=x`;
			const link = `<${foreign.origin}${request.path}?page=2>; rel="last"`;
			const links = [answer.headers?.link ?? answer.headers?.Link ?? []].flat();
			return { ...answer, headers: { ...answer.headers, link: [...links, link] } };
		});
		const { items } = await read(list);
		expect(jsons(items).map(list.idOf)).toEqual(ids(2 * pageSize + 1));
		expect(foreign.received).toEqual([]);
	});

	test('the same pages over and over, each with a new cursor, come to an end', async () => {
		serve((request, number) => {
			const answer = list.pages(request, make(list, 3 * pageSize), server.origin);
			const start = list.pages(
				{ ...request, query: [[list.sizeParameter, String(pageSize)]] },
				make(list, 3 * pageSize),
				server.origin,
			);
			return withNewCursor({ ...answer, body: start.body }, request, number);
		});
		const { error, items } = await read(list);
		expect(items).toEqual([]);
		expect(error?.message).toContain('does not end');
		expect(server.calls().length).toBeLessThan(TOO_MANY);
	});

	test('empty pages without end come to an end', async () => {
		if (!list.emptyPage) return;
		serve((request, number) =>
			withNewCursor(list.emptyPage!(request, server.origin), request, number),
		);
		const { error, items } = await read(list);
		expect(items).toEqual([]);
		expect(error?.message).toContain('does not end');
		expect(server.calls().length).toBeLessThan(TOO_MANY);
	});

	test('a dozen empty pages in the middle hide nobody', async () => {
		if (!list.emptyPage) return;
		const records = make(list, 2 * pageSize);
		serve((request, number) =>
			number < 12
				? withNewCursor(list.emptyPage!(request, server.origin), request, number)
				: list.pages({ ...request, query: [] }, records.slice(0, 5), server.origin),
		);
		const { items } = await read(list);
		expect(jsons(items).map(list.idOf)).toEqual(ids(5));
	});

	test('a page that cannot be read spoils the whole list, not a part of it', async () => {
		for (const [title, fault] of Object.entries(unreadables)) {
			serve((request, number) => {
				const good = list.pages(request, make(list, 3 * pageSize), server.origin);
				return number === 1 ? fault(request, undefined as never, good)! : good;
			});
			server.received = [];
			const { error, items } = await read(list, { requestSettings: { parallel: 1 } });
			expect([title, items]).toEqual([title, []]);
			expect(error?.message).toContain('could not be read');
		}
	});

	test('a limit is kept whatever the server sends', async () => {
		serve((request, number) =>
			withNewCursor({ ...list.pages(request, make(list, 20_000), server.origin) }, request, number),
		);
		const { items } = await read(list, { returnAll: false, limit: 3 });
		expect(items).toHaveLength(3);
		expect(server.calls()).toHaveLength(1);
	});
});

/** An answer whose next page is announced under a cursor that was never used before. */
function withNewCursor(answer: Answer, request: Received, number: number): Answer {
	const cursor = Buffer.from(String(1_000_000 + number)).toString('base64');
	const { body } = answer as { body: IDataObject | IDataObject[] };
	const pagination = !Array.isArray(body) && body?.pagination;
	const headers: Record<string, string | string[]> = Object.fromEntries(
		Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	if (headers.link) {
		headers.link = `<${server.origin}${request.path}?after=${cursor}&limit=200>; rel="next"`;
	}
	if (headers['after-cursor']) headers['after-cursor'] = encodeURIComponent(cursor);
	return {
		...answer,
		headers,
		body: pagination
			? { ...body, pagination: { ...(pagination as IDataObject), after_cursor: cursor } }
			: body,
	};
}

describe('numbered pages', () => {
	const [list] = lists.filter(({ emptyPage }) => !emptyPage);
	const page = (records: IDataObject[], total?: number): Answer => ({
		headers: total === undefined ? {} : { 'Total-Number': String(total) },
		body: records,
	});

	test.each([
		['without a total', () => undefined],
		['with a total that is never reached', () => 1e12],
		['with a total that grows', (number: number) => 1000 + 100 * number],
	])('the same page for ever %s comes to an end', async (_title, total) => {
		serve((_request, number) => page(make(list, list.pageSize), total(number)));
		const { error, items } = await read(list);
		expect(items).toEqual([]);
		expect(error?.message).toContain('does not end');
		expect(server.calls().length).toBeLessThan(200);
	});

	test('empty pages before the total is reached come to an end, and are no list', async () => {
		serve(({ query }) => {
			const isFirst = Object.fromEntries(query).page === '1';
			return page(isFirst ? make(list, list.pageSize) : [], 1e12);
		});
		const { error, items } = await read(list);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			`The list changed while it was read: ${list.pageSize} of 1000000000000 records arrived`,
		);
		expect(server.calls().length).toBeLessThan(200);
	});

	test.each(['', '-1', '1e3', 'many', '1.5', '٣'])(
		'a total of "%s" counts for nothing, and nobody is missed',
		async (total) => {
			const records = make(list, 250);
			serve((request) => ({
				...list.pages(request, records, server.origin),
				headers: { 'x-total': '1', ...(/^[\x20-\x7e]*$/.test(total) && { 'total-number': total }) },
			}));
			const { items } = await read(list);
			expect(items).toHaveLength(250);
		},
	);

	test('a total of 0 beside records hides nobody', async () => {
		serve(() => page(make(list, 3), 0));
		const { items } = await read(list);
		expect(items).toHaveLength(3);
	});
});
