/** The lists behind the form's fields, as the editor asks for them. */
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pickers } from '../engine/engine.mjs';
import type { Pager } from '../engine/lists.mjs';
import { type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { envelopePages, headerPages } from './lists.mjs';

const server = useServer();

const ATTRIBUTES = ['email', 'username', 'firstname', 'lastname'];
const status = { error: false, code: 200, type: 'success', message: 'Success' };
const picker = () => pickers('oneLogin', credentialsFor('oneLogin', server.origin));

/** Whether a user passes the filters of a request, with `*` for anything and `!` for "not". */
function passes(user: IDataObject, { query }: Received, fold: boolean): boolean {
	const folded = (text: string) => (fold ? text.toLowerCase() : text);
	return query
		.filter(([name]) => ATTRIBUTES.includes(name))
		.every(([name, pattern]) => {
			const negated = pattern.startsWith('!');
			const parts = folded(negated ? pattern.slice(1) : pattern).split('*');
			const escaped = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
			return (
				new RegExp(`^${escaped.join('.*')}$`).test(folded(String(user[name] ?? ''))) !== negated
			);
		});
}

const serve = (users: IDataObject[], pages: Pager = envelopePages, fold = true) => {
	server.respond = (request) =>
		pages(
			// The header form keeps only the cursor; these tests use it without filters.
			request,
			users.filter((user) => passes(user, request, fold)),
			server.origin,
		);
};

/** Scrolls through the whole list. */
async function all(filter?: string): Promise<{ answers: INodeListSearchItems[][] }> {
	const answers: INodeListSearchItems[][] = [];
	let token: string | undefined;
	do {
		const result = await picker().search('searchUsers', filter, token);
		answers.push(result.results);
		if (result.paginationToken !== undefined) expect(typeof result.paginationToken).toBe('string');
		token = result.paginationToken as string | undefined;
	} while (token !== undefined && answers.length < 50);
	return { answers };
}

const values = (answers: INodeListSearchItems[][]) => answers.flat().map(({ value }) => value);

const crowd = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		id: 1000 + index,
		firstname: 'Kim',
		lastname: `Person ${index}`,
		email: `kim${index}@example.com`,
		username: `kim${index}`,
	}));

describe('users', () => {
	test.each([
		['v1 envelope', envelopePages],
		['bare list with cursor header', headerPages],
	])('without a text, page by page and complete: %s', async (_title, pages) => {
		serve(crowd(120), pages);
		const { answers } = await all();
		expect(answers.map((answer) => answer.length)).toEqual([50, 50, 20]);
		expect(values(answers)).toEqual(crowd(120).map(({ id }) => String(id)));
		expect(server.calls()).toHaveLength(3);
		expect(server.calls()[0].query).toEqual([
			['limit', '50'],
			['fields', 'id,firstname,lastname,email,username'],
		]);
	});

	test('are shown with name and login, by name', async () => {
		serve([
			{ id: 1, firstname: 'Ada', lastname: 'Vogel', email: 'ada@example.com', username: 'ada' },
			{ id: 2, firstname: '', lastname: '', email: '', username: 'robot' },
			{ id: 3, firstname: null, lastname: 'Berg', email: null, username: null },
		]);
		const { results } = await picker().search('searchUsers');
		expect(results).toEqual([
			{ name: 'Ada Vogel (ada@example.com)', value: '1' },
			{ name: 'Berg (3)', value: '3' },
			{ name: 'robot', value: '2' },
		]);
	});

	const mixed: IDataObject[] = [
		{ id: 1, email: 'marta@example.com', firstname: 'Marta', lastname: 'Zorn', username: 'mz' },
		{ id: 2, email: 'x@example.com', firstname: 'Eve', lastname: 'Marten', username: 'em' },
		{ id: 3, email: 'y@example.com', firstname: 'Mara', lastname: 'Berg', username: 'mb' },
		{ id: 4, email: 'z@example.com', firstname: 'Tom', lastname: 'Hall', username: 'marvin' },
		{ id: 5, email: 'a@example.com', firstname: 'Tim', lastname: 'Amar', username: 'tim' },
	];

	test('are searched by email, last name, first name and username, in one answer', async () => {
		serve(mixed);
		const { results, paginationToken } = await picker().search('searchUsers', 'mar');
		expect(results.map(({ value }) => value)).toEqual(['2', '3', '1', '4']);
		expect(paginationToken).toBeUndefined();
		expect(
			server.calls().map(({ query }) => query.find(([name]) => ATTRIBUTES.includes(name))),
		).toEqual([
			['email', 'mar*'],
			['lastname', 'mar*'],
			['firstname', 'mar*'],
			['username', 'mar*'],
		]);
	});

	test('someone whose username alone matches is found at once', async () => {
		serve(mixed);
		const { results } = await picker().search('searchUsers', 'marv');
		expect(results.map(({ value }) => value)).toEqual(['4']);
	});

	test('are found by the full name that the list shows', async () => {
		serve([...mixed, { id: 6, firstname: 'Ana Maria', lastname: 'de la Cruz' }]);
		const { results } = await picker().search('searchUsers', ' eve  mart');
		expect(results.map(({ value }) => value)).toEqual(['2']);
		expect((await picker().search('searchUsers', 'Ana de la')).results).toHaveLength(1);
	});

	test('none is lost where OneLogin tells capitals from small letters', async () => {
		serve(
			[
				{ id: 1, email: 'Mara@example.com', firstname: 'Mara', lastname: 'B', username: 'mara' },
				{ id: 2, email: 'mark@example.com', firstname: 'Mark', lastname: 'C', username: 'mark' },
			],
			envelopePages,
			false,
		);
		const { results } = await picker().search('searchUsers', 'mar');
		expect(results.map(({ value }) => value).sort()).toEqual(['1', '2']);
	});

	test('each once and all of them, when every attribute has several pages', async () => {
		const users = [
			...crowd(120),
			...Array.from({ length: 70 }, (_, index) => ({
				id: 5000 + index,
				email: `other${index}@example.com`,
				firstname: 'Other',
				lastname: 'One',
				username: `kim-other${index}`,
			})),
		];
		serve(users);
		const { answers } = await all('kim');
		expect(values(answers).sort()).toEqual(users.map(({ id }) => String(id)).sort());
		expect(answers.every((answer) => answer.length > 0)).toBe(true);
	});

	test.each([
		['*', [['limit', '50']]],
		['!mar', [['email', 'mar*']]],
		[' ! *mar', [['email', 'mar*']]],
		['m!ar', [['email', 'm!ar*']]],
	])('the pattern signs in %j do not reach OneLogin as such', async (text, expected) => {
		serve(mixed);
		await picker().search('searchUsers', text);
		for (const pair of expected) expect(server.calls()[0].query).toContainEqual(pair);
		if (text === '*') expect(server.calls()).toHaveLength(1);
	});

	test('pages that are empty and never end do not keep the editor waiting', async () => {
		server.respond = () => ({
			body: { status, pagination: { after_cursor: 'again' }, data: [] },
		});
		const { results, paginationToken } = await picker().search('searchUsers', 'mar');
		expect(results).toEqual([]);
		expect(paginationToken).toBeDefined();
		expect(server.calls()).toHaveLength(10);
	});

	test('nobody is [[]] as well as []', async () => {
		server.respond = () => ({ body: { status, data: [[]] } });
		const { results, paginationToken } = await picker().search('searchUsers', 'mar');
		expect(results).toEqual([]);
		expect(paginationToken).toBeUndefined();
	});

	test('what cannot be read is not shown as an empty list', async () => {
		server.respond = () => ({ body: { status } });
		await expect(picker().search('searchUsers', 'mar')).rejects.toThrow(/could not be read/);
	});
});

describe.each([
	['getRoles', '/api/1/roles'],
	['getGroups', '/api/1/groups'],
])('%s', (method, path) => {
	const records = Array.from({ length: 120 }, (_, index) => ({
		id: 900 - index,
		name: `Name ${String(index).padStart(3, '0')}`,
	}));

	test.each([
		['v1 envelope', envelopePages],
		['bare list with cursor header', headerPages],
	])('gives all of them over all pages, sorted, with IDs as text: %s', async (_title, pages) => {
		const shuffled = [...records].reverse();
		server.respond = (request) => pages(request, shuffled, server.origin);
		const options = await picker().load(method);
		expect(options).toEqual(records.map(({ id, name }) => ({ name, value: String(id) })));
		expect(server.calls().map((call) => call.path)).toEqual([path, path, path]);
	});
});

describe('getCustomAttributes', () => {
	test.each<[string, unknown]>([
		['v1', { status, data: [['costCenter', 'branch']] }],
		['plain', { status, data: ['costCenter', 'branch'] }],
	])('gives the short names, sorted: %s', async (_title, body) => {
		server.respond = () => ({ body });
		expect(await picker().load('getCustomAttributes')).toEqual([
			{ name: 'branch', value: 'branch' },
			{ name: 'costCenter', value: 'costCenter' },
		]);
	});

	test('shows the name that the newer API has, and stores the short one', async () => {
		server.respond = () => ({ body: [{ id: 1, name: 'Branch', shortname: 'branch' }] });
		expect(await picker().load('getCustomAttributes')).toEqual([
			{ name: 'Branch', value: 'branch' },
		]);
	});

	test('none is an empty list', async () => {
		server.respond = () => ({ body: { status, data: [[]] } });
		expect(await picker().load('getCustomAttributes')).toEqual([]);
	});
});
