/** A person is never mistaken for another one. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const status = { error: false, code: 200, type: 'success', message: 'Success' };

/** Serves `people` as the result of every search, and "done" otherwise. */
const serve = (...people: IDataObject[]) => {
	server.respond = ({ method }) => ({
		body: { status, ...(method === 'GET' && { data: people }) },
	});
};

const remove = async (mode: string, value: string) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'delete', user: { mode, value } },
		credentials: credentialsFor('oneLogin', server.origin),
	});

const writes = () => server.calls().filter(({ method }) => method !== 'GET');

test.each(['email', 'username'])(
	'by %s: searched for exactly, and then taken by ID',
	async (mode) => {
		serve({ id: 4711, [mode]: 'Ada+x@Example.com' });
		const { items } = await remove(mode, ' ada+x@example.com ');
		expect(server.calls()[0].query).toEqual([
			[mode, 'ada+x@example.com'],
			['limit', '5'],
		]);
		expect(writes().map(({ path }) => path)).toEqual(['/api/1/users/4711']);
		expect(jsons(items)).toEqual([{ deleted: true, id: 4711 }]);
	},
);

test.each<[string, IDataObject[], string]>([
	['nobody', [], 'No user has the email "ada@example.com"'],
	[
		'only someone else',
		[{ id: 1, email: 'ada@example.com.evil.example' }],
		'No user has the email "ada@example.com"',
	],
	[
		'someone whose username is the email asked for',
		[{ id: 1, email: 'other@example.com', username: 'ada@example.com' }],
		'No user has the email "ada@example.com"',
	],
	['someone without an email', [{ id: 1, email: null }], 'No user has the email "ada@example.com"'],
	[
		'someone without an ID',
		[{ email: 'ada@example.com' }],
		'No user has the email "ada@example.com"',
	],
	[
		'two people',
		[
			{ id: 1, email: 'ada@example.com' },
			{ id: 2, email: 'ADA@example.com' },
		],
		'2 users have the email "ada@example.com": 1, 2',
	],
])('%s found: nothing is deleted', async (_title, people, message) => {
	serve(...people);
	const { error } = await remove('email', 'ada@example.com');
	expect(error?.message).toBe(message);
	expect(writes()).toEqual([]);
});

test('a second hit on a later page is seen, also after an empty page', async () => {
	const pages = [[{ id: 1, email: 'ada@example.com' }], [], [{ id: 2, email: 'ada@example.com' }]];
	server.respond = ({ query }) => {
		const page = Number(query.find(([key]) => key === 'after_cursor')?.[1] ?? 0);
		const after_cursor = page < 2 ? String(page + 1) : null;
		return { body: { status, pagination: { after_cursor }, data: pages[page] } };
	};
	const { error } = await remove('email', 'ada@example.com');
	expect(error?.message).toBe('2 users have the email "ada@example.com": 1, 2');
	expect(writes()).toEqual([]);
});

test('Get refuses an answer about someone else', async () => {
	server.respond = () => ({ body: { status, data: [{ id: 9, email: 'eve@example.com' }] } });
	const { items, error } = await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'get', user: { mode: 'id', value: '4711' } },
		credentials: credentialsFor('oneLogin', server.origin),
	});
	expect(items).toEqual([]);
	expect(error?.message).toBe('Asked for the user 4711, OneLogin gave 9');
});

test.each<[string, unknown]>([
	['nothing', ''],
	['an empty list', { status, data: [] }],
	['two users', [{ id: 4711 }, { id: 4711 }]],
	['a user without an ID', { email: 'ada@example.com' }],
	['a list within an empty list', { status, data: [[]] }],
])('Get refuses %s, rather than giving no item', async (_title, body) => {
	server.respond = () => ({ body, headers: { 'content-type': 'application/json' } });
	const { items, error } = await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'get', user: { mode: 'id', value: '4711' } },
		credentials: credentialsFor('oneLogin', server.origin),
	});
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^The answer could not be read: expected the user 4711/);
});

describe('roles and groups by name', () => {
	const run = async (operation: string, parameters: IDataObject) =>
		await runNode({
			node: 'oneLogin',
			parameters: { resource: 'user', operation, user: { mode: 'id', value: '7' }, ...parameters },
			credentials: credentialsFor('oneLogin', server.origin),
		});
	const both = [
		{ id: 12, name: 'Employee' },
		{ id: 13, name: 'Employees' },
		{ id: 14, name: 'Twin' },
		{ id: 15, name: 'Twin' },
	];

	test('names and IDs mixed', async () => {
		serve(...both);
		await run('addRoles', { roles: '={{ "Employee, 99" }}' });
		expect(server.calls()[0].path).toBe('/api/1/roles');
		expect(writes().map(({ json }) => json)).toEqual([{ role_id_array: [12, 99] }]);
	});

	test('a group among the attributes', async () => {
		serve(...both);
		await run('update', { updateFields: { group_id: 'Employees' } });
		expect(server.calls()[0].path).toBe('/api/1/groups');
		expect(writes().map(({ json }) => json)).toEqual([{ group_id: 13 }]);
	});

	test.each([
		['Admins', 'No role has the name "Admins"'],
		['employee', 'No role has the name "employee"'],
		['Twin', '2 roles have the name "Twin": 14, 15'],
	])('"%s": nobody gets another role', async (name, message) => {
		serve(...both);
		const { error } = await run('addRoles', { roles: [name] });
		expect(error?.message).toBe(message);
		expect(writes()).toEqual([]);
	});
});

test.each([
	['update', { updateFields: { manager_user_id: '={{ null }}' } }, { manager_user_id: null }],
	[
		'update',
		{ updateFields: { manager_user_id: { mode: 'id', value: '={{ null }}' } } },
		{ manager_user_id: null },
	],
	[
		'update',
		{ updateFields: { manager_user_id: { mode: 'list', value: '' }, title: 'Lead' } },
		{ title: 'Lead' },
	],
	[
		'create',
		{
			email: 'ada@example.com',
			additionalFields: {
				manager_user_id: { mode: 'id', value: '={{ null }}' },
				group_id: '={{ null }}',
			},
		},
		{ email: 'ada@example.com' },
	],
])(
	'%s with %j: null clears a manager, and is left out of a new user',
	async (operation, parameters, body) => {
		serve({ id: 7, email: 'ada@example.com' });
		await runNode({
			node: 'oneLogin',
			parameters: { resource: 'user', operation, user: { mode: 'id', value: '7' }, ...parameters },
			credentials: credentialsFor('oneLogin', server.origin),
		});
		expect(writes().map(({ json }) => json)).toEqual([body]);
	},
);
