import type { IDataObject } from 'n8n-workflow';
import { pickers } from '../engine/engine.mjs';
import { useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { numberedPages } from './lists.mjs';

const server = useServer();

const open = (parameters: IDataObject = {}) =>
	pickers('logto', credentialsFor('logto', server.origin), parameters);

/** Serves a list at one path, and one person at /api/users. */
const serve = (path: string, records: IDataObject[]) => {
	server.respond = (request) =>
		request.path === path
			? numberedPages(request, records, server.origin)
			: request.path === '/api/users'
				? { body: [{ id: 'u1', primaryEmail: 'ada@example.com' }] }
				: undefined;
};

const make = (count: number, record: (index: number) => IDataObject) =>
	Array.from({ length: count }, (_, index) => record(index));

const userInForm = { user: { __rl: true, mode: 'id', value: 'u1' } };

describe.each([
	['searchUsers', '/api/users', {}],
	['searchRolesOfUser', '/api/users/u1/roles', userInForm],
] as const)('%s', (method, path, form) => {
	test('loads all pages, by a token that is text', async () => {
		serve(
			path,
			make(45, (index) => ({ id: `x${index}`, name: `Name ${index}`, username: `n${index}` })),
		);
		const { search } = open(form);
		const values: unknown[] = [];
		let token: string | undefined;
		const tokens: unknown[] = [];
		do {
			const page = await search(method, undefined, token);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
			tokens.push(token);
		} while (token !== undefined);
		expect(values).toEqual(make(45, (index) => ({ id: `x${index}` })).map(({ id }) => id));
		expect(tokens).toEqual(['2', '3', undefined]);
	});

	test('no page follows one that ends with the last record', async () => {
		serve(
			path,
			make(20, (index) => ({ id: `x${index}`, name: 'n' })),
		);
		expect((await open(form).search(method)).paginationToken).toBeUndefined();
	});

	test('searches on the server, and takes its wildcards literally', async () => {
		serve(path, []);
		await open(form).search(method, ' 100%_a\\b ');
		const [{ query }] = server.calls();
		expect(query).toContainEqual(['search', '%100\\%\\_a\\\\b%']);
	});

	test('without a text nothing is searched', async () => {
		serve(path, []);
		await open(form).search(method, '  ');
		expect(server.calls()[0].query).toEqual([
			['page', '1'],
			['page_size', '20'],
		]);
	});
});

test('a user is shown by name and login, whichever there is, and in order', async () => {
	serve('/api/users', [
		{ id: 'u1', name: 'Ada Vogel', primaryEmail: 'ada@example.com', username: 'ada' },
		{ id: 'u2', name: null, username: 'ben' },
		{ id: 'u3', name: '', username: null, primaryPhone: '4915' },
		{ id: 'u4' },
	]);
	expect((await open().search('searchUsers')).results).toEqual([
		{ name: '4915', value: 'u3' },
		{ name: 'Ada Vogel (ada@example.com)', value: 'u1' },
		{ name: 'ben', value: 'u2' },
		{ name: 'u4', value: 'u4' },
	]);
});

describe.each([
	[
		'searchMfaVerifications',
		'/api/users/u1/mfa-verifications',
		[
			{ id: 'v2', type: 'WebAuthn', agent: 'Firefox', createdAt: '2026-01-02T03:04:05.000Z' },
			{ id: 'v1', type: 'Totp', createdAt: '2026-01-02T03:04:05.000Z' },
		],
		[
			{ name: 'Totp, added 2026-01-02', value: 'v1' },
			{ name: 'WebAuthn (Firefox), added 2026-01-02', value: 'v2' },
		],
		'firefox',
		['v2'],
	],
	[
		'searchTokens',
		'/api/users/u1/personal-access-tokens',
		[
			{ name: 'Weekly', value: 'pat_secret' },
			{ name: 'Nightly', value: 'pat_secret' },
		],
		[
			{ name: 'Nightly', value: 'Nightly' },
			{ name: 'Weekly', value: 'Weekly' },
		],
		'WEEK',
		['Weekly'],
	],
	[
		'searchConnectors',
		'/api/connectors',
		[
			{
				id: 'c1',
				type: 'Social',
				target: 'github',
				name: { de: 'GitHub DE', en: 'GitHub' },
				config: { clientSecret: 'hush' },
			},
			{ id: 'c2', type: 'Email', target: 'smtp', name: { en: 'SMTP' } },
			{ id: 'c3', type: 'Social', target: 'acme', name: { de: 'Acme-Konto' } },
			{ id: 'c4', type: 'Social', target: 'bare' },
		],
		[
			{ name: 'Acme-Konto (acme)', value: 'c3' },
			{ name: 'bare', value: 'c4' },
			{ name: 'GitHub (github)', value: 'c1' },
		],
		'hub',
		['c1'],
	],
] as const)('%s, which Logto gives out whole', (method, path, records, choices, text, hits) => {
	beforeEach(() => {
		server.respond = (request) => (request.path === path ? { body: records } : undefined);
	});

	test('shows each entry, sorted, and no secret', async () => {
		const found = await open(userInForm).search(method);
		expect(found.results).toEqual(choices);
		expect(found.paginationToken).toBeUndefined();
	});

	test('filters by the text', async () => {
		const { results } = await open(userInForm).search(method, text);
		expect(results.map(({ value }) => value)).toEqual(hits);
	});
});

describe.each([
	['searchRolesOfUser', '/api/users/u1/roles'],
	['searchMfaVerifications', '/api/users/u1/mfa-verifications'],
	['searchTokens', '/api/users/u1/personal-access-tokens'],
])('%s depends on the user in the form', (method, path) => {
	test('who may be given by email', async () => {
		serve(path, []);
		const user = { __rl: true, mode: 'email', value: 'ada@example.com' };
		await open({ user }).search(method);
		expect(server.calls().map((call) => call.path)).toEqual(['/api/users', path]);
		expect(server.calls()[0].query).toContainEqual(['mode.primaryEmail', 'exact']);
	});

	test.each([
		['not chosen yet', { mode: 'list', value: '' }],
		['an expression without a result', { mode: 'id', value: '={{ $json.id }}' }],
		['absent', undefined],
	])('who is %s: nothing is asked, least of all for all users', async (_what, user) => {
		await expect(open(user ? { user } : {}).search(method)).rejects.toThrow('Choose "User" first');
		expect(server.calls()).toEqual([]);
	});
});

describe('the roles to give', () => {
	test('are read to the last page, only those that a user can have', async () => {
		serve(
			'/api/roles',
			make(205, (index) => ({ id: `r${index}`, name: `Role ${1000 - index}`, description: '' })),
		);
		const choices = await open().load('getUserRoles');
		expect(choices).toHaveLength(205);
		expect(choices[0]).toEqual({ name: 'Role 796', value: 'r204', description: undefined });
		expect(choices.at(-1)?.name).toBe('Role 1000');
		expect(server.calls()).toHaveLength(3);
		for (const { query } of server.calls()) expect(query).toContainEqual(['type', 'User']);
	});
});
