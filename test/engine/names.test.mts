/**
 * Items that find their records by name, among items that rename records: side by side, each must find
 * whom it would have found one after another.
 */
import type { IDataObject } from 'n8n-workflow';
import { forgetBuckets } from '../../nodes/shared/budget';
import { type NodeName, runNode, type RunOptions } from './engine.mjs';
import { type Answer, isToken, type Received, useServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

const server = useServer();
beforeEach(() => {
	forgetBuckets();
});

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Two people, by ID, and where each vendor keeps the email. */
const vendors: Record<
	NodeName,
	{
		ids: [string, string];
		operations: string[];
		/** The form of an update. */
		parameters: IDataObject;
		/** A record as it is read. */
		record: (id: string, email: string) => IDataObject;
		/** Who is searched for. */
		asked: (request: Received) => string | undefined;
		/** The new email in a change. */
		given: (body: IDataObject) => unknown;
		envelope?: (records: IDataObject[]) => unknown;
	}
> = {
	okta: {
		ids: ['00u00000000000000001', '00u00000000000000002'],
		operations: ['update', 'replace'],
		parameters: {
			profile: { email: '={{ $json.to }}' },
			email: '={{ $json.to }}',
			login: '={{ $json.to }}',
		},
		record: (id, email) => ({ id, profile: { email, login: email } }),
		asked: ({ query }) => /"(.*)"/.exec(Object.fromEntries(query).search ?? '')?.[1],
		given: ({ profile }) => (profile as IDataObject).email,
	},
	oneLogin: {
		ids: ['1', '2'],
		operations: ['update'],
		parameters: { updateFields: { email: '={{ $json.to }}' } },
		record: (id, email) => ({ id: Number(id), email }),
		asked: ({ query }) => Object.fromEntries(query).email,
		given: ({ email }) => email,
		envelope: (data) => ({ status: { error: false, code: 200, type: 'success' }, data }),
	},
	logto: {
		ids: ['user00000001', 'user00000002'],
		operations: ['update'],
		parameters: { updateFields: { primaryEmail: '={{ $json.to }}' } },
		record: (id, primaryEmail) => ({ id, primaryEmail }),
		asked: ({ query }) => Object.fromEntries(query)['search.primaryEmail'],
		given: ({ primaryEmail }) => primaryEmail,
	},
};

const all = Object.entries(vendors).flatMap(([node, { operations }]) =>
	operations.map((operation) => [node as NodeName, operation] as const),
);

/** A vendor with two people, that takes longer for the first changes than for the later ones. */
function people(node: NodeName) {
	const { ids, record, asked, given, envelope = (records) => records } = vendors[node];
	const emails = new Map([
		[ids[0], 'a@example.com'],
		[ids[1], 'b@example.com'],
	]);
	const changes: Array<[string, unknown]> = [];
	let wait = 90;
	server.respond = async (request): Promise<Answer | undefined> => {
		if (isToken(request)) return undefined;
		if (request.method === 'GET') {
			// Okta knows people by their logins as well.
			const login = /^\/api\/v1\/users\/(.+)$/.exec(request.path)?.[1];
			if (login !== undefined) {
				const [id] = [...emails].find(([, one]) => one === decodeURIComponent(login)) ?? [];
				return id
					? { body: record(id, emails.get(id)!) }
					: { status: 404, body: { errorCode: 'E0000007' } };
			}
			const wanted = asked(request);
			const found = [...emails].filter(([, email]) => email === wanted?.toLowerCase());
			return { body: envelope(found.map(([id, email]) => record(id, email))) };
		}
		const id = request.path.split('/').at(-1)!;
		await pause((wait = Math.max(wait - 40, 0)));
		changes.push([id, given(request.json as IDataObject)]);
		emails.set(id, String(given(request.json as IDataObject)));
		const changed = record(id, emails.get(id)!);
		return {
			body: node === 'oneLogin' ? envelope([changed]) : changed,
		};
	};
	return changes;
}

const run = async (
	node: NodeName,
	operation: string,
	items: IDataObject[],
	onError?: RunOptions['onError'],
) =>
	await runNode({
		onError,
		node,
		parameters: {
			resource: 'user',
			operation,
			...vendors[node].parameters,
			user: { mode: '={{ $json.mode ?? "email" }}', value: '={{ $json.from }}' },
			requestSettings: { parallel: 10 },
		},
		credentials: credentialsFor(node, server.origin),
		items,
	});

describe.each(all)('%s user > %s', (node, operation) => {
	const [first, second] = vendors[node].ids;

	test('a name that becomes free and is given anew means whoever has it then', async () => {
		const changes = people(node);
		const { error } = await run(node, operation, [
			{ from: 'a@example.com', to: 'old@example.com' },
			{ from: 'b@example.com', to: 'a@example.com' },
			{ from: 'A@Example.com', to: 'boss@example.com' },
		]);
		expect(error).toBeUndefined();
		expect(changes).toEqual([
			[first, 'old@example.com'],
			[second, 'a@example.com'],
			[second, 'boss@example.com'],
		]);
	});

	test('nor is somebody found by a name that an earlier item takes from an ID', async () => {
		const changes = people(node);
		const { items } = await run(
			node,
			operation,
			[
				{ mode: 'id', from: second, to: 'b@example.com' },
				{ mode: 'id', from: first, to: 'old@example.com' },
				{ from: 'a@example.com', to: 'boss@example.com' },
			],
			'continueRegularOutput',
		);
		expect(changes).toHaveLength(2);
		expect(items[2].json.message).toBe('No user has the email "a@example.com"');
	});

	test('changes that have no name in common do not wait for each other', async () => {
		const changes = people(node);
		await run(node, operation, [
			{ from: 'a@example.com', to: 'c@example.com' },
			{ from: 'b@example.com', to: 'd@example.com' },
		]);
		// The first one takes longer.
		expect(changes.map(([id]) => id)).toEqual([second, first]);
	});

	test('an item that finds nobody does not hold up those after it', async () => {
		const changes = people(node);
		const { items } = await runNode({
			node,
			parameters: {
				resource: 'user',
				operation,
				...vendors[node].parameters,
				user: { mode: 'email', value: '={{ $json.from }}' },
			},
			credentials: credentialsFor(node, server.origin),
			items: [
				{ from: 'nobody@example.com', to: 'a@example.com' },
				{ from: '', to: 'a@example.com' },
				{ from: 'a@example.com', to: 'c@example.com' },
			],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error !== undefined)).toEqual([true, true, false]);
		expect(changes).toEqual([[first, 'c@example.com']]);
	});
});

test('a manager is found by the email that an earlier item gives', async () => {
	const changes = people('oneLogin');
	const managers: unknown[] = [];
	const { respond } = server;
	server.respond = async (request, reply) => {
		const { manager_user_id: manager } = (request.json ?? {}) as IDataObject;
		if (manager) managers.push(manager);
		return await respond(request, reply);
	};
	const { error } = await runNode({
		node: 'oneLogin',
		parameters: {
			resource: 'user',
			operation: 'update',
			user: { mode: 'id', value: '={{ $json.id }}' },
			updateFields: {
				email: '={{ $json.to }}',
				manager_user_id: { mode: 'email', value: '={{ $json.manager ?? "" }}' },
			},
		},
		credentials: credentialsFor('oneLogin', server.origin),
		items: [
			{ id: '2', to: 'c@example.com' },
			{ id: '1', to: 'old@example.com' },
			{ id: '2', to: 'a@example.com' },
			{ id: '3', to: 'd@example.com', manager: 'a@example.com' },
		],
	});
	expect(error).toBeUndefined();
	expect(managers).toEqual([2]);
	expect(changes.at(-1)).toEqual(['3', 'd@example.com']);
});

test('a setting that no item can read is reported with each item, and nothing is sent', async () => {
	const { items } = await runNode({
		node: 'okta',
		parameters: {
			resource: 'user',
			operation: 'delete',
			user: { mode: 'id', value: '00u00000000000000001' },
			requestSettings: { parallel: '={{ $("Nowhere").first().json.x }}' },
		},
		credentials: credentialsFor('okta', server.origin),
		items: [{}, {}],
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ json }) => Object.keys(json))).toEqual(Array(2).fill(['error', 'message']));
	expect(server.received).toEqual([]);
});

test('personal access tokens of one user are renamed in the order of the items', async () => {
	const names: unknown[] = [];
	let wait = 90;
	server.respond = async (request) => {
		if (isToken(request)) return undefined;
		await pause((wait = Math.max(wait - 30, 0)));
		names.push((request.json as IDataObject).name);
		return { body: { name: (request.json as IDataObject).name } };
	};
	await runNode({
		node: 'logto',
		parameters: {
			resource: 'personalAccessToken',
			operation: 'rename',
			user: { mode: 'id', value: 'user00000001' },
			token: { mode: 'name', value: '={{ $json.from }}' },
			newName: '={{ $json.to }}',
		},
		credentials: credentialsFor('logto', server.origin),
		// The first request of an execution goes alone in any case.
		items: [
			{ from: 'one', to: 'other' },
			{ from: 'current', to: 'old' },
			{ from: 'next', to: 'current' },
		],
	});
	expect(names).toEqual(['other', 'old', 'current']);
});

test('new users of OneLogin are made side by side, those with one email in order', async () => {
	let now = 0;
	let most = 0;
	server.respond = async (request) => {
		if (isToken(request)) return undefined;
		most = Math.max(most, ++now);
		await pause(20);
		now--;
		return {
			body: {
				status: { error: false, code: 200, type: 'success' },
				data: [{ id: 7, ...(request.json as IDataObject) }],
			},
		};
	};
	const create = async (email: string) => {
		most = 0;
		await runNode({
			node: 'oneLogin',
			parameters: { resource: 'user', operation: 'create', email },
			credentials: credentialsFor('oneLogin', server.origin),
			items: Array.from({ length: 30 }, (_, index) => ({ index })),
		});
		return most;
	};
	expect(await create('=p{{ $json.index }}@example.com')).toBe(10);
	expect(await create('one@example.com')).toBe(1);
});

describe('the same name in several items', () => {
	const lookUps = () => server.calls().filter(({ method }) => method === 'GET');

	test.each(['okta', 'oneLogin', 'logto'] as const)(
		'%s: is looked up once, and each that nobody has is told of each item',
		async (node) => {
			people(node);
			const { items } = await runNode({
				node,
				parameters: {
					resource: 'user',
					operation: 'get',
					user: { mode: 'email', value: '={{ $json.from }}' },
				},
				credentials: credentialsFor(node, server.origin),
				items: [
					...Array.from({ length: 20 }, () => ({ from: 'a@example.com' })),
					{ from: 'nobody@example.com' },
					{ from: 'nobody@example.com' },
				],
				onError: 'continueRegularOutput',
			});
			const of = (email: string) =>
				lookUps().filter((request) => vendors[node].asked(request) === email);
			expect(of('a@example.com')).toHaveLength(1);
			expect(items.slice(20).map(({ json }) => json.message)).toEqual([
				'No user has the email "nobody@example.com"',
				'No user has the email "nobody@example.com"',
			]);
		},
	);

	test('is looked up anew once a change may have given it to another', async () => {
		people('logto');
		await run('logto', 'update', [
			{ from: 'a@example.com', to: 'a@example.com' },
			{ from: 'a@example.com', to: 'a@example.com' },
		]);
		expect(lookUps()).toHaveLength(2);
	});
});
