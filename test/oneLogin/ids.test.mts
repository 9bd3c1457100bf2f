/** IDs of more digits than a number can hold: they come out as text, and go back in digit by digit. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, pickers, runNode } from '../engine/engine.mjs';
import { isToken, type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const LONG = '12345678901234567';
/** What a number would make of it: somebody else. */
const ROUNDED = '12345678901234568';

const server = useServer();
beforeEach(() => {
	answer('[]');
});
afterEach(() => {
	expect(JSON.stringify(server.calls())).not.toContain(ROUNDED);
});

/** Answers with these records, written as they are. */
function answer(data: string | ((request: Received) => string)): void {
	server.respond = (request) =>
		isToken(request)
			? undefined
			: {
					headers: { 'content-type': 'application/json' },
					body: `{"status":{"error":false,"code":200,"type":"success","message":"Success"},"data":${typeof data === 'string' ? data : data(request)}}`,
				};
}

const run = async (operation: string, parameters: IDataObject = {}) =>
	await runNode({
		node: 'oneLogin',
		parameters: {
			resource: 'user',
			operation,
			user: { mode: 'id', value: LONG },
			...parameters,
		},
		credentials: credentialsFor('oneLogin', server.origin),
	});

test('those of users in a list, and of their roles and managers', async () => {
	answer(`[{"id":${LONG},"role_id":[${LONG},5],"manager_user_id":${LONG},"group_id":7}]`);
	const { items } = await run('getAll', { returnAll: true, simplify: false });
	expect(jsons(items)).toEqual([
		{ id: LONG, role_id: [LONG, 5], manager_user_id: LONG, group_id: 7 },
	]);
});

test('that of a user who is read, given as it came out', async () => {
	answer(`[{"id":${LONG},"email":"ada@example.com"}]`);
	const { items, error } = await run('get', { simplify: false });
	expect(error).toBeUndefined();
	expect(jsons(items)).toEqual([{ id: LONG, email: 'ada@example.com' }]);
	expect(server.calls()[0].path).toBe(`/api/1/users/${LONG}`);
});

test('that of a user who is found by email', async () => {
	answer(`[{"id":${LONG},"email":"ada@example.com"}]`);
	await run('delete', { user: { mode: 'email', value: 'ada@example.com' } });
	expect(server.calls()[1]).toMatchObject({ method: 'DELETE', path: `/api/1/users/${LONG}` });
});

test('that of a user in the picker', async () => {
	answer(`[{"id":${LONG},"email":"ada@example.com"}]`);
	const { search } = pickers('oneLogin', credentialsFor('oneLogin', server.origin));
	expect((await search('searchUsers')).results).toEqual([{ name: 'ada@example.com', value: LONG }]);
});

test.each<[string, IDataObject, IDataObject]>([
	['delete', {}, { deleted: true, id: LONG }],
	['lock', { minutes: 5 }, { id: LONG, locked: true, changed: true }],
	['logOut', {}, { id: LONG, loggedOut: true }],
	['setState', { state: 1 }, { id: LONG, state: 1, changed: true }],
	['setPassword', { password: 'x' }, { id: LONG, passwordSet: true }],
	['setPasswordHash', { password: 'x' }, { id: LONG, passwordSet: true }],
	['addRoles', { roles: ['5'] }, { userId: LONG, addedRoleIds: [5], skippedRoleIds: [] }],
	[
		'removeRoles',
		{ roles: ['5'] },
		{ userId: LONG, removedRoleIds: [5], skippedRoleIds: [], stillHeldRoleIds: [] },
	],
])('what %s says of a user is about that one', async (operation, parameters, item) => {
	const { items, error } = await run(operation, parameters);
	expect(error).toBeUndefined();
	expect(jsons(items)).toEqual([item]);
	expect(server.calls()[0].path).toContain(`/${LONG}`);
});

test('roles that a user holds', async () => {
	answer(`[[5,${LONG}]]`);
	const { items } = await run('getRoles');
	expect(jsons(items)).toEqual([
		{ userId: LONG, roleId: 5 },
		{ userId: LONG, roleId: LONG },
	]);
});

test('roles that an update leaves with a user', async () => {
	answer(`[{"id":${LONG},"role_id":[5,${LONG}]}]`);
	const { items, error } = await run('update', { updateFields: { role_ids: ['5'] } });
	expect(error).toBeUndefined();
	expect(jsons(items)).toMatchObject([{ id: LONG, role_ids: [5, LONG], stillHeldRoleIds: [LONG] }]);
});

test.each<[string, string, IDataObject, string]>([
	['a role', 'addRoles', { roles: [LONG] }, `"Role Names or IDs" holds "${LONG}", which is not`],
	['a role', 'removeRoles', { roles: [LONG] }, `"Role Names or IDs" holds "${LONG}"`],
	[
		'a role',
		'update',
		{ updateFields: { role_ids: [LONG] } },
		`"Update Fields > Role Names or IDs" holds "${LONG}"`,
	],
	[
		'a group',
		'update',
		{ updateFields: { group_id: LONG } },
		`"Update Fields > Group Name or ID" holds "${LONG}", which is not a group ID`,
	],
	[
		'a manager',
		'update',
		{ updateFields: { manager_user_id: { mode: 'id', value: LONG } } },
		`"Update Fields > Manager" holds "${LONG}", which is not a user ID`,
	],
	[
		'a manager',
		'create',
		{ email: 'a@b.co', additionalFields: { manager_user_id: { mode: 'id', value: LONG } } },
		`"Additional Fields > Manager" holds "${LONG}", which is not a user ID`,
	],
	[
		'a directory',
		'update',
		{ updateFields: { directory_id: LONG } },
		'"Update Fields > Directory ID" has more digits than a number can hold',
	],
	[
		'an identity provider',
		'update',
		{ updateFields: { trusted_idp_id: LONG } },
		'"Update Fields > Trusted IdP ID" has more digits than a number can hold',
	],
])(
	'%s in a body, where OneLogin takes numbers only, is refused: %s',
	async (_what, operation, parameters, message) => {
		const { error, items } = await run(operation, parameters);
		expect(error?.message).toContain(message);
		expect(items).toEqual([]);
		expect(server.received).toEqual([]);
	},
);

test.each([
	['id', { id: LONG }],
	['user_ids', { user_ids: `5,${LONG}` }],
	['role_id', { role_id: LONG }],
])('a filter by %s has all digits', async (name, filters) => {
	await run('getAll', { filters });
	expect(Object.fromEntries(server.calls()[0].query)[name]).toContain(LONG);
});
