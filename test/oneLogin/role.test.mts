/** What a role's operations claim, and what they wait for. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import {
	type Answer,
	isToken,
	type Received,
	startServer,
	type TestServer,
} from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

let server: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.received = [];
	clock = fakeClock();
});
afterEach(() => clock.restore());

const role = { mode: 'id', value: '77' };
const run = async (operation: string, parameters: IDataObject, items: IDataObject[] = [{}]) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'role', operation, role, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
		items,
	});
const serve = (answer: (request: Received) => Answer) => {
	server.respond = (request) => (isToken(request) ? undefined : answer(request));
};
const reads = () => server.calls().filter(({ method }) => method === 'GET');
const writes = () => server.calls().filter(({ method }) => method !== 'GET');

const confirmWithin = (seconds: number) => ({ options: { confirmWithin: seconds } });

describe('a grant that OneLogin answers with 200', () => {
	/** A role whose members show after a time, and people in some state. */
	const people = (user: IDataObject, shownAfter: number) =>
		serve(({ method, path }) => {
			if (method !== 'GET') return { body: [{ id: 4711 }] };
			if (path.startsWith('/api/2/users/')) return { body: user };
			return { body: clock.slept() >= shownAfter ? [{ id: 4711 }] : [] };
		});

	test('is looked for until it shows', async () => {
		people({ id: 4711, state: 1, status: 1 }, 10_000);
		const { items } = await run('addUsers', { users: '4711', ...confirmWithin(60) });
		expect(jsons(items)).toEqual([{ roleId: 77, userId: 4711, confirmed: true }]);
		expect(clock.slept()).toBeGreaterThanOrEqual(10_000);
		expect(clock.slept()).toBeLessThan(20_000);
		expect(writes()).toHaveLength(1);
	});

	test('is looked for no longer than it may take, and is then said not to show', async () => {
		people({ id: 4711, state: 1, status: 1 }, Infinity);
		const { items } = await run('addUsers', { users: '4711', ...confirmWithin(60) });
		expect(jsons(items)).toEqual([
			{
				roleId: 77,
				userId: 4711,
				confirmed: false,
				reason: 'OneLogin did not show the change within 60 seconds',
			},
		]);
		expect(clock.slept()).toBe(60_000);
		expect(writes()).toHaveLength(1);
	});

	test.each([
		[{ state: 3, status: 1 }, /has no license \(state 3\)/],
		[{ state: 0, status: 1 }, /is not approved \(state 0\)/],
		[{ state: 2, status: 1 }, /is rejected \(state 2\)/],
		[{ state: 1, status: 7 }, /is not active yet \(status 7\)/],
	])('is not waited for where it cannot come: %j', async (user, reason) => {
		people({ id: 4711, ...user }, Infinity);
		const { items } = await run('addUsers', { users: '4711', ...confirmWithin(60) });
		expect(jsons(items)).toEqual([
			{
				roleId: 77,
				userId: 4711,
				confirmed: false,
				reason: expect.stringMatching(reason) as string,
			},
		]);
		expect(clock.slept()).toBe(0);
	});

	test('is taken for nothing but sent where nobody asks for more', async () => {
		people({ id: 4711, state: 3 }, Infinity);
		const { items } = await run('addUsers', { users: '4711' });
		expect(jsons(items)).toEqual([{ roleId: 77, userId: 4711, success: true }]);
		expect(reads()).toEqual([]);
	});

	test('is not sent again when it cannot be read, which is said', async () => {
		serve(({ method }) =>
			method === 'GET'
				? { status: 401, body: { statusCode: 401, name: 'x', message: 'Unauthorized' } }
				: { body: [{ id: 4711 }] },
		);
		const { error, items } = await run('addUsers', { users: '4711', ...confirmWithin(60) });
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'The users of the role 77 were changed, but a further step was refused: Unauthorized',
		);
		expect(writes()).toHaveLength(1);
	});
});

describe('User > Add Roles', () => {
	const user = { mode: 'id', value: '4711' };
	const add = async (state: number, held: number[]) => {
		const success = { error: false, code: 200, type: 'success', message: 'Success' };
		serve(({ method, path }) =>
			path.startsWith('/api/2/')
				? { body: { id: 4711, state, status: 1 } }
				: { body: { status: success, ...(method === 'GET' && { data: [held] }) } },
		);
		const { items } = await runNode({
			node: 'oneLogin',
			parameters: {
				resource: 'user',
				operation: 'addRoles',
				user,
				roles: ['77', '78'],
				...confirmWithin(60),
			},
			credentials: credentialsFor('oneLogin', server.origin),
		});
		return jsons(items)[0];
	};
	const item = { userId: 4711, addedRoleIds: [77, 78], skippedRoleIds: [] };

	test('confirms what shows', async () => {
		expect(await add(1, [1, 77, 78])).toEqual({ ...item, confirmed: true });
		expect(clock.slept()).toBe(0);
	});

	test('names what does not show, and the reason', async () => {
		expect(await add(3, [77])).toEqual({
			...item,
			confirmed: false,
			missingRoleIds: [78],
			reason: expect.stringMatching(/has no license/) as string,
		});
		expect(clock.slept()).toBe(0);
		expect(await add(1, [77])).toMatchObject({ confirmed: false, missingRoleIds: [78] });
		expect(clock.slept()).toBe(60_000);
		expect(writes()).toHaveLength(2);
	});
});

test('a removal whose body a proxy dropped is seen', async () => {
	serve(({ method }) => (method === 'GET' ? { body: [{ id: 4711 }] } : { status: 204, body: '' }));
	const { items } = await run('removeUsers', { users: '4711,815', ...confirmWithin(5) });
	expect(jsons(items)).toEqual([
		{ roleId: 77, userId: 4711, confirmed: false, reason: expect.any(String) as string },
		{ roleId: 77, userId: 815, confirmed: true },
	]);
});

test('many people go in parts, and what is done already is told when a part is refused', async () => {
	const ids = Array.from({ length: 120 }, (_, index) => index + 1);
	serve(({ json }) =>
		(json as number[]).includes(101)
			? { status: 422, body: { status: 422, error: 'x', description: 'No such user' } }
			: { body: (json as number[]).map((id) => ({ id })) },
	);
	const { error, items } = await run('addUsers', { users: ids.join(', ') });
	expect(server.calls().map(({ json }) => (json as number[]).length)).toEqual([50, 50, 20]);
	expect(items).toEqual([]);
	expect(error?.message).toBe(
		'The first 100 of 120 users were done, but a further step was refused: No such user',
	);
});

test.each([
	['addUsers', [{ id: 4711 }], 'Already in the users of the role: 4711'],
	['removeUsers', [{ id: 4711 }], 'Already not in the users of the role: 815'],
	['addAdmins', [{ id: 815 }], 'Already in the admins of the role: 815'],
])('%s stops before anything is sent when it is so already', async (operation, body, message) => {
	serve(() => ({ body }));
	const options = { ifAlreadyDone: 'stop' };
	const { error, items } = await run(operation, { users: '4711,815', options });
	expect([error?.message, items]).toEqual([message, []]);
	expect(error?.context?.outcome).toBe('already');
	expect(writes()).toEqual([]);
});

test.each([
	[
		'one of two who is not there',
		'4711, ada@example.com',
		'No user has the username "ada@example.com"',
	],
	['nobody', ' , ', '"Users" names nobody'],
	['what is no ID', '-5', '"Users" holds "-5", which is not a user ID'],
	['a pattern', 'a*', '"Users" cannot be searched for as "a*"'],
])('%s: nothing is changed', async (_title, users, message) => {
	serve(() => ({ body: { status: { code: 200 }, data: [] } }));
	const { error } = await run('addUsers', { users });
	expect([error?.message, writes()]).toEqual([message, []]);
});

describe('the applications of a role', () => {
	/** A role as OneLogin keeps it: each PUT replaces the whole list. */
	const keep = (...ids: number[]) => {
		let apps = ids;
		serve(({ method, json }) => {
			if (method !== 'GET') apps = json as number[];
			return { body: apps.map((id) => ({ id })) };
		});
		return () => apps;
	};

	test('are changed one after the other, so that none is lost', async () => {
		const apps = keep(1);
		const byItem = { app: { mode: 'id', value: '={{ $json.id }}' } };
		const ids = [2, 3, 4, 5, 6];
		await run(
			'addApplication',
			byItem,
			ids.map((id) => ({ id })),
		);
		expect(apps()).toEqual([1, ...ids]);
		await run('removeApplication', byItem, [{ id: 3 }, { id: 1 }]);
		expect(apps()).toEqual([2, 4, 5, 6]);
	});

	test('are read to the end before they are written', async () => {
		const ids = Array.from({ length: 150 }, (_, index) => index + 1);
		serve(({ method, query, json }) => {
			if (method !== 'GET') return { body: (json as number[]).map((id) => ({ id })) };
			const isSecond = query.some(([name]) => name === 'cursor');
			const page = isSecond ? ids.slice(100) : ids.slice(0, 100);
			return {
				...(!isSecond && { headers: { 'after-cursor': 'bGltaXQ9MTAwJnBhZ2U9Mg' } }),
				body: page.map((id) => ({ id })),
			};
		});
		await run('addApplication', { app: { mode: 'id', value: '999' } });
		expect(writes()[0].json).toEqual([...ids, 999]);
	});

	test('that are not what was written are no success', async () => {
		serve(({ method }) => ({ body: method === 'GET' ? [{ id: 1 }] : [{ id: 1 }] }));
		const { error, items } = await run('addApplication', { app: { mode: 'id', value: '2' } });
		expect(items).toEqual([]);
		expect(error?.description).toMatch(/may have other applications now/);
	});

	test.each([
		['addApplication', 'The role has the application already'],
		['removeApplication', 'The role does not have the application'],
	])('%s stops where it is so already', async (operation, message) => {
		keep(...(operation === 'addApplication' ? [12] : []));
		const app = { mode: 'id', value: '12' };
		const { error } = await run(operation, { app, options: { ifAlreadyDone: 'stop' } });
		expect([error?.message, writes()]).toEqual([message, []]);
	});
});

describe('a scope that is too small', () => {
	test.each([
		['delete', {}, '"Manage all"'],
		['getUsers', {}, '"Read users" or "Read all" or "Manage all"'],
	])('%s names those that suffice, and renews no token for it', async (operation, more, scopes) => {
		serve(() => ({ status: 401, body: { statusCode: 401, name: 'x', message: 'Unauthorized' } }));
		const { error } = await run(operation, more);
		expect(error?.message).toBe('Unauthorized');
		expect(error?.description).toContain(`It needs ${scopes}`);
		// A token that was just issued is no matter of a 401 that does not say why.
		expect(server.calls().length).toBeLessThanOrEqual(2);
		expect(server.received.filter(isToken).length).toBeLessThanOrEqual(2);
	});

	test('ends, however many items there are', async () => {
		serve(() => ({ status: 401, body: { statusCode: 401, name: 'x', message: 'Unauthorized' } }));
		await runNode({
			node: 'oneLogin',
			parameters: { resource: 'role', operation: 'delete', role },
			credentials: credentialsFor('oneLogin', server.origin),
			items: Array.from({ length: 200 }, () => ({})),
			onError: 'continueRegularOutput',
		});
		expect(server.received.filter(isToken).length).toBeLessThanOrEqual(3);
		expect(server.calls().length).toBeLessThanOrEqual(60);
	});
});
