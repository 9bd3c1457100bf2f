/** Access Review > Make Report: one item of all, in which nothing is lost and nothing is executed. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, type NodeName, runNode } from './engine.mjs';
import { credentialsFor } from './vendors.mjs';

const person = (more: IDataObject = {}): IDataObject => ({
	system: 'okta',
	id: '00u1',
	login: 'ada@example.com',
	email: 'ada@example.com',
	name: 'Ada Vogel',
	department: 'Research',
	status: 'ACTIVE',
	statusLabel: 'Active',
	active: true,
	created: '2026-01-02T03:04:05.000Z',
	lastLogin: '2026-11-01T03:04:05.000Z',
	neverLoggedIn: false,
	daysSinceLogin: 3,
	mfa: [{ id: 'opf1', name: 'push' }],
	groups: [
		{ id: 'g1', name: 'Sales' },
		{ id: 'g2', name: 'Nordics' },
	],
	roles: null,
	adminRoles: [],
	applications: [{ id: 'a1', name: 'Portal', via: 'group' }],
	organizations: null,
	tokens: null,
	notRead: [{ what: 'tokens', reason: 'It was not asked for.' }],
	flags: [],
	...more,
});

const make = async (
	items: IDataObject[],
	more: IDataObject = {},
	onError = 'stopWorkflow',
	node: NodeName = 'okta',
) => {
	const { items: made, error } = await runNode({
		node,
		parameters: { resource: 'accessReview', operation: 'makeReport', ...more },
		// Nobody is there: nothing is asked for.
		credentials: credentialsFor(node, 'http://127.0.0.1:9'),
		items,
		onError: onError as never,
	});
	const text = (field: string) =>
		Buffer.from(made[0].binary![field].data, 'base64').toString('utf8');
	return { made, error, text };
};

test.each(['okta', 'oneLogin', 'logto'] as const)(
	'%s makes one item of all, paired with each of them, with two files',
	async (node) => {
		const people = [person(), person({ id: '2', system: 'logto', flags: ['unused', 'noMfa'] })];
		const { made } = await make(
			[...people, person({ id: '3', department: null })],
			{},
			undefined,
			node,
		);
		expect(made).toHaveLength(1);
		const [{ json, binary, pairedItem }] = made;
		expect(pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(json).toEqual({
			title: 'Access Review',
			made: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			accounts: 3,
			flagged: 1,
			notRead: 0,
			bySystem: { logto: 1, okta: 2 },
			byFlag: { noMfa: 1, unused: 1 },
			byDepartment: { None: 1, Research: 2 },
		});
		expect(Object.keys(binary!)).toEqual(['page', 'table']);
		expect(binary!.page).toMatchObject({
			mimeType: 'text/html',
			fileName: expect.stringMatching(/^access-review-\d{4}-\d\d-\d\d\.html$/),
		});
		expect(binary!.table).toMatchObject({ mimeType: 'text/csv' });
	},
);

test('those with flags come first, in words', async () => {
	const { text } = await make([person(), person({ name: 'Zoe', flags: ['closedWithAccess'] })]);
	const page = text('page');
	expect(page.indexOf('Zoe')).toBeLessThan(page.indexOf('Ada'));
	expect(page).toContain('Closed, but still has access');
	expect(page).toContain('Portal (by a group)');
	expect(page).toContain('<b>Not read:</b> tokens (It was not asked for.)');
	expect(page).not.toContain('<b>Roles:</b>');
	expect(page).toContain('<b>Admin roles:</b> none');
});

test('what people are called is text, also where it looks like code', async () => {
	const evil = '<img src=x onerror=alert(1)>';
	const { text } = await make(
		[
			person({
				name: evil,
				login: `${evil}"'`,
				department: evil,
				statusLabel: evil,
				flags: [evil],
				groups: [{ id: evil, name: evil }],
				notRead: [{ what: evil, reason: evil }],
			}),
			{ error: { message: evil }, name: evil },
		],
		{ title: evil },
	);
	const page = text('page');
	expect(page).not.toContain('<img');
	expect(
		page.match(
			/<(?!\/?(?:!DOCTYPE|html|head|meta|title|style|body|h1|h2|p|ul|li|article|b|br|span|div)\b)/g,
		),
	).toBeNull();
	expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
	'a spreadsheet does not compute %j',
	async (formula) => {
		const { text } = await make([
			person({ name: formula, groups: [{ id: formula, name: formula }] }),
		]);
		const cells = text('table').split(/,|\r\n/);
		expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
	},
);

test('a cell holds what stands in the way of cells, and a list is one', async () => {
	const { text } = await make([person({ name: 'a,b;"c"\nd' })], { options: { separator: ';' } });
	const table = text('table');
	expect(table.startsWith('\uFEFFsystem;id;login;')).toBe(true);
	expect(table).toContain(';"a,b;""c""\nd";');
	expect(table).toContain(';"Sales; Nordics";');
	expect(table.endsWith('\r\n')).toBe(true);
});

test('who could not be read is in it, with the reason', async () => {
	const { made, text } = await make([
		person(),
		{ error: { message: 'Okta refused the request', outcome: 'refused' } },
		{ error: 'Logto did not answer' },
		{ found: false },
	]);
	expect(made[0].json).toMatchObject({
		accounts: 4,
		flagged: 3,
		notRead: 3,
		byFlag: { notRead: 3 },
	});
	for (const where of [text('page'), text('table')]) {
		for (const reason of [
			'Okta refused the request',
			'Logto did not answer',
			'There is no such user.',
		]) {
			expect(where).toContain(reason);
		}
	}
});

test('an item that is no record is refused by its number, or becomes an error item', async () => {
	const items = [person(), { id: '00u1', login: 'ada' }];
	const { error, made } = await make(items);
	expect(made).toEqual([]);
	expect(error?.message).toBe('Item 2 is no record of Get Access');
	const going = await make(items, {}, 'continueRegularOutput');
	expect(jsons(going.made)).toMatchObject([
		{ error: { message: 'Item 2 is no record of Get Access' } },
	]);
});

test('the files go where one wants them', async () => {
	const { made } = await make([person()], {
		title: 'Q4',
		options: { pageField: 'html', tableField: 'data' },
	});
	expect(Object.keys(made[0].binary!)).toEqual(['html', 'data']);
	expect(made[0].json.title).toBe('Q4');
});
