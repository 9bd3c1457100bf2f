import { pickers } from '../engine/engine.mjs';
import { startServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { oktaPages } from './lists.mjs';
import { person, refused, useOrg } from './org.mjs';

const org = useOrg();
const open = () => pickers('okta', credentialsFor('okta', org.origin));

describe('users', () => {
	const users = Array.from({ length: 120 }, (_, index) =>
		person(`00u${index}`, `user${index}@example.com`),
	);

	test('all of them are reached, page by page', async () => {
		org.answer((request) => oktaPages(request, users, org.origin));
		const found: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await open().search('searchUsers', undefined, token);
			found.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
			// n8n refuses a token that is not text.
			expect(['string', 'undefined']).toContain(typeof token);
		} while (token !== undefined);
		expect(found).toEqual(users.map(({ id }) => id));
		expect(org.asked()).toEqual([
			'GET /api/v1/users?limit=50',
			'GET /api/v1/users?limit=50&after=50',
			'GET /api/v1/users?limit=50&after=100',
		]);
	});

	test('the text is searched for by Okta, on every page', async () => {
		org.answer((request) => oktaPages(request, users, org.origin));
		const { paginationToken } = await open().search('searchUsers', ' ad ');
		await open().search('searchUsers', 'ad', paginationToken as string);
		const search = ['firstName', 'lastName', 'email', 'login']
			.map((name) => `profile.${name} sw "ad"`)
			.join(' or ');
		expect(org.asked()).toEqual([
			`GET /api/v1/users?search=${search}&limit=50`,
			`GET /api/v1/users?search=${search}&limit=50&after=50`,
		]);
	});

	test('quotes and backslashes cannot end the text', async () => {
		org.answer({ body: [] });
		await open().search('searchUsers', 'a" or id pr or "\\');
		const [[, search]] = org.server.calls()[0].query;
		expect(search).toContain('profile.login sw "a\\" or id pr or \\"\\\\"');
		// Four texts, and two for each place between the words, each between two quotes, and no quote that
		// is not escaped besides.
		expect(search.replace(/\\./g, '').match(/"/g)).toHaveLength(2 * (4 + 2 * 5));
	});

	const sw = (name: string, text: string) => `profile.${name} sw "${text}"`;

	test.each([
		['Nathan Smith', [`(${sw('firstName', 'Nathan')} and ${sw('lastName', 'Smith')})`]],
		[
			'Ana Maria de Souza',
			[
				`(${sw('firstName', 'Ana Maria')} and ${sw('lastName', 'de Souza')})`,
				`(${sw('firstName', 'Ana')} and ${sw('lastName', 'Maria de Souza')})`,
			],
		],
		['Nathan Smith (nathan@example.com)', [sw('login', 'nathan@example.com')]],
		['Nathan Smith (nathan@example.com), deactivated', [sw('login', 'nathan@example.com')]],
	])('what the list shows is found by it: %s', async (typed, parts) => {
		org.answer({ body: [] });
		await open().search('searchUsers', typed);
		const [[, search]] = org.server.calls()[0].query;
		for (const part of parts) expect(search.split(' or ')).toContain(part);
	});

	test('each shows name and login, and whether the user is deactivated', async () => {
		org.answer({
			body: [
				{ id: '1', profile: { firstName: 'Ada', lastName: 'Vogel', login: 'ada@x.co' } },
				{ id: '2', profile: { lastName: 'Vogel', login: 'v@x.co' }, status: 'DEPROVISIONED' },
				{ id: '3', profile: { firstName: null, lastName: null, login: 'bot@x.co' } },
			],
		});
		expect((await open().search('searchUsers')).results).toEqual([
			{ name: 'Ada Vogel (ada@x.co)', value: '1' },
			{ name: 'bot@x.co', value: '3' },
			{ name: 'Vogel (v@x.co), deactivated', value: '2' },
		]);
	});

	test("a refusal is shown in Okta's words", async () => {
		org.answer(refused(403, 'E0000006', 'You do not have permission'));
		await expect(open().search('searchUsers')).rejects.toThrow('You do not have permission');
	});

	test('a next page on another server is asked for at home', async () => {
		const other = await startServer(() => ({ body: [] }));
		org.answer({
			headers: { link: `<${other.origin}/api/v1/users?after=X>; rel="next"` },
			body: [],
		});
		const { paginationToken } = await open().search('searchUsers');
		expect(paginationToken).toBe('X');
		await open().search('searchUsers', undefined, paginationToken as string);
		expect(other.received).toEqual([]);
		await other.close();
	});
});

describe('applications', () => {
	test('all of them are reached, searched by Okta', async () => {
		const apps = Array.from({ length: 51 }, (_, index) => ({
			id: `0oa${index}`,
			name: 'salesforce',
			label: `Sales ${index}`,
		}));
		org.answer((request) => oktaPages(request, apps, org.origin));
		const first = await open().search('searchApps', 'sal');
		const token = first.paginationToken as string;
		const second = await open().search('searchApps', 'sal', token);
		expect([...first.results, ...second.results].map(({ value }) => value)).toEqual(
			apps.map(({ id }) => id),
		);
		expect(second.paginationToken).toBeUndefined();
		expect(org.asked()).toEqual([
			'GET /api/v1/apps?q=sal&limit=50',
			'GET /api/v1/apps?q=sal&limit=50&after=50',
		]);
	});

	test('each shows its label, its kind and whether it is inactive', async () => {
		org.answer({
			body: [
				{ id: '1', label: 'CRM', name: 'salesforce', status: 'ACTIVE' },
				{ id: '2', label: 'Old CRM', name: 'salesforce', status: 'INACTIVE' },
				{ id: '3', label: 'flow', name: 'flow' },
				{ id: '4', name: 'flow' },
			],
		});
		expect((await open().search('searchApps', '  ')).results).toEqual([
			{ name: 'CRM (salesforce)', value: '1' },
			{ name: 'flow', value: '3' },
			{ name: 'flow', value: '4' },
			{ name: 'Old CRM (salesforce), inactive', value: '2' },
		]);
		expect(org.asked()).toEqual(['GET /api/v1/apps?limit=50']);
	});
});

describe('multi-selects', () => {
	test('groups: every page, only those that Okta manages, by name', async () => {
		const groups = Array.from({ length: 401 }, (_, index) => ({
			id: `00g${index}`,
			profile: { name: `Group ${String(401 - index).padStart(3, '0')}`, description: null },
		}));
		org.answer((request) => oktaPages(request, groups, org.origin));
		const choices = await open().load('getGroups');
		expect(choices).toHaveLength(401);
		expect(choices[0]).toEqual({ name: 'Group 001', value: '00g400', description: undefined });
		expect(choices.map(({ name }) => name)).toEqual(choices.map(({ name }) => name).sort());
		expect(org.server.calls()).toHaveLength(3);
		for (const { path, query } of org.server.calls()) {
			expect(path).toBe('/api/v1/groups');
			expect(query).toContainEqual(['filter', 'type eq "OKTA_GROUP"']);
		}
	});

	test('user types: by the name that people see', async () => {
		org.answer({
			body: [
				{ id: 'oty2', name: 'user', displayName: 'User' },
				{ id: 'oty1', name: 'contractor' },
			],
		});
		expect(await open().load('getUserTypes')).toEqual([
			{ name: 'contractor', value: 'oty1' },
			{ name: 'User', value: 'oty2' },
		]);
		expect(org.server.calls()[0].path).toBe('/api/v1/meta/types/user');
	});
});
