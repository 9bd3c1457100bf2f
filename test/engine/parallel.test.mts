import type { IDataObject } from 'n8n-workflow';
import { forgetBuckets } from '../../nodes/shared/budget';
import { logtoLists } from '../logto/lists.mjs';
import { jsons, type NodeName, runNode, type RunOptions } from './engine.mjs';
import { type FakeClock, fakeClock } from './fakeClock.mjs';
import { type Answer, type Received, useServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

const server = useServer();
beforeEach(() => {
	forgetBuckets();
});

const isToken = ({ path }: Received) => path.endsWith('/token');
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

const run = async (node: NodeName, parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await runNode({
		node,
		parameters,
		credentials: credentialsFor(node, server.origin),
		...more,
	});

/** Answers after a while, later requests sooner than earlier ones, and counts what is in flight. */
function slowly(answer: (request: Received) => Answer) {
	const seen = { now: 0, most: 0 };
	let wait = 40;
	server.respond = async (request) => {
		if (isToken(request)) return undefined;
		seen.most = Math.max(seen.most, ++seen.now);
		await pause((wait = wait > 5 ? wait - 3 : 40));
		seen.now--;
		return answer(request);
	};
	return seen;
}

/** A text that looks like an ID of a role, so that it is not taken for a name. */
const roleId = (name: string) => name.padEnd(21, '0');

const assign = {
	resource: 'userRole',
	operation: 'assign',
	user: { mode: 'id', value: '={{ $json.id }}' },
	roles: '={{ [$json.role] }}',
};
const assigned = ({ json }: Received): Answer => ({
	status: 201,
	body: { roleIds: (json as { roleIds: string[] }).roleIds, addedRoleIds: [] },
});

describe('changes to different records', () => {
	const items = Array.from({ length: 60 }, (_, index) => ({
		id: `u${index}`,
		role: roleId(`r${index}`),
	}));

	test.each([
		[undefined, 10],
		[3, 3],
		[1, 1],
	])(
		'run side by side, never more than %p allows, and come out in order',
		async (parallel, most) => {
			const seen = slowly(assigned);
			const requestSettings = parallel === undefined ? {} : { parallel };
			const result = await run('logto', { ...assign, requestSettings }, { items });
			expect(jsons(result.items).map(({ userId }) => userId)).toEqual(items.map(({ id }) => id));
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_, item) => ({ item })),
			);
			expect(seen.most).toBe(most);
		},
	);

	test('the first request goes alone, so that one token is fetched for all', async () => {
		slowly(assigned);
		const { logtoOAuth2Api } = credentialsFor('logto', server.origin);
		// A client of its own, for which this process has no token yet.
		const credentials = { logtoOAuth2Api: { ...logtoOAuth2Api, clientId: 'another' } };
		const result = await run('logto', assign, { items, credentials });
		expect(result.items).toHaveLength(60);
		expect(server.received.map(isToken).indexOf(true)).toBe(0);
		expect(server.received.filter(isToken)).toHaveLength(1);
		expect(server.calls()).toHaveLength(60);
	});
});

test('changes to the same record are made one after another, in the order of the items', async () => {
	const items = Array.from({ length: 40 }, (_, index) => ({
		id: `u${index % 4}`,
		role: roleId(`r${index}`),
	}));
	const now = new Map<string, number>();
	let overlapping = 0;
	server.respond = async (request) => {
		if (isToken(request)) return undefined;
		const before = now.get(request.path) ?? 0;
		if (before > 0) overlapping++;
		now.set(request.path, before + 1);
		await pause(Math.random() * 10);
		now.set(request.path, (now.get(request.path) ?? 0) - 1);
		return assigned(request);
	};
	const { items: output } = await run('logto', assign, { items });
	expect(overlapping).toBe(0);
	expect(jsons(output).map(({ roleIds }) => roleIds)).toEqual(items.map(({ role }) => [role]));
	for (const user of ['u0', 'u1', 'u2', 'u3']) {
		const sent = server
			.calls()
			.filter(({ path }) => path.includes(`/${user}/`))
			.map(({ json }) => (json as { roleIds: string[] }).roleIds[0]);
		expect(sent).toEqual(items.filter(({ id }) => id === user).map(({ role }) => role));
	}
});

test('an item whose parameters are wrong does not hold up those after it', async () => {
	server.respond = (request) => (isToken(request) ? undefined : assigned(request));
	const items = [
		{ id: 'u1', role: roleId('a') },
		{ id: '', role: roleId('b') },
		{ id: 'u1', role: roleId('c') },
	];
	const { items: output } = await run('logto', assign, { items, onError: 'continueRegularOutput' });
	expect(jsons(output).map(({ message, roleIds }) => message ?? roleIds)).toEqual([
		[roleId('a')],
		'"User" is empty',
		[roleId('c')],
	]);
});

test('of several items that do not succeed, the first is the one reported', async () => {
	server.respond = async (request) => {
		if (isToken(request)) return undefined;
		const index = Number(/u(\d+)/.exec(request.path)![1]);
		await pause(index === 2 ? 60 : 5);
		return index < 2 ? assigned(request) : { status: 404, body: { message: `no u${index}` } };
	};
	const items = Array.from({ length: 30 }, (_, index) => ({ id: `u${index}`, role: roleId('r') }));
	const { error } = await run('logto', assign, { items });
	expect(error?.message).toBe('no u2');
	// Those under way were finished, no more were begun.
	expect(server.calls().length).toBeLessThan(25);
});

describe('numbered pages', () => {
	const [list] = logtoLists;
	const records = (count: number) =>
		Array.from({ length: count }, (_, index) => list.record(index));
	const readAll = async (more: IDataObject = {}) =>
		await run('logto', { resource: 'user', operation: 'getAll', returnAll: true, ...more });

	test('are fetched ahead, side by side, and given in order', async () => {
		const all = records(2_950);
		const seen = slowly((request) => list.pages(request, all, server.origin));
		const { items } = await readAll();
		expect(jsons(items).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		expect(server.calls()).toHaveLength(30);
		expect(seen.most).toBe(10);
	});

	test('no page is fetched that the limit does not need', async () => {
		slowly((request) => list.pages(request, records(5_000), server.origin));
		const { items } = await readAll({ returnAll: false, limit: 450 });
		expect(items).toHaveLength(450);
		expect(server.calls()).toHaveLength(5);
	});

	test('someone who joins meanwhile makes the list be read again, and nobody comes twice', async () => {
		let all = records(450);
		let calls = 0;
		server.respond = (request) => {
			if (isToken(request)) return undefined;
			// A newcomer is first in the list and pushes everyone one place on.
			if (++calls === 3) all = [{ id: 'newcomer' }, ...all];
			return list.pages(request, all, server.origin);
		};
		const { items, run: stored } = await readAll();
		expect(jsons(items).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		expect(JSON.stringify(stored)).not.toContain('changed each of');
	});

	test('someone who leaves meanwhile hides nobody', async () => {
		let all = records(450);
		let calls = 0;
		server.respond = (request) => {
			if (isToken(request)) return undefined;
			if (++calls === 2) all = all.slice(1);
			return list.pages(request, all, server.origin);
		};
		const { items } = await readAll({ requestSettings: { parallel: 1 } });
		expect(jsons(items).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
	});

	test('a list that never stands still is read three times, and a hint says so', async () => {
		const all = records(250);
		server.respond = (request) => {
			if (isToken(request)) return undefined;
			all.unshift({ id: `new${all.length}` });
			return list.pages(request, all, server.origin);
		};
		const { items, run: stored } = await readAll({ requestSettings: { parallel: 1 } });
		const ids = jsons(items).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(JSON.stringify(stored)).toContain('The list changed each of the 3 times it was read');
		expect(
			server
				.calls()
				.map(({ query }) => Object.fromEntries(query))
				.filter((query) => query.page === '1' && !('search.id' in query)),
		).toHaveLength(3);
	});

	test('without a total, pages are read until one is empty', async () => {
		server.respond = (request) => {
			if (isToken(request)) return undefined;
			return { ...list.pages(request, records(250), server.origin), headers: {} };
		};
		const { items } = await readAll();
		expect(items).toHaveLength(250);
		expect(server.calls()).toHaveLength(4);
	});
});

describe("the vendor's rate limit", () => {
	let clock: FakeClock;
	afterEach(() => clock?.restore());

	/** A window of `seconds`, counted by the fake clock, with Okta's headers. */
	function oktaLimit(limit: number, seconds: number) {
		const state = { refused: 0, used: 0, window: -1 };
		server.respond = (request) => {
			const now = fakeNow();
			const window = Math.floor(now / 1000 / seconds);
			if (window !== state.window) Object.assign(state, { window, used: 0 });
			const isOver = ++state.used > limit;
			if (isOver) state.refused++;
			return {
				status: isOver ? 429 : 200,
				headers: {
					date: new Date(Math.floor(now / 1000) * 1000).toUTCString(),
					'x-rate-limit-limit': String(limit),
					'x-rate-limit-remaining': String(Math.max(0, limit - state.used)),
					'x-rate-limit-reset': String((window + 1) * seconds),
				},
				body: isOver
					? { errorCode: 'E0000047', errorSummary: 'Too many.' }
					: { id: request.path, profile: {} },
			};
		};
		return state;
	}
	let fakeNow = () => Date.now();
	const start = () => {
		const began = Date.UTC(2026, 0, 2, 3, 4, 5, 250);
		clock = fakeClock(undefined, began);
		fakeNow = () => began + clock.slept();
	};

	const create = {
		resource: 'user',
		operation: 'create',
		email: 'a@example.com',
		login: 'a@example.com',
	};

	test.each([
		[100, 60],
		[100, 10],
	])('of %i requests in %i s is kept without being refused', async (limit, seconds) => {
		start();
		const state = oktaLimit(limit, seconds);
		const items = Array.from({ length: 500 }, () => ({}));
		const { items: output, error } = await run('okta', create, { items });
		expect(error).toBeUndefined();
		expect(output).toHaveLength(500);
		expect(state.refused).toBeLessThanOrEqual(2);
		expect(clock.slept()).toBeLessThanOrEqual(1.2 * Math.ceil(500 / limit) * seconds * 1000);
	});

	test('is shared by executions that run at the same time', async () => {
		start();
		const state = oktaLimit(50, 60);
		const items = Array.from({ length: 75 }, () => ({}));
		const [one, two] = await Promise.all([
			run('okta', create, { items }),
			run('okta', create, { items }),
		]);
		expect(one.items).toHaveLength(75);
		expect(two.items).toHaveLength(75);
		expect(state.refused).toBeLessThanOrEqual(2);
	});

	test('of an hour, as OneLogin counts it down, is waited for when the person allows it', async () => {
		start();
		const state = { used: 0, window: -1, refused: 0 };
		server.respond = (request) => {
			if (isToken(request)) return undefined;
			const now = fakeNow();
			const window = Math.floor(now / 3_600_000);
			if (window !== state.window) Object.assign(state, { window, used: 0 });
			const isOver = ++state.used > 20;
			if (isOver) state.refused++;
			return {
				status: isOver ? 429 : 200,
				headers: {
					'x-ratelimit-limit': '20',
					'x-ratelimit-remaining': String(Math.max(0, 20 - state.used)),
					'x-ratelimit-reset': String(Math.ceil(((window + 1) * 3_600_000 - now) / 1000)),
				},
				body: { status: { error: isOver, code: isOver ? 429 : 200, message: 'x' }, data: [] },
			};
		};
		const items = Array.from({ length: 50 }, (_, id) => ({ id: id + 1 }));
		const { items: output, error } = await run(
			'oneLogin',
			{
				resource: 'user',
				operation: 'addRoles',
				user: { mode: 'id', value: '={{ $json.id }}' },
				roles: ['1'],
				requestSettings: { maxWait: 8000 },
			},
			{ items },
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(50);
		expect(state.refused).toBe(0);
		expect(clock.slept()).toBeLessThanOrEqual(3 * 3_600_000);
	});

	test('one refusal holds back the others, also where the vendor gives no numbers', async () => {
		start();
		let refused = 0;
		const began = fakeNow();
		server.respond = async (request) => {
			if (isToken(request)) return undefined;
			await pause(2);
			if (fakeNow() < began + 10_000 && server.calls().length > 20) {
				refused++;
				return { status: 429, headers: { 'retry-after': '10' }, body: '' };
			}
			return assigned(request);
		};
		const items = Array.from({ length: 200 }, (_, index) => ({
			id: `u${index}`,
			role: roleId('r'),
		}));
		const { items: output } = await run('logto', assign, { items });
		expect(output).toHaveLength(200);
		// Those that were under way when the first was refused.
		expect(refused).toBeLessThanOrEqual(10);
	});
});
