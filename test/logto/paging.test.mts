import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { numberOf } from '../engine/lists.mjs';
import { type Answer, type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { numberedPages } from './lists.mjs';

const server = useServer();

const make = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: `u${index}` }));

const list = async (parameters: IDataObject = { returnAll: true }) =>
	await runNode({
		node: 'logto',
		parameters: { resource: 'user', operation: 'getAll', simplify: false, ...parameters },
		credentials: credentialsFor('logto', server.origin),
	});

const ids = (records: IDataObject[]) => records.map(({ id }) => id);

/** A list that `change` alters before each answer; `number` counts the answers from 1. */
const changing = (records: IDataObject[], change: (number: number) => void) => {
	let number = 0;
	server.respond = (request) => {
		if (request.path.endsWith('/token')) return undefined;
		change(++number);
		return numberedPages(request, records, server.origin);
	};
};

/** The same list without its total. */
const withoutTotal = (request: Received, records: IDataObject[]): Answer => {
	const { body } = numberedPages(request, records, server.origin);
	return { body };
};

test('the Link header, which leads past the API, is never followed', async () => {
	server.respond = (request) => numberedPages(request, make(150), server.origin);
	const { items } = await list();
	expect(items).toHaveLength(150);
	expect(server.calls().map(({ path }) => path)).toEqual(['/api/users', '/api/users']);
});

describe('without a total', () => {
	test.each([0, 99, 100, 250])('%i users are read up to an empty page', async (count) => {
		server.respond = (request) => withoutTotal(request, make(count));
		const { items, error } = await list();
		expect(error).toBeUndefined();
		expect(ids(jsons(items))).toEqual(ids(make(count)));
	});

	test('a server that ignores the page stops the node', async () => {
		server.respond = () => ({ body: make(100) });
		const { items, error } = await list();
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The list does not end/);
		expect(server.calls().length).toBeLessThanOrEqual(3);
	});

	test.each(['many', '-1', ''])('a total of "%s" counts as none', async (total) => {
		server.respond = (request) => ({
			...withoutTotal(request, make(150)),
			headers: { 'Total-Number': total },
		});
		expect((await list()).items).toHaveLength(150);
	});
});

describe('while people join and leave', () => {
	test('someone pushed onto the next page is given out once', async () => {
		const users = make(150);
		changing(users, (number) => {
			if (number === 2) users.unshift({ id: 'new' });
		});
		const { items, error } = await list();
		expect(error).toBeUndefined();
		const found = ids(jsons(items));
		expect(found).toEqual(expect.arrayContaining(ids(make(150))));
		expect(new Set(found).size).toBe(found.length);
	});

	test.each([
		['someone is pulled onto a page that was read already', 250, 2, [10, 3]],
		['so many leave at once that a whole page moves', 450, 4, [0, 150]],
		['someone leaves before the last page', 101, 2, [0, 1]],
	] as const)('%s: nobody who stayed is missed or comes twice', async (_what, count, at, gone) => {
		const users = make(count);
		changing(users, (number) => {
			if (number === at) users.splice(gone[0], gone[1]);
		});
		const { items, error } = await list();
		expect(error).toBeUndefined();
		const found = ids(jsons(items));
		expect(found).toEqual(expect.arrayContaining(ids(users)));
		expect(new Set(found).size).toBe(found.length);
	});
});

describe('users that were imported at once, which each page puts into another order', () => {
	/** How PostgreSQL compares an id, as far as these tests go. */
	const testOf = (wanted: string, mode: string | null, flags: string) => (id: string) => {
		if (mode === 'exact') return id === wanted;
		if (mode === 'posix') return new RegExp(wanted, flags).test(id);
		return new RegExp(`^${wanted.replaceAll('%', '.*')}$`, flags).test(id);
	};

	/** Pages in the first half each start elsewhere; from the middle on, the order is one. */
	const mixedUp = (records: IDataObject[], change: (number: number) => void = () => {}) => {
		let number = 0;
		server.respond = (request) => {
			if (request.path.endsWith('/token')) return undefined;
			change(++number);
			const query = new URLSearchParams(request.query);
			const flags = query.get('isCaseSensitive') === 'true' ? '' : 'i';
			const tests = query
				.getAll('search.id')
				.map((wanted) => testOf(wanted, query.get('mode.id'), flags));
			const found = records.filter(
				({ id }) => tests.length === 0 || tests.some((test) => test(String(id))),
			);
			const [page, size] = [Number(query.get('page')), Number(query.get('page_size'))];
			const isMixed = 2 * page * size < found.length;
			const newest = found.filter(({ createdAt }) => createdAt === 2_000);
			const equal = found.filter(({ createdAt }) => createdAt !== 2_000);
			const shift = isMixed ? equal.length - ((page * 30) % equal.length) : 0;
			return numberedPages(
				request,
				[...newest, ...equal.slice(shift), ...equal.slice(0, shift)],
				server.origin,
			);
		};
	};
	const imported = (count: number, id: (index: number) => string): IDataObject[] =>
		Array.from({ length: count }, (_, index) => ({
			id: id(index),
			createdAt: index === 700 ? 2_000 : 1_000,
		}));
	const scattered = imported(1000, (index) => `${((index * 7919) % 46656).toString(36)}x`);
	const numberedIds = imported(1000, (index) => `Import_${1000 + index}`);
	const foreign = imported(900, (index) => (index % 2 ? `a${index}` : `über ${index}`));
	const sorted = (records: IDataObject[]) => ids(records).map(String).sort();

	test.each([
		['scattered ids', scattered, {}],
		['ids that begin alike', numberedIds, {}],
		['one request at a time', scattered, { requestSettings: { parallel: 1 } }],
		['a search', scattered, { filters: { search: '%x%' } }],
		['a search that tells cases apart', numberedIds, { options: { isCaseSensitive: true } }],
		[
			'conditions of which any may match',
			scattered,
			{
				conditions: {
					condition: [
						{ field: 'name', mode: 'like', value: '%' },
						{ field: 'username', mode: 'like', value: '%' },
					],
				},
			},
		],
		[
			'a condition on the id',
			scattered,
			{ conditions: { condition: [{ field: 'id', mode: 'posix', value: 'x$' }] } },
		],
		[
			'a pattern of ids',
			scattered,
			{ conditions: { condition: [{ field: 'id', mode: 'like', value: '%x' }] } },
		],
		[
			'several exact ids',
			scattered,
			{
				conditions: {
					condition: scattered.map(({ id }) => ({ field: 'id', mode: 'exact', value: id })),
				},
			},
		],
	])('%s: all are found, the newest first', async (_what, records, parameters) => {
		mixedUp(records);
		const { items, error } = await list({ returnAll: true, ...parameters });
		expect(error).toBeUndefined();
		expect(sorted(jsons(items))).toEqual(sorted(records));
		expect(items[0].json.id).toBe(records[700].id);
	});

	test('as many as were asked for', async () => {
		mixedUp(scattered);
		const { items, error } = await list({ limit: 400 });
		expect(error).toBeUndefined();
		expect(new Set(ids(jsons(items))).size).toBe(400);
		expect(items[0].json.id).toBe(scattered[700].id);
		// The next pages had enough of those who were missing: no need to read everyone.
		expect(server.calls().length).toBeLessThanOrEqual(10);
	});

	test('the search stays in each request, and both must match', async () => {
		mixedUp(scattered);
		const { error } = await list({
			returnAll: true,
			filters: { search: '%x%', excludeRoleId: 'r1' },
		});
		expect(error).toBeUndefined();
		const parts = server
			.calls()
			.map(({ query }) => Object.fromEntries(query))
			.filter((query) => 'search.id' in query);
		expect(parts.length).toBeGreaterThan(20);
		for (const query of parts) {
			expect(query).toMatchObject({
				search: '%x%',
				excludeRoleId: 'r1',
				joint: 'and',
				'mode.id': 'posix',
			});
		}
	});

	test('where any of two conditions may match, each is asked for by itself', async () => {
		mixedUp(scattered);
		await list({
			returnAll: true,
			conditions: {
				condition: [
					{ field: 'name', mode: 'like', value: '%a' },
					{ field: 'username', mode: 'exact', value: 'b' },
				],
			},
		});
		const parts = server
			.calls()
			.map(({ query }) => Object.fromEntries(query))
			.filter((query) => 'search.id' in query);
		const conditions = parts.map((query) =>
			Object.keys(query)
				.filter((name) => /^(search|mode)\./.test(name) && !name.endsWith('.id'))
				.sort()
				.join(),
		);
		expect([...new Set(conditions)].sort()).toEqual([
			'mode.name,search.name',
			'mode.username,search.username',
		]);
	});

	test.each([
		['more characters than ids have', foreign, {}],
		[
			'a search for ids in the words of SIMILAR TO',
			scattered,
			{
				conditions: { condition: [{ field: 'id', mode: 'similar_to', value: '%' }] },
				options: { isCaseSensitive: true },
			},
		],
	])('%s cannot be read in parts, and a part of them is refused', async (_what, records, more) => {
		mixedUp(records);
		const { items, error } = await list({ returnAll: true, ...more });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The list (changed while it was read|does not end)/);
	});

	test.each([
		['joins', (records: IDataObject[]) => records.push({ id: 'zz', createdAt: 1_000 })],
		['leaves', (records: IDataObject[]) => records.splice(-1, 1)],
	])(
		'somebody who %s while the parts are read takes nobody else out of them',
		async (_, change) => {
			const records = [...scattered];
			mixedUp(records, (number) => {
				if (number === 20) change(records);
			});
			const { items, error } = await list();
			expect(error).toBeUndefined();
			expect(sorted(jsons(items))).toEqual(expect.arrayContaining(sorted(records)));
		},
	);

	test('nobody who stays is missed while others join all the time', async () => {
		const records = [...scattered];
		mixedUp(records, (number) => {
			records.unshift({ id: `new${number}`, createdAt: 3_000 });
		});
		const { items, error } = await list();
		expect(error).toBeUndefined();
		const found = jsons(items).map(({ id }) => String(id));
		expect(found).toEqual(expect.arrayContaining(sorted(scattered)));
		expect(new Set(found).size).toBe(found.length);
	});

	test('what cannot be divided is refused while others join all the time', async () => {
		const records = [...foreign];
		mixedUp(records, (number) => {
			records.unshift({ id: `new${number}`, createdAt: 3_000 });
		});
		const { items, error } = await list();
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/^The list changed while it was read: \d+ of \d+ records arrived$/,
		);
	});

	test('fewer than were asked for come with a hint', async () => {
		mixedUp(scattered);
		const { items, run } = await list({
			limit: 900,
			conditions: { condition: [{ field: 'id', mode: 'similar_to', value: '%' }] },
			options: { isCaseSensitive: true },
		});
		expect(items.length).toBeLessThan(900);
		expect(JSON.stringify(run.data.resultData)).toContain('fewer than were asked for');
	});
});

const organization = { mode: 'id', value: 'c9wei6jij6dh' };
const app = { mode: 'id', value: 'app000000000000000001' };

describe('a list that keeps back one of its records', () => {
	const askedInParts = async (resource: string, operation: string, more: IDataObject) => {
		server.received = [];
		server.respond = (request) => ({
			...numberedPages(request, make(150), server.origin),
			headers: { 'Total-Number': '151' },
		});
		const { items, error } = await runNode({
			node: 'logto',
			parameters: { resource, operation, returnAll: true, ...more },
			credentials: credentialsFor('logto', server.origin),
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe('The list changed while it was read: 150 of 151 records arrived');
		return server.calls().filter(({ query }) => query.some(([name]) => name === 'search.id'))
			.length;
	};

	test.each<[string, string, IDataObject]>([
		['organization', 'getAll', {}],
		['organizationMember', 'getAll', { organization }],
		['organizationApplication', 'getAll', { organization }],
		['organizationRole', 'getAll', {}],
		['organizationPermission', 'getAll', {}],
		['jitProvisioning', 'getRoles', { organization }],
		['apiResource', 'getAll', {}],
		['webhook', 'getAll', {}],
		['oneTimeToken', 'getAll', {}],
		['log', 'getAll', {}],
	])('is refused at once where Logto does not search by ID: %s > %s', async (...given) => {
		expect(await askedInParts(...given)).toBe(0);
		expect(server.calls().length).toBeLessThanOrEqual(6);
	});

	test.each<[string, string, IDataObject]>([
		['user', 'getAll', {}],
		['role', 'getUsers', { role: { mode: 'id', value: 'r1' } }],
		['application', 'getAll', {}],
		['applicationRole', 'getAll', { app }],
		['apiPermission', 'getAll', { apiResource: { mode: 'id', value: 'r1' } }],
	])('is looked for by ID where Logto does: %s > %s', async (...given) => {
		expect(await askedInParts(...given)).toBeGreaterThan(0);
	});
});

describe('a part never passes for the whole', () => {
	test('records that the total promises but no page holds', async () => {
		server.respond = () => ({ headers: { 'Total-Number': '3' }, body: make(2) });
		const { items, error } = await list();
		expect(items).toEqual([]);
		expect(error?.message).toBe('The list changed while it was read: 2 of 3 records arrived');
	});

	test('a list without an order that gives the same record on two pages', async () => {
		server.respond = (request) => {
			const { headers, body } = numberedPages(request, make(150), server.origin);
			const page = body as IDataObject[];
			return {
				headers,
				body: numberOf(request, 'page', 1) === 2 ? [...page.slice(1), { id: 'u0' }] : page,
			};
		};
		const { items, error } = await list();
		expect(items).toEqual([]);
		expect(error?.message).toBe('The list changed while it was read: 149 of 150 records arrived');
	});

	test('an empty page before the total is reached', async () => {
		server.respond = (request) => ({
			headers: { 'Total-Number': '250' },
			body: numberOf(request, 'page', 1) === 1 ? make(100) : [],
		});
		const { items, error } = await list();
		expect(items).toEqual([]);
		expect(error?.message).toBe('The list changed while it was read: 100 of 250 records arrived');
		expect(server.calls().length).toBeLessThanOrEqual(9);
	});

	test('the pages read before one that is refused', async () => {
		server.respond = (request) =>
			numberOf(request, 'page', 1) === 2
				? { status: 403, body: { code: 'auth.forbidden', message: 'Forbidden.' } }
				: numberedPages(request, make(150), server.origin);
		const { items, error } = await list();
		expect(items).toEqual([]);
		expect(error?.message).toBe('Forbidden.');
	});

	test('a Limit is content with less than the total', async () => {
		server.respond = (request) => numberedPages(request, make(150), server.origin);
		const { items, error } = await list({ returnAll: false, limit: 120 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(120);
	});
});

describe.each([
	['user', 'getOrganizations', '/api/users/u1/organizations', 'id'],
	['mfaVerification', 'getAll', '/api/users/u1/mfa-verifications', 'id'],
	['personalAccessToken', 'getAll', '/api/users/u1/personal-access-tokens', 'name'],
])('%s > %s, which has no pages', (resource, operation, path, key) => {
	const read = async (parameters: IDataObject) =>
		await runNode({
			node: 'logto',
			parameters: { resource, operation, user: { mode: 'id', value: 'u1' }, ...parameters },
			credentials: credentialsFor('logto', server.origin),
		});
	const records = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ [key]: `x${index}` }));

	test.each<[IDataObject, number, number]>([
		[{ returnAll: true }, 0, 0],
		[{ returnAll: true }, 1, 1],
		[{ returnAll: true }, 101, 101],
		[{}, 101, 50],
		[{ limit: 1 }, 3, 1],
		[{ limit: 3 }, 3, 3],
		[{ limit: 4 }, 3, 3],
	])('%j of %i', async (parameters, count, expected) => {
		server.respond = () => ({ body: records(count) });
		const { items, error } = await read(parameters);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json[key])).toEqual(
			records(expected).map((record) => record[key]),
		);
		expect(server.calls().map((call) => [call.path, call.query])).toEqual([[path, []]]);
	});

	test.each([
		['an object', { users: [] }],
		['an empty answer', ''],
		['a web page', '<html>Sign in</html>'],
		['a list with null', [null]],
	])('%s in place of the list is refused, not read as "none"', async (_what, body) => {
		server.respond = () => ({ body, headers: { 'content-type': 'application/json' } });
		const { items, error } = await read({ returnAll: true });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The answer could not be read: expected /);
	});
});
