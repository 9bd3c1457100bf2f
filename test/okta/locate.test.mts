import { jsons } from '../engine/engine.mjs';
import { APP_ID, missing, person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();

const OTHER_ID = '00uBob00000000000002';
const get = (mode: string, value: string) =>
	({ resource: 'user', operation: 'get', user: { mode, value } }) as const;
const search = (expression: string) => `GET /api/v1/users?search=${expression}&limit=5`;

describe('by ID', () => {
	test.each(['id', 'list'])('an ID goes straight into the address (%s)', async (mode) => {
		org.answer({ body: person(USER_ID, 'ada@example.com') });
		const { items } = await org.run(get(mode, ` ${USER_ID} `));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([`GET /api/v1/users/${USER_ID}`]);
	});

	test('a bare value, as an AI tool gives it, is an ID too', async () => {
		org.answer({ body: person(USER_ID, 'ada@example.com') });
		await org.run({ ...get('id', ''), user: USER_ID });
		expect(org.asked()).toEqual([`GET /api/v1/users/${USER_ID}`]);
	});

	test('what Okta reads as a login is refused, though it finds someone', async () => {
		org.answer({ body: person(OTHER_ID, 'ada@example.com') });
		const { items, error } = await org.run(get('id', 'ada'));
		expect(items).toEqual([]);
		expect(error?.message).toBe('No user has the ID "ada"');
		expect(error?.description).toContain(OTHER_ID);
		expect(error?.description).toContain('By Login');
		expect(org.asked()).toEqual(['GET /api/v1/users/ada']);
	});

	test('an ID of another form is taken once its record carries it', async () => {
		org.answer({ body: person('custom-1', 'ada@example.com') });
		const { items } = await org.run(get('id', 'custom-1'));
		expect(jsons(items)).toMatchObject([{ id: 'custom-1' }]);
	});

	test("an ID of another form that nobody has is refused in Okta's words", async () => {
		org.answer(missing());
		const { error } = await org.run(get('id', '00u1'));
		expect(error?.message).toBe('Not found: Resource not found: x (User)');
		expect(error?.description).toContain('Check "User"');
		expect(error?.httpCode).toBe('404');
	});

	const writes = [
		{ resource: 'user', operation: 'delete', mode: 'delete' },
		{ resource: 'user', operation: 'update', profile: { city: 'Kassel' } },
		{ resource: 'user', operation: 'replace', email: 'a@b.co', login: 'a@b.co' },
		{ resource: 'user', operation: 'get' },
		{ resource: 'user', operation: 'getBlocks' },
		{ resource: 'applicationUser', operation: 'assign' },
		{ resource: 'applicationUser', operation: 'unassign' },
		{ resource: 'applicationUser', operation: 'update', appProfile: { a: 1 } },
		{ resource: 'applicationUser', operation: 'get' },
	];
	test.each(writes)('"me" is nobody: $resource > $operation', async (operation) => {
		for (const value of ['me', 'ME']) {
			const app = { mode: 'id', value: APP_ID };
			const { error } = await org.run({ ...operation, app, user: { mode: 'id', value } });
			expect(error?.message).toContain('"User" is "me"');
		}
		expect(org.server.received).toEqual([]);
	});

	test.each([
		...['   ', '.', '..', 'acme/ada', 'acme\\ada', 'ada?', 'ada#', 'ada%2fx', 'ada;x', 'ada\nx'],
	])('"%s" is refused before anything is sent', async (value) => {
		const { error } = await org.run(get('id', value));
		expect(error?.message).toMatch(/^"User" (is|contains) /);
		expect(org.server.received).toEqual([]);
	});
});

describe('by login', () => {
	test('it is asked for directly, since the index may not know a new user yet', async () => {
		org.answer({ body: person(USER_ID, 'Ada@Example.com') });
		const { items } = await org.run(get('login', 'ada@example.com'));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([
			'GET /api/v1/users/ada%40example.com',
			`GET /api/v1/users/${USER_ID}`,
		]);
	});

	test('someone whose login only begins so is not the one who is meant', async () => {
		org.answer(({ query }) =>
			query.length > 0 ? { body: [] } : { body: person(USER_ID, 'ada@example.com') },
		);
		const { items, error } = await org.run(get('login', 'ada'));
		expect(items).toEqual([]);
		expect(error?.message).toBe('No user has the login "ada"');
		expect(org.asked()).toEqual(['GET /api/v1/users/ada', search('profile.login eq "ada"')]);
	});

	test('signs that no ID has are encoded', async () => {
		const login = 'ada_x.com#EXT#@acme 100%';
		org.answer({ body: person(USER_ID, login) });
		const { items } = await org.run(get('login', login));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([
			'GET /api/v1/users/ada_x.com%23EXT%23%40acme%20100%25',
			`GET /api/v1/users/${USER_ID}`,
		]);
	});

	// The web server before Okta answers 400 for these, encoded or not.
	test.each([
		'CORP\\jdoe',
		'ada[1]',
		'ada]',
		'ada;x',
		'acme/ada',
		'ada?',
		'me',
		'..',
		'..%2fgroups',
	])('"%s" cannot stand in an address and is searched for', async (login) => {
		org.answer({ body: [person(USER_ID, login)] }, { body: person(USER_ID, login) });
		const { items } = await org.run(get('login', login));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([
			search(`profile.login eq "${login.replace('\\', '\\\\')}"`),
			`GET /api/v1/users/${USER_ID}`,
		]);
	});

	test('any other that the web server does not let through is searched for', async () => {
		const login = 'ada|{x}';
		org.answer(
			{ status: 400, headers: { 'content-type': 'text/html' }, body: '<html>Bad Request</html>' },
			{ body: [person(USER_ID, login)] },
			{ body: person(USER_ID, login) },
		);
		const { items } = await org.run(get('login', login));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([
			'GET /api/v1/users/ada%7C%7Bx%7D',
			search(`profile.login eq "${login}"`),
			`GET /api/v1/users/${USER_ID}`,
		]);
	});

	test('whom nobody finds may have been made a moment ago', async () => {
		org.answer(missing(), { body: [] });
		const { error } = await org.run(get('login', 'ada@example.com'));
		expect(error?.message).toBe('No user has the login "ada@example.com"');
		expect(error?.description).toMatch(/^Check "User"\. Okta needs a moment .* created/);
	});

	test('quotes and backslashes stay part of the value that is searched for', async () => {
		const login = 'a/d"a\\" or status pr';
		org.answer({ body: [] });
		const { error } = await org.run(get('login', login));
		expect(org.asked()).toEqual([search('profile.login eq "a/d\\"a\\\\\\" or status pr"')]);
		expect(error?.message).toBe(`No user has the login "${login}"`);
	});

	test('a refusal other than "not found" is not read as "nobody"', async () => {
		org.answer(refused(403, 'E0000006', 'You do not have permission'));
		const { error } = await org.run(get('login', 'ada@example.com'));
		expect(error?.message).toBe('You do not have permission');
		expect(org.asked()).toHaveLength(1);
	});

	test('a web page with status 404 is not read as "nobody"', async () => {
		org.answer({ status: 404, body: '<html>Not found</html>' });
		const { error } = await org.run(get('login', 'ada@example.com'));
		expect(error?.message).toBe('Okta refused the request with status 404');
		expect(org.asked()).toHaveLength(1);
	});
});

describe('by email', () => {
	test('the one user who has it', async () => {
		org.answer({ body: [person(USER_ID, 'Ada@example.com')] }, { body: person(USER_ID, 'x') });
		const { items } = await org.run(get('email', 'ada@example.com'));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([
			search('profile.email eq "ada@example.com"'),
			`GET /api/v1/users/${USER_ID}`,
		]);
	});

	test('several are refused by name', async () => {
		org.answer({
			body: [person(USER_ID, 'ada@example.com'), person(OTHER_ID, 'ada@example.com')],
		});
		const { error } = await org.run({
			resource: 'user',
			operation: 'delete',
			mode: 'delete',
			user: { mode: 'email', value: 'ada@example.com' },
		});
		expect(error?.message).toBe(
			`2 users have the email "ada@example.com": ${USER_ID}, ${OTHER_ID}`,
		);
		expect(org.asked()).toHaveLength(1);
	});

	test('a hit that does not carry the value is nobody', async () => {
		org.answer({ body: [person(OTHER_ID, 'adam@example.com')] }, missing());
		const { error } = await org.run(get('email', 'ada@example.com'));
		expect(error?.message).toBe('No user has the email "ada@example.com"');
		expect(error?.description).toMatch(/^Check "User"\. Okta needs a moment .* created/);
		expect(org.asked()).toEqual([
			search('profile.email eq "ada@example.com"'),
			'GET /api/v1/users/ada%40example.com',
		]);
	});

	test('one whom the search does not find yet is found by the login', async () => {
		const user = person(USER_ID, 'Ada@example.com');
		org.answer({ body: [] }, { body: user }, { body: user });
		const { items } = await org.run(get('email', 'ada@example.com'));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([
			search('profile.email eq "ada@example.com"'),
			'GET /api/v1/users/ada%40example.com',
			`GET /api/v1/users/${USER_ID}`,
		]);
	});

	test('one whose login is the email of somebody else is not meant', async () => {
		const profile = { login: 'ada@example.com', email: 'other@example.com' };
		org.answer({ body: [] }, { body: { id: OTHER_ID, profile } });
		const { items, error } = await org.run(get('email', 'ada@example.com'));
		expect(items).toEqual([]);
		expect(error?.message).toBe('No user has the email "ada@example.com"');
	});

	test('a hit without an ID goes no further', async () => {
		org.answer({ body: [{ profile: { email: 'ada@example.com' } }] });
		const { error } = await org.run(get('email', 'ada@example.com'));
		expect(error?.message).toContain('expected an ID');
		expect(org.asked()).toHaveLength(1);
	});
});

test('an application user is addressed by ID, also when chosen by login', async () => {
	org.answer({ body: person(USER_ID, 'ada@example.com') }, { status: 204 });
	await org.run({
		resource: 'applicationUser',
		operation: 'unassign',
		app: { mode: 'list', value: APP_ID },
		user: { mode: 'login', value: 'ada@example.com' },
	});
	expect(org.asked()).toEqual([
		'GET /api/v1/users/ada%40example.com',
		`DELETE /api/v1/apps/${APP_ID}/users/${USER_ID}`,
	]);
});

describe('an application by label', () => {
	const by = (value: string) =>
		({
			resource: 'application',
			operation: 'get',
			app: { mode: 'label', value },
		}) as const;
	const app = (id: string, label: string) => ({ id, label, name: 'template' });
	const listed = 'GET /api/v1/apps?q=Portal&limit=200';

	test('the whole label is compared, of what begins so', async () => {
		org.answer(
			{ body: [app('0oa2', 'Portal Beta'), app(APP_ID, 'Portal')] },
			{ body: app(APP_ID, 'Portal') },
		);
		const { items } = await org.run(by('Portal'));
		expect(items).toHaveLength(1);
		expect(org.asked()).toEqual([listed, `GET /api/v1/apps/${APP_ID}`]);
	});

	test.each([
		['none', [], 'No application has the label "Portal"'],
		[
			'one in other letters',
			[app('0oa1', 'PORTAL'), app('0oa2', 'Portal Beta')],
			'No application has the label "Portal"',
		],
		[
			'several',
			[app('0oa1', 'Portal'), app('0oa2', 'Portal')],
			'2 applications have the label "Portal": 0oa1, 0oa2',
		],
	])('%s is refused and named', async (_what, body, message) => {
		org.answer({ body });
		const { items, error } = await org.run(by('Portal'));
		expect(items).toEqual([]);
		expect(error?.message).toBe(message);
		if (body.length === 2 && body[0].label === 'PORTAL') {
			expect(error?.description).toContain('Upper and lower case count: there is "PORTAL".');
		}
		expect(org.asked()).toEqual([listed]);
	});
});
