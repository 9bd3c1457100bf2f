import type { IDataObject } from 'n8n-workflow';
import { runNode, type RunOptions } from './engine.mjs';
import { startServer, type TestServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer(() => ({
		body: { status: { error: false }, pagination: {}, data: [] },
	}));
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.received = [];
});

const oneLoginList = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'getAll', ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
		...more,
	});

const addRoles = async (user: unknown, roles: unknown = ['1'], more: Partial<RunOptions> = {}) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'addRoles', user, roles } as IDataObject,
		credentials: credentialsFor('oneLogin', server.origin),
		...more,
	});

const assign = async (user: unknown) =>
	await runNode({
		node: 'logto',
		parameters: {
			resource: 'userRole',
			operation: 'assign',
			user,
			roles: ['r1aaaaaaaaaaaaaaaaaaa'],
		} as IDataObject,
		credentials: credentialsFor('logto', server.origin),
	});

const query = () => Object.fromEntries(server.calls()[0].query);

describe('numbers and booleans that arrive as text', () => {
	test.each([
		['={{ "true" }}', undefined],
		['={{ "false" }}', '7'],
		['={{ "0" }}', '7'],
		['={{ false }}', '7'],
	])('Return All %s', async (returnAll, limit) => {
		await oneLoginList({ returnAll, limit: '={{ "7" }}' });
		expect(query().limit).toBe(limit ?? '50');
	});

	test.each([
		['maybe', '"Return All" must be true or false, but it is "maybe"'],
		['', '"Return All" must be true or false, but it is ""'],
	])('a switch that is "%s" is refused', async (word, message) => {
		const { error } = await oneLoginList({ returnAll: `={{ ${JSON.stringify(word)} }}` });
		expect(error?.message).toBe(message);
		expect(server.received).toEqual([]);
	});

	test.each([
		['={{ "many" }}', '"Limit" must be a number, but it is "many"'],
		['={{ "" }}', '"Limit" must be a number, but it is ""'],
		['={{ 0 }}', '"Limit" must be at least 1, but it is 0'],
		['={{ -3 }}', '"Limit" must be at least 1, but it is -3'],
		['={{ [5] }}', '"Limit" must be a number, but it is [5]'],
		['={{ true }}', '"Limit" must be a number, but it is true'],
		['={{ 3.33 }}', '"Limit" must be a whole number, but it is 3.33'],
		['={{ "7.5" }}', '"Limit" must be a whole number, but it is 7.5'],
	])('Limit %s is refused by name', async (limit, message) => {
		const { error } = await oneLoginList({ returnAll: false, limit });
		expect(error?.message).toBe(message);
		expect(server.received).toEqual([]);
	});
});

describe('dates', () => {
	const since = async (value: unknown, more: Partial<RunOptions> = {}) => {
		const result = await oneLoginList({ filters: { since: value } as IDataObject }, more);
		return result.error?.message ?? query().since;
	};

	test.each([
		['2026-03-01T10:00:00', 'the date picker', '2026-03-01T10:00:00.000Z'],
		['2026-03-01', 'a day', '2026-03-01T00:00:00.000Z'],
		['2026-03-01 10:00:00', 'a database', '2026-03-01T10:00:00.000Z'],
		['2026-03-01T10:00:00+02:00', 'ISO with offset', '2026-03-01T08:00:00.000Z'],
		['={{ DateTime.fromISO("2026-03-01T10:00:00Z") }}', 'luxon', '2026-03-01T10:00:00.000Z'],
		['={{ new Date("2026-03-01T10:00:00Z") }}', 'a Date', '2026-03-01T10:00:00.000Z'],
		['={{ 1772359200000 }}', 'milliseconds', '2026-03-01T10:00:00.000Z'],
		['1772359200000', 'milliseconds as text', '2026-03-01T10:00:00.000Z'],
		['={{ 1772359200 }}', 'seconds', '2026-03-01T10:00:00.000Z'],
		['1772359200', 'seconds as text', '2026-03-01T10:00:00.000Z'],
		['={{ 1772359200.25 }}', 'seconds with a fraction', '2026-03-01T10:00:00.250Z'],
		['={{ 946684800 }}', 'the first second', '2000-01-01T00:00:00.000Z'],
		['={{ 946684800000 }}', 'the first millisecond', '2000-01-01T00:00:00.000Z'],
		['={{ 4133980799 }}', 'the last second', '2100-12-31T23:59:59.000Z'],
		['={{ 4133980799999 }}', 'the last millisecond', '2100-12-31T23:59:59.999Z'],
		['20260301', 'a day in digits', '2026-03-01T00:00:00.000Z'],
		['={{ 20260301 }}', 'a day as a number', '2026-03-01T00:00:00.000Z'],
		['20260301T100000Z', 'ISO without dashes', '2026-03-01T10:00:00.000Z'],
		['={{ new Date(0) }}', 'a Date is what it says', '1970-01-01T00:00:00.000Z'],
	])('%s (%s)', async (value, _what, expected) => {
		expect(await since(value)).toBe(expected);
	});

	test("the picker's local time is meant in the workflow's time zone", async () => {
		expect(await since('2026-07-01T10:00:00', { timezone: 'Europe/Berlin' })).toBe(
			'2026-07-01T08:00:00.000Z',
		);
	});

	test('a date without a result is refused, since everybody would be listed', async () => {
		expect(await since('={{ $json.missing }}')).toBe('"Filters > Since" is empty');
		expect(server.received).toEqual([]);
	});

	test.each([
		['yesterday', '"yesterday"', 'a word'],
		['={{ 2026 }}', '2026', 'a year, which would be two seconds into 1970'],
		['2026', '"2026"', 'a year as text, which may be meant otherwise'],
		['202603', '"202603"', 'a month, which luxon would take'],
		['={{ 0 }}', '0', 'the beginning of 1970'],
		['={{ -1772359200 }}', '-1772359200', 'a negative number'],
		['={{ 946684799 }}', '946684799', 'seconds before 2000'],
		['={{ 4133980800 }}', '4133980800', 'seconds after 2100'],
		['={{ 4133980800000 }}', '4133980800000', 'milliseconds after 2100'],
		['20260301100000', '"20260301100000"', 'the digits of a date, which as milliseconds are 2612'],
		['={{ 1772359200000000 }}', '1772359200000000', 'microseconds'],
		['133713840000000000', '"133713840000000000"', 'the ticks of a directory'],
		['20261301', '"20261301"', 'digits of no day'],
		['10:00', '"10:00"', 'a time, which would be one of today'],
		['12', '"12"', 'an hour, which would be one of today'],
		['={{ NaN }}', 'NaN', 'no number'],
		['={{ true }}', 'true', 'a switch'],
		['={{ [1772359200] }}', '[1772359200]', 'a list'],
		['={{ new Date("x") }}', 'an object of the kind Date', 'an invalid one'],
	])('%s is refused by name: %s, %s', async (value, shown) => {
		expect(await since(value)).toBe(`"Filters > Since" is not a date: ${shown}`);
		expect(server.received).toEqual([]);
	});
});

describe('a filter that came out empty would list everybody', () => {
	test.each([[''], ['={{ "" }}'], ['={{ null }}'], ['={{ $json.missing }}']])(
		'%j is refused by name',
		async (email) => {
			const { error } = await oneLoginList({ filters: { email } });
			expect(error?.message).toBe('"Filters > Email" is empty');
			expect(error?.description).toContain('remove the filter');
			expect(server.received).toEqual([]);
		},
	);
});

describe('lists', () => {
	test.each([
		['={{ ["1", "2"] }}', [1, 2]],
		['={{ [1, 2] }}', [1, 2]],
		['={{ "1, 2" }}', [1, 2]],
		['={{ "[1,2]" }}', [1, 2]],
		['={{ 1 }}', [1]],
	])('%s', async (roles, expected) => {
		await addRoles({ mode: 'id', value: '5' }, roles);
		expect(server.calls()[0].json).toEqual({ role_id_array: expected });
	});

	test.each([
		['={{ [] }}', '"Role Names or IDs" is empty'],
		['={{ "" }}', '"Role Names or IDs" is empty'],
		['={{ "1.5" }}', '"Role Names or IDs" holds "1.5", which is not a role ID'],
		['={{ "-1" }}', '"Role Names or IDs" holds "-1", which is not a role ID'],
	])('%s is refused by name', async (roles, message) => {
		const { error } = await addRoles({ mode: 'id', value: '5' }, roles);
		expect(error?.message).toBe(message);
		expect(server.received).toEqual([]);
	});
});

describe('ids', () => {
	test.each([
		['   ', '"User" is empty'],
		['={{ undefined }}', '"User" is empty'],
		['={{ null }}', '"User" is empty'],
		['={{ $json.missing }}', '"User" is empty'],
		['.', '"User" is ".", which is not an ID'],
		['..', '"User" is "..", which is not an ID'],
		['a/b', '"User" contains "/", which no ID has'],
		['../roles', '"User" contains "/", which no ID has'],
		['..\\roles', '"User" contains "\\\\", which no ID has'],
		['%2e%2e', '"User" contains "%", which no ID has'],
		['?x=1', '"User" contains "?", which no ID has'],
		['a#b', '"User" contains "#", which no ID has'],
		['a;b', '"User" contains ";", which no ID has'],
		['..;x', '"User" is "..;x", which is not an ID'],
		['a\nb', '"User" contains "\\n", which no ID has'],
		['={{ "\\ud800x" }}', '"User" contains half of a character (a lone surrogate)'],
		['={{ {} }}', '"User" must be text, but it is an object'],
	])('%j is refused before anything is sent', async (value, message) => {
		const { error } = await assign({ mode: 'id', value });
		expect(error?.message).toBe(message);
		expect(server.received).toEqual([]);
	});

	test.each([
		['auth0|5f7c', 'auth0%7C5f7c'],
		['a:b@c&d=e+f', 'a%3Ab%40c%26d%3De%2Bf'],
		['Zoë 🦊', 'Zo%C3%AB%20%F0%9F%A6%8A'],
		['...', '...'],
		[' padded\n', 'padded'],
		['x'.repeat(2000), 'x'.repeat(2000)],
	])('%j goes into the path as one encoded segment', async (value, segment) => {
		await assign({ mode: 'id', value });
		expect(server.calls()[0].path).toBe(`/api/users/${segment}/roles`);
	});

	test('a bare value, as an expression for the whole locator gives it, is an ID', async () => {
		await assign('={{ "abc" }}');
		expect(server.calls()[0].path).toBe('/api/users/abc/roles');
	});

	test('each item has its own', async () => {
		await addRoles({ mode: 'id', value: '={{ $json.id }}' }, ['1'], {
			items: [{ id: 7 }, { id: '8' }],
		});
		expect(server.calls().map(({ path }) => path)).toEqual([
			'/api/1/users/7/add_roles',
			'/api/1/users/8/add_roles',
		]);
	});
});

describe('text', () => {
	const create = async (parameters: IDataObject) =>
		await runNode({
			node: 'okta',
			parameters: { resource: 'user', operation: 'create', ...parameters },
			credentials: credentialsFor('okta', server.origin),
		});
	const sent = () => server.calls().map(({ json }) => (json as { profile: IDataObject }).profile);

	test('from a spreadsheet: blank and unseen signs around it go, accents become one sign', async () => {
		await create({
			email: ' ada@example.com\u200b',
			login: '\ufeffada@example.com\u00a0',
			firstName: 'Zoe\u0308 ',
			lastName: 'va\u200dn der Berg',
		});
		expect(sent()).toEqual([
			{
				email: 'ada@example.com',
				login: 'ada@example.com',
				firstName: 'Zo\u00eb',
				lastName: 'va\u200dn der Berg',
			},
		]);
	});

	test('a password is left as it is', async () => {
		await create({
			email: 'a@b.co',
			login: 'a@b.co',
			credentials: { password: { value: ' corre\u0301ct horse ' } },
		});
		expect(server.calls()[0].json).toMatchObject({
			credentials: { password: { value: ' corre\u0301ct horse ' } },
		});
	});

	test.each([
		[{ email: 'a\u200bda@example.com', login: 'a@b.co' }, '"Email"', 'U+200B'],
		[{ email: 'a@b.co', login: 'ada@exam\u00adple.com' }, '"Login"', 'U+00AD'],
	])(
		'an address with an unseen sign in it is refused, and the sign is named',
		async (given, label, code) => {
			const { error } = await create(given);
			expect(error?.message).toContain(`${label} has a sign in it that cannot be seen (${code})`);
			expect(server.received).toEqual([]);
		},
	);

	test('nobody is looked up by an address with an unseen sign in it', async () => {
		const { error } = await runNode({
			node: 'okta',
			parameters: {
				resource: 'user',
				operation: 'get',
				user: { mode: 'email', value: 'a\u200bda@example.com' },
			},
			credentials: credentialsFor('okta', server.origin),
		});
		expect(error?.message).toContain('"User" has a sign in it that cannot be seen (U+200B)');
		expect(server.received).toEqual([]);
	});
});

describe('JSON', () => {
	const create = async (customAttributes: unknown) =>
		await runNode({
			node: 'okta',
			parameters: {
				resource: 'user',
				operation: 'create',
				email: 'a@b.co',
				login: 'a@b.co',
				customAttributes,
			} as IDataObject,
			credentials: credentialsFor('okta', server.origin),
		});
	const sent = () => (server.calls()[0].json as { profile: IDataObject }).profile;

	test.each([
		['text', '{ "a": 1, "b": null }'],
		['an object', '={{ { a: 1, b: null } }}'],
	])('as %s', async (_what, value) => {
		await create(value);
		expect(sent()).toEqual({ login: 'a@b.co', email: 'a@b.co', a: 1, b: null });
	});

	test('a key "constructor" is an attribute like any other', async () => {
		await create('{ "constructor": "x", "toString": "y" }');
		expect(server.calls()[0].text).toContain('"constructor":"x","toString":"y"');
	});

	test('dates in it are written as text', async () => {
		await create('={{ { at: new Date(0), then: DateTime.fromMillis(0).toUTC(), none: null } }}');
		expect(sent()).toMatchObject({
			at: '1970-01-01T00:00:00.000Z',
			then: '1970-01-01T00:00:00.000Z',
			none: null,
		});
	});

	test('what an expression has no result for is left out', async () => {
		await create('={{ { a: $json.missing, b: 1 } }}');
		expect(sent()).toEqual({ login: 'a@b.co', email: 'a@b.co', b: 1 });
	});

	test.each([
		['={{ { a: "".search } }}', 'in "a" that JSON does not know: a function'],
		['={{ { list: [{ deep: "".search }] } }}', 'in "deep" that JSON does not know: a function'],
		['={{ { a: Symbol("x") } }}', 'in "a" that JSON does not know: a symbol'],
		[
			'={{ { a: new Map([[1, 2]]) } }}',
			'in "a" that JSON does not know: an object of the kind Map',
		],
		['={{ { a: Number("x") } }}', 'in "a" that JSON does not know: NaN'],
		['={{ { a: new Date("x") } }}', 'in "a" that JSON does not know: an object of the kind Date'],
		['={{ { a: 12345678901234567 } }}', 'in "a" that has more digits than a number can hold'],
		['{ "a": 12345678901234567 }', 'in "a" that has more digits than a number can hold'],
	])('%s is refused by name', async (value, fault) => {
		const { error } = await create(value);
		expect(error?.message).toMatch(/^"Custom Attributes" (holds a|cannot)/);
		expect(error?.message).toContain(fault);
		expect(server.received).toEqual([]);
	});

	test.each([
		['{ "a": ', '"Custom Attributes" is not valid JSON'],
		['[1]', '"Custom Attributes" must be a JSON object, but it is [1]'],
		['"x"', '"Custom Attributes" must be a JSON object, but it is "x"'],
		[
			'{ "__proto__": { "admin": true } }',
			'"Custom Attributes" has a key "__proto__", which cannot be an attribute',
		],
		[
			'{ "a": [{ "__proto__": {} }] }',
			'"Custom Attributes" has a key "__proto__", which cannot be an attribute',
		],
	])('%s is refused by name', async (value, message) => {
		const { error } = await create(value);
		expect(error?.message).toBe(message);
		expect(server.received).toEqual([]);
		expect(({} as IDataObject).admin).toBeUndefined();
	});
});

describe('integers beyond 2^53, which were rounded when they became numbers', () => {
	const ROUNDED = 'has more digits than a number can hold, so the last ones may be wrong';

	test.each([
		['of an ID', async () => await addRoles({ mode: 'id', value: '={{ 12345678901234567 }}' })],
		[
			'of an ID, all of it an expression',
			async () => await addRoles('={{ 12345678901234567 }}' as never),
		],
		[
			'in a list',
			async () => await addRoles({ mode: 'id', value: '5' }, '={{ [12345678901234567] }}'),
		],
		[
			'in a list as text',
			async () => await addRoles({ mode: 'id', value: '5' }, '[12345678901234567]'),
		],
		['in a text', async () => await oneLoginList({ filters: { id: '={{ 12345678901234567 }}' } })],
		[
			'in a number',
			async () => await oneLoginList({ filters: { directory_id: '={{ 12345678901234567 }}' } }),
		],
		[
			'in a number, as text',
			async () => await oneLoginList({ filters: { directory_id: '12345678901234567' } }),
		],
	])('%s', async (_what, sent) => {
		const { error } = await sent();
		expect(error?.message).toContain(ROUNDED);
		expect(error?.message).toMatch(/^"[^"]+" .*123456789012345/);
		expect(server.received).toEqual([]);
	});

	test('but text is sent digit by digit', async () => {
		await oneLoginList({ filters: { id: '12345678901234567' } });
		expect(query().id).toBe('12345678901234567');
	});
});

describe('what is no value', () => {
	const list = async (filters: unknown) =>
		await runNode({
			node: 'okta',
			parameters: { resource: 'user', operation: 'getAll', filters } as IDataObject,
			credentials: credentialsFor('okta', server.origin),
		});

	// n8n reads the members of a collection off the expression itself, and texts have a "search".
	test.each(['={{ $json.filters }}', '={{ [] }}', 'text'])(
		'the search of a text, for a collection that is %s',
		async (filters) => {
			const { error } = await list(filters);
			expect(error?.message).toBe('"Filters > Search" must be text, but it is a function');
			expect(error?.description).toContain('set its fields one by one');
			expect(server.received).toEqual([]);
		},
	);

	test.each([
		['={{ Symbol("x") }}', 'a symbol'],
		['={{ NaN }}', 'NaN'],
		['={{ 1 / 0 }}', 'Infinity'],
		['={{ new Date() }}', 'an object of the kind Date'],
		['={{ new String("x") }}', 'an object of the kind String'],
	])('%s is no text', async (search, kind) => {
		const { error } = await list({ search });
		expect(error?.message).toBe(`"Filters > Search" must be text, but it is ${kind}`);
		expect(server.received).toEqual([]);
	});

	test('a function in a list', async () => {
		const { error } = await addRoles({ mode: 'id', value: '5' }, '={{ ["1", "".search] }}');
		expect(error?.message).toBe('"Role Names or IDs" must be text, but it is a function');
		expect(server.received).toEqual([]);
	});

	test('a function in place of the way in which a record is chosen', async () => {
		const { error } = await addRoles({ mode: ''.search, value: '5' });
		expect(error?.message).toBe('"User" must be text, but it is a function');
		expect(server.received).toEqual([]);
	});
});

test('a choice is found by value, by name and in any case, and otherwise listed', async () => {
	const get = async (direction: string) =>
		await oneLoginList({ sort: { field: 'id', direction: `={{ "${direction}" }}` } });
	await get('-');
	await get('descending');
	expect(server.calls().map((call) => Object.fromEntries(call.query).sort)).toEqual(['-id', '-id']);
	const { error } = await get('sideways');
	expect(error?.message).toBe('"Sort > Sort Order" cannot be "sideways"');
	expect(error?.description).toBe('Choose one of: + (Ascending), - (Descending).');
});

test('half a character in a filter is refused, since it has no form in a URL', async () => {
	const { error } = await oneLoginList({ filters: { email: '={{ "a\\udc00" }}' } });
	expect(error?.message).toContain('half of a character');
	expect(server.calls()).toEqual([]);
});

test('the input items are left as they were', async () => {
	const items = [{ id: 7, nested: { list: [1] } }];
	const before = structuredClone(items);
	await addRoles({ mode: 'id', value: '={{ $json.id }}' }, ['1'], { items });
	expect(items).toEqual(before);
});
