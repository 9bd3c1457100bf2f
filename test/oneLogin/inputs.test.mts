/** What is refused before anything is sent. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../engine/engine.mjs';
import { useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const run = async (operation: string, parameters: IDataObject) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});

const user = { mode: 'id', value: '4711' };
const HASH = 'b1c788abac15390de987ad17b65ac73c9b475d428a51f245c645a442fddd078b';
const names = { firstname: 'Ada', lastname: 'Vogel', email: 'ada@example.com', username: 'ada' };

test.each<[string, string, IDataObject, string]>([
	['no user', 'get', { user: '={{ "" }}' }, '"User" is empty'],
	[
		'a user ID that is no number',
		'delete',
		{ user: { mode: 'id', value: 'ada' } },
		'"User" must be a number, but it is "ada"',
	],
	[
		'a user ID that points at another endpoint',
		'delete',
		{ user: { mode: 'id', value: '4711/apps' } },
		'"User" contains "/", which no ID has',
	],
	['a user ID of zero', 'lock', { user: '={{ 0 }}' }, '"User" must be a number, but it is "0"'],
	[
		'a pattern in place of an email',
		'delete',
		{ user: { mode: 'email', value: '*@example.com' } },
		'"User" cannot be searched for as "*@example.com"',
	],
	[
		'a negated username',
		'lock',
		{ user: { mode: 'username', value: '!ada' } },
		'"User" cannot be searched for as "!ada"',
	],
	[
		'a pattern in place of the manager',
		'update',
		{ user, updateFields: { manager_user_id: { mode: 'username', value: 'a*' } } },
		'"Manager" cannot be searched for as "a*"',
	],
	['no roles to add', 'addRoles', { user, roles: '={{ [] }}' }, '"Role Names or IDs" is empty'],
	[
		'a role ID that no number can hold',
		'removeRoles',
		{ user, roles: ['12', '99999999999999999999'] },
		'"Role Names or IDs" holds "99999999999999999999", which is not a role ID',
	],
	[
		'a role that is no ID among the attributes',
		'create',
		{ ...names, additionalFields: { role_ids: ['-1'] } },
		'"Additional Fields > Role Names or IDs" holds "-1", which is not a role ID',
	],
	['a state that does not exist', 'setState', { user, state: 4 }, '"State" cannot be 4'],
	['no state', 'setState', { user, state: '={{ null }}' }, '"State" is empty'],
	[
		'a status that does not exist',
		'update',
		{ user, updateFields: { status: 6 } },
		'"Update Fields > Status" cannot be 6',
	],
	[
		'a lock of less than no time',
		'lock',
		{ user, minutes: -1 },
		'"Minutes" must be at least 0, but it is -1',
	],
	[
		'a lock of half a minute',
		'lock',
		{ user, minutes: 0.5 },
		'"Minutes" must be a whole number, but it is 0.5',
	],
	['a lock of no known time', 'lock', { user, minutes: '={{ null }}' }, '"Minutes" is empty'],
	['no password', 'setPassword', { user, password: '={{ "" }}' }, '"Password" is empty'],
	['a password of null', 'setPassword', { user, password: '={{ null }}' }, '"Password" is empty'],
	['no password to hash', 'setPasswordHash', { user, salt: 'hello' }, '"Password" is empty'],
	[
		'a salt of 41 characters',
		'setPasswordHash',
		{ user, password: 'password', salt: 'x'.repeat(41) },
		'"Salt" has 41 characters, and OneLogin takes 40 at most',
	],
	[
		'a salt of 41 characters for a ready-made hash',
		'setPasswordHash',
		{ user, input: 'hash', hash: HASH, salt: 'x'.repeat(41) },
		'"Salt" has 41 characters, and OneLogin takes 40 at most',
	],
	[
		'clear text in place of a hash',
		'setPasswordHash',
		{ user, input: 'hash', hash: 'my password', salt: 'hello' },
		'"Hash" is not a SHA-256 hash',
	],
	[
		'a password with half of a character',
		'setPasswordHash',
		{ user, password: '={{ "a\\uD800" }}', salt: 'hello' },
		'"Password" or "Salt" contains half of a character (a lone surrogate)',
	],
	[
		'a bcrypt hash that is none',
		'create',
		{ ...names, password: { hash: { algorithm: 'bcrypt', hash: 'clear text' } } },
		'"Password > Hash > Hash" is not a bcrypt hash',
	],
	[
		'a password in two ways',
		'create',
		{ ...names, password: { clear: { password: 'a' }, hash: { hash: HASH } } },
		'"Password" is given in more than one way',
	],
	[
		'an empty password',
		'update',
		{ user, password: { clear: { password: '' } } },
		'"Password > Clear Text > Password" is empty',
	],
	[
		'a new user without email and username',
		'create',
		{ firstname: 'Ada', lastname: 'Vogel' },
		'"Email" and "Username" are both empty',
	],
	['an update of nothing', 'update', { user }, 'There is nothing to update'],
	[
		'an update of what was added and not filled',
		'update',
		{ user, updateFields: { group_id: '' }, options: { mappings: 'sync' } },
		'There is nothing to update',
	],
	...['={{ [] }}', '={{ null }}', []].map<[string, string, IDataObject, string]>((roles) => [
		`an update whose roles came out as ${JSON.stringify(roles)}, which would leave them all`,
		'update',
		{ user, updateFields: { title: 'Dr', role_ids: roles } },
		'"Update Fields > Role Names or IDs" is empty',
	]),
	...['role_ids', 'status', 'state'].map<[string, string, IDataObject, string]>((name) => [
		`an update whose ${name} has no result`,
		'update',
		{ user, updateFields: { title: 'Dr', [name]: '={{ $json.missing }}' } },
		`"Update Fields > ${{ role_ids: 'Role Names or IDs', status: 'Status', state: 'State' }[name]}" has no value for this item`,
	]),
	[
		'a status of null',
		'update',
		{ user, updateFields: { status: '={{ null }}' } },
		'"Update Fields > Status" has no value for this item',
	],
	...['={{ $json.missing }}', '={{ null }}'].flatMap<[string, string, IDataObject, string]>(
		(salt) => [
			[
				`a salt beside a hash that came out as ${salt}`,
				'create',
				{ ...names, password: { hash: { algorithm: 'sha256+salt', hash: HASH, salt } } },
				'"Password > Hash > Salt" has no value for this item',
			],
			[
				`a salt for a hash that came out as ${salt}`,
				'setPasswordHash',
				{ user, input: 'hash', hash: HASH, salt },
				'"Salt" has no value for this item',
			],
		],
	),
	[
		'two filters by one custom attribute',
		'getAll',
		{
			filters: {
				custom: {
					attribute: [
						{ name: 'branch', value: 'a' },
						{ name: 'branch', value: 'b' },
					],
				},
			},
		},
		'"Filters > Custom Attributes" asks for "branch" twice',
	],
	[
		'an update that clears the email',
		'update',
		{ user, updateFields: { email: '', title: 'Dr' } },
		'"Update Fields > Email" is empty',
	],
	[
		'an update that sets the username to null',
		'update',
		{ user, updateFields: { username: '={{ null }}' } },
		'"Update Fields > Username" is empty',
	],
	[
		'an attribute both set and removed',
		'update',
		{ user, updateFields: { group_id: '34' }, clear: ['group_id'] },
		'"Attributes to Clear" and "Update Fields" both say something about group_id',
	],
	[
		'a directory that was not filled in',
		'update',
		{ user, updateFields: { directory_id: 0 } },
		'"Update Fields > Directory ID" must be at least 1, but it is 0',
	],
	[
		'a custom attribute without a name',
		'update',
		{ user, customAttributes: { attribute: [{ name: '', value: 'x' }] } },
		'An entry of "Custom Attributes" has no attribute',
	],
	[
		'a custom attribute that is none, and that JavaScript loses',
		'create',
		{ ...names, customAttributes: { attribute: [{ name: '__proto__', value: 'x' }] } },
		'"Custom Attributes" names "__proto__", which cannot be an attribute',
	],
	[
		'a custom attribute twice',
		'create',
		{
			...names,
			customAttributes: {
				attribute: [
					{ name: 'branch', value: 'x' },
					{ name: 'branch', value: 'y' },
				],
			},
		},
		'"Custom Attributes" sets "branch" twice',
	],
	[
		'a filter by a custom attribute without a name',
		'getAll',
		{ filters: { custom: { attribute: [{ name: '', value: 'x' }] } } },
		'"Filters > Custom Attributes" is empty',
	],
	...[
		[{ name: 'branch', value: '' }],
		[{ name: 'branch', value: '={{ $json.missing }}' }],
		[{ name: 'branch', value: '={{ null }}' }],
		[
			{ name: 'branch', value: 'x' },
			{ name: 'grade', value: '={{ $json.missing }}' },
		],
		[],
	].map<[string, string, IDataObject, string]>((attribute) => [
		`a filter by custom attributes that came out as ${JSON.stringify(attribute)}`,
		'getAll',
		{ filters: { custom: { attribute } } },
		'"Filters > Custom Attributes" is empty',
	]),
	[
		'a filter by custom attributes that were not filled in',
		'getAll',
		{ filters: { custom: {} } },
		'"Filters > Custom Attributes" is empty',
	],
	[
		'a filter by a custom attribute that an expression left incomplete',
		'getAll',
		{ filters: { custom: { attribute: '={{ [{ name: "branch" }] }}' } } },
		'"Filters > Custom Attributes" is empty',
	],
	[
		'a custom attribute whose expression has no result, which would be cleared',
		'update',
		{ user, customAttributes: { attribute: [{ name: 'branch', value: '={{ $json.missing }}' }] } },
		'"Custom Attributes" has no value for "branch"',
	],
	[
		'a filter by the directory that was not filled in',
		'getAll',
		{ filters: { directory_id: 0 } },
		'"Filters > Directory ID" must be at least 1, but it is 0',
	],
])('%s: nothing is sent', async (_title, operation, parameters, message) => {
	const { items, error } = await run(operation, parameters);
	expect(error?.message).toBe(message);
	expect(items).toEqual([]);
	expect(server.received).toEqual([]);
});

test('a refusal repeats no password', async () => {
	const { error } = await run('setPasswordHash', {
		user,
		input: 'hash',
		hash: 'hunter2-hunter2',
		salt: '',
	});
	expect(error?.message).toBe('"Hash" is not a SHA-256 hash');
	expect(`${error?.message} ${error?.description}`).not.toContain('hunter2');
});

test('without a salt, a new random one goes with each clear-text password', async () => {
	const { createHash } = await import('node:crypto');
	await run('setPasswordHash', { user, password: 'hunter2' });
	await run('setPasswordHash', { user, password: 'hunter2' });
	const bodies = server.calls().map(({ json }) => json as Record<string, string>);
	expect(bodies).toHaveLength(2);
	for (const body of bodies) {
		expect(body.password_salt).toMatch(/^[0-9a-f]{40}$/);
		const hash = createHash('sha256').update(`${body.password_salt}hunter2`).digest('hex');
		expect(body.password).toBe(hash);
		expect(body.password_confirmation).toBe(hash);
	}
	expect(bodies[0].password_salt).not.toBe(bodies[1].password_salt);
	expect(server.received.map(({ text }) => text).join()).not.toContain('hunter2');
});

test('a salt of 40 characters is taken, however many bytes they are', async () => {
	const { error } = await run('setPasswordHash', { user, password: 'p', salt: '😀'.repeat(40) });
	expect(error).toBeUndefined();
	expect(server.calls()).toHaveLength(1);
});

test('every name in the form can be given instead of the value', async () => {
	await run('setState', { user, state: 'unlicensed' });
	expect(server.calls()[0].json).toEqual({ state: 3 });
});
