import type { IDataObject } from 'n8n-workflow';
import { runNode } from './engine.mjs';
import { useServer } from './server.mjs';
import { logtoLists } from '../logto/lists.mjs';
import { oktaLists } from '../okta/lists.mjs';
import { oneLoginLists } from '../oneLogin/lists.mjs';
import type { ListCase } from './lists.mjs';
import { credentialsFor } from './vendors.mjs';

const lists = [...oktaLists, ...oneLoginLists, ...logtoLists];

const server = useServer();

const make = (list: ListCase, count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => list.record(index));

const read = async (list: ListCase, parameters: IDataObject) =>
	await runNode({
		node: list.node,
		parameters: { ...list.parameters, ...parameters },
		credentials: credentialsFor(list.node, server.origin),
	});

describe.each(lists)('$title', (list) => {
	const { pageSize: page, sizeParameter, idOf } = list;
	const serve = (records: IDataObject[]) => {
		server.respond = (request) =>
			request.path === list.parent
				? { body: { id: 'parent' } }
				: list.pages(request, records, server.origin);
	};
	const expected = (count: number) => make(list, count).map(({ id }) => id);

	test.each([0, 1, page - 1, page, page + 1, 3 * page + 7])(
		'Return All gives all of %i records, in order',
		async (count) => {
			serve(make(list, count));
			const { items, error } = await read(list, { returnAll: true });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => idOf(json))).toEqual(expected(count));
			const asked = server.calls().map((call) => call.path);
			if (count === 0 && list.parent) expect(asked.splice(1)).toEqual([list.parent]);
			expect(asked).toHaveLength(Math.max(1, Math.ceil(count / page)));
			expect(new Set(asked)).toEqual(new Set([list.path]));
		},
	);

	test('10,000 records come complete, in order and once', async () => {
		serve(make(list, 10_000));
		const { items } = await read(list, { returnAll: true });
		expect(items.map(({ json }) => idOf(json))).toEqual(expected(10_000));
	});

	test.each([
		[1, 1],
		[page - 1, page - 1],
		[page, page],
		[page + 1, page],
		[2 * page + 3, page],
	])('Limit %i asks for pages of %i and gives no more', async (limit, size) => {
		serve(make(list, 5 * page));
		const { items } = await read(list, { returnAll: false, limit });
		expect(items.map(({ json }) => idOf(json))).toEqual(expected(limit));
		expect(server.calls()).toHaveLength(Math.ceil(limit / page));
		expect(server.calls()[0].query).toContainEqual([sizeParameter, String(size)]);
	});

	test('a Limit above the number of records gives them all', async () => {
		serve(make(list, page + 1));
		const { items } = await read(list, { returnAll: false, limit: 4 * page });
		expect(items).toHaveLength(page + 1);
	});

	const usual = { okta: 'search', oneLogin: 'email', logto: 'search' }[list.node];
	const { filter = usual } = list;
	if (filter !== null) {
		const [name, parameter] = typeof filter === 'string' ? [filter, filter] : filter;

		test('filters are repeated on every page', async () => {
			serve(make(list, 2 * page + 1));
			await read(list, { returnAll: true, filters: { [name]: 'a "b" & c+d' } });
			expect(server.calls()).toHaveLength(3);
			for (const call of server.calls()) {
				expect(call.query).toContainEqual([parameter, 'a "b" & c+d']);
			}
		});
	}

	if (list.emptyPage) {
		const { emptyPage } = list;

		test('an empty page in the middle does not end the list', async () => {
			let first = true;
			server.respond = (request) => {
				if (!first) return list.pages(request, make(list, 3), server.origin);
				first = false;
				return emptyPage(request, server.origin);
			};
			const { items } = await read(list, { returnAll: true });
			expect(items).toHaveLength(3);
		});

		test('a cursor that comes back stops the node, rather than passing a part for the whole', async () => {
			server.respond = (request) => emptyPage(request, server.origin);
			const { items, error } = await read(list, { returnAll: true });
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				'The list does not end: its next page is one that was read already',
			);
			expect(server.calls().length).toBeLessThanOrEqual(3);
		});
	}

	test.each([
		['a number', 7],
		['an object', { users: [] }],
		['an empty answer', ''],
		['a web page', '<html>Sign in</html>'],
		['JSON that breaks off', '[{"id":"1"},{"i'],
		['a list with null', [null]],
	])('%s in place of the list is refused, not read as "nobody"', async (_what, body) => {
		server.respond = () => ({ body, headers: { 'content-type': 'application/json' } });
		const { items, error } = await read(list, { returnAll: true });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The answer could not be read: expected /);
	});
});
