/** Roles: nothing is given twice, "already" is proven, and nobody is chosen among several. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type Answer, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { ada, missing, nothing, roleOf, user } from './records.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const role = { mode: 'id', value: 'r1' };

const run = async (operation: string, parameters: IDataObject, ...answers: Answer[]) => {
	server.received = [];
	server.respond = () => answers[server.calls().length - 1];
	return await runNode({
		node: 'logto',
		parameters: { resource: 'role', operation, role, ...parameters },
		credentials: credentialsFor('logto', server.origin),
	});
};

const sent = () => server.calls().map(({ method, path }) => `${method} ${path}`);
const page = (...records: IDataObject[]): Answer => ({
	headers: { 'Total-Number': String(records.length) },
	body: records,
});
const resources: Answer = {
	body: [
		{
			name: 'Logto Management API',
			indicator: 'https://acme.logto.app/api',
			scopes: [{ id: 's0', name: 'all' }],
		},
		{
			name: 'Shop API',
			indicator: 'https://api.example.com',
			scopes: [{ id: 's1', name: 'read' }],
		},
		{
			name: 'Depot API',
			indicator: 'https://depot.example.com',
			scopes: [{ id: 's2', name: 'read' }],
		},
	],
};

describe('users of a role', () => {
	test.each<[string, string, IDataObject[], RegExp]>([
		['who do not exist', 'ada@example.com, ben', [user], /^No user has the .* "ben"$/],
		['whose name differs in case', 'ADA', [user], /^No user has the .* "ADA"$/],
		[
			'who are an ID to one and a username to another',
			'a1b2c3d4e5f6',
			[user, { id: 'other', username: 'a1b2c3d4e5f6' }],
			/^2 users have the .* "a1b2c3d4e5f6": a1b2c3d4e5f6, other$/,
		],
	])('%s are refused before anything is given', async (_title, users, found, message) => {
		const { error } = await run('addUsers', { users }, { body: found });
		expect(error?.message).toMatch(message);
		expect(sent()).toEqual(['GET /api/users']);
	});

	test.each([' , ', '[]'])('that are none (%s) are refused', async (users) => {
		const { error } = await run('addUsers', { users });
		expect(error?.message).toBe('"Users" is empty');
		expect(sent()).toEqual([]);
	});

	test('are looked up in parts that fit into an address', async () => {
		const names = Array.from({ length: 45 }, (_, index) => `person${index}@example.com`);
		const answers = [names.slice(0, 20), names.slice(20, 40), names.slice(40)].map((part) => ({
			body: part.map((primaryEmail) => ({ id: `id-${primaryEmail}`, primaryEmail })),
		}));
		const { items } = await run('addUsers', { users: names.join(',') }, ...answers, page(), {
			status: 201,
			body: 'Created',
		});
		expect(jsons(items)[0].addedUserIds).toHaveLength(45);
		expect(server.calls().every(({ path, query }) => (path + query.join('&')).length < 4000)).toBe(
			true,
		);
	});

	test('who got the role meanwhile are no success', async () => {
		const code = 'role.user_exists';
		const { error } = await run('addUsers', { users: 'ada' }, { body: [user] }, page(), {
			status: 422,
			body: { code, message: 'No.' },
		});
		expect(error?.description).toMatch(/gave it to nobody. Run again/);
		expect(server.calls()).toHaveLength(3);
	});
});

test.each<[string, IDataObject, Answer[], string]>([
	['addUsers', { users: 'ada' }, [{ body: [user] }, page(user)], 'All of them have the role'],
	[
		'removeUser',
		{ user: ada },
		[nothing, { body: roleOf('r1') }, { body: user }],
		'The user does not have the role',
	],
	[
		'addApplications',
		{ apps: ['app000000000000000001'] },
		[page({ id: 'app000000000000000001' })],
		'All of them have the role',
	],
	[
		'removeApplication',
		{ app: { mode: 'id', value: 'a1' } },
		[nothing, { body: roleOf('r1') }, { body: { id: 'a1' } }],
		'The application does not have the role',
	],
	[
		'addPermissions',
		{ permissions: ['s1'] },
		[resources, page({ id: 's1' })],
		'The role gives all of them',
	],
	[
		'removePermission',
		{ permission: { mode: 'id', value: 's1' } },
		[nothing, { body: roleOf('r1') }, resources],
		'The role does not give the permission',
	],
])(
	'%s stops where there is nothing to do, when told to',
	async (operation, form, answers, fact) => {
		const { error } = await run(
			operation,
			{ ...form, options: { ifAlreadyDone: 'stop' } },
			...answers,
		);
		expect(error?.message).toBe(fact);
		expect(sent().filter((call) => /^(POST|PUT|PATCH)/.test(call))).toEqual([]);
	},
);

test.each<[string, IDataObject, Answer[]]>([
	['removeUser', { user: ada }, [nothing, missing]],
	['removeUser', { user: ada }, [nothing, { body: roleOf('r1') }, nothing]],
	[
		'removeApplication',
		{ app: { mode: 'id', value: 'a1' } },
		[nothing, { body: roleOf('r1') }, missing],
	],
	[
		'removePermission',
		{ permission: { mode: 'id', value: 's9' } },
		[nothing, { body: roleOf('r1') }, resources],
	],
	['removePermission', { permission: { mode: 'id', value: 's1' } }, [nothing, missing]],
])('%s takes a mistyped ID for no success', async (operation, form, answers) => {
	const { error, items } = await run(operation, form, ...answers);
	expect(error).toBeDefined();
	expect(items).toEqual([]);
	expect(server.calls()).toHaveLength(answers.length);
});

test('a 404 of some web server is not "already"', async () => {
	const { error } = await run('removeUser', { user: ada }, { status: 404, body: 'Not Found' });
	expect(error?.description).toMatch(/endpoint in the credential/);
	expect(server.calls()).toHaveLength(1);
});

describe('permissions', () => {
	const create = async (permissions: string[], type: string, ...answers: Answer[]) =>
		await run('create', { name: 'A', description: 'B', type, permissions }, ...answers);

	test('of the Management API are for machines, and the role is not made before that is clear', async () => {
		const { error } = await create(['s0'], 'User', resources, resources);
		expect(error?.message).toMatch(/one of the Management API, which no user may have: "all"/);
		expect(sent()).toEqual(['GET /api/resources', 'GET /api/resources']);
		const { items } = await create(['s0'], 'MachineToMachine', resources, resources, {
			body: roleOf('r9'),
		});
		expect(jsons(items)).toEqual([roleOf('r9')]);
	});

	test('of one name in two APIs are refused, and named', async () => {
		const { error } = await run('addPermissions', { permissions: ['read'] }, resources);
		expect(error?.message).toBe('2 permissions have the name "read": s1, s2');
	});

	test('that are gone meanwhile make no role without them', async () => {
		const { error } = await create(['s1'], 'User', resources, { body: [] });
		expect(error?.message).toMatch(/an entry that there is no permission of: "s1"/);
		expect(sent()).toEqual(['GET /api/resources', 'GET /api/resources']);
	});
});

test.each<[string, IDataObject, string]>([
	['update', { updateFields: {} }, 'There is nothing to update'],
	['update', { updateFields: { name: ' ' } }, '"Update Fields > Name" is empty'],
	['create', { name: 'A', description: ' ' }, '"Description" is empty'],
])('%s refuses %j before anything is sent', async (operation, form, message) => {
	const { error } = await run(operation, form);
	expect(error?.message).toBe(message);
	expect(sent()).toEqual([]);
});

test('two applications of one name are refused, and named', async () => {
	const twins = ['a1', 'a2'].map((id) => ({ id, name: 'Nightly job' }));
	const { error } = await run('addApplications', { apps: ['Nightly job'] }, { body: twins });
	expect(error?.message).toBe('2 applications have the name "Nightly job": a1, a2');
});
