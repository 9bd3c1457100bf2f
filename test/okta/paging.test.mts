import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { startServer, type TestServer } from '../engine/server.mjs';
import { APP_ID, useOrg } from './org.mjs';

const org = useOrg();
let other: TestServer;
beforeAll(async () => {
	other = await startServer(() => ({ body: [{ id: 'stolen' }] }));
});
afterAll(async () => await other.close());
beforeEach(() => {
	other.received = [];
});

const users = { resource: 'user', operation: 'getAll', returnAll: true, simplify: false };
const PATH = '/api/v1/users';

/** Two pages; the first announces the second with these Link headers. */
async function twoPages(
	link: (first: string, second: string) => string | string[],
	parameters: IDataObject = users,
) {
	org.answer(({ query }) => {
		const after = query.find(([name]) => name === 'after')?.[1];
		if (after === 'B') {
			// The last page's own link has a cursor too, and is no next page.
			return {
				headers: { link: `<${org.origin}${PATH}?after=B&limit=200>; rel="self"` },
				body: [{ id: 'b' }],
			};
		}
		const self = `${org.origin}${PATH}?after=A&limit=200`;
		return {
			headers: { link: link(self, self.replace('after=A', 'after=B')) },
			body: [{ id: 'a' }],
		};
	});
	const { items, error } = await org.run(parameters);
	expect(error).toBeUndefined();
	return jsons(items).map(({ id }) => id);
}

const both = ['a', 'b'];

describe('the Link headers of Okta', () => {
	test('two headers: self, which has a cursor as well, and next', async () => {
		const ids = await twoPages((self, next) => [`<${self}>; rel="self"`, `<${next}>; rel="next"`]);
		expect(ids).toEqual(both);
		expect(org.asked()).toEqual([`GET ${PATH}?limit=200`, `GET ${PATH}?limit=200&after=B`]);
	});

	test.each<[string, (self: string, next: string) => string | string[]]>([
		['folded into one', (self, next) => `<${self}>; rel="self", <${next}>; rel="next"`],
		['in one, without space', (self, next) => `<${self}>;rel="self",<${next}>;rel="next"`],
		['next first', (self, next) => [`<${next}>; rel="next"`, `<${self}>; rel="self"`]],
		['without quotes', (self, next) => [`<${self}>; rel=self`, `<${next}>; rel=next`]],
		['with more parameters', (_, next) => `<${next}>; title="x"; rel="next"; type="y"`],
		['in other letters', (self, next) => [`<${self}>; REL="self"`, `<${next}>; Rel="NEXT"`]],
		['relative', (_, next) => `<${new URL(next).pathname}?after=B&limit=200>; rel="next"`],
	])('%s', async (_how, link) => {
		expect(await twoPages(link)).toEqual(both);
	});

	test.each<[string, (self: string, next: string) => string | string[]]>([
		['self alone, with its cursor', (self) => `<${self}>; rel="self"`],
		['the previous page', (_, next) => `<${next}>; rel="prev"`],
		['a relation that only begins so', (_, next) => `<${next}>; rel="nextcloud"`],
		['no link', () => ''],
	])('%s is no next page', async (_what, link) => {
		expect(await twoPages(link)).toEqual(['a']);
		expect(org.server.calls()).toHaveLength(1);
	});

	test('a cursor and filters with special characters survive', async () => {
		const search = 'profile.lastName eq "O\\"Neil & Söhne, +1"';
		const cursor = 'a+b/c==&d%20,e>';
		org.answer(({ query }) => {
			if (query.some(([name]) => name === 'after')) return { body: [{ id: 'b' }] };
			const next = new URLSearchParams([...query, ['after', cursor]]);
			return {
				headers: { link: `<${org.origin}${PATH}?${next.toString()}>; rel="next"` },
				body: [{ id: 'a' }],
			};
		});
		const { items } = await org.run({ ...users, filters: { search } });
		expect(items).toHaveLength(2);
		expect(org.server.calls()[1].query).toEqual([
			['search', search],
			['limit', '200'],
			['after', cursor],
		]);
	});

	test('headers of the first page go with every page', async () => {
		await twoPages((_, next) => `<${next}>; rel="next"`, {
			...users,
			options: { omit: 'omitCredentials,omitCredentialsLinks' },
		});
		const types = org.server.calls().map(({ headers }) => headers['content-type']);
		expect(types).toEqual(
			Array(2).fill('application/json; okta-response=omitCredentials,omitCredentialsLinks'),
		);
	});
});

describe('a next link that lacks what was asked for', () => {
	const appUsers = {
		resource: 'applicationUser',
		operation: 'getAll',
		app: { mode: 'id', value: APP_ID },
		returnAll: true,
		simplify: false,
	};
	/** Three pages, whose links hold a cursor and what `more` adds. */
	const threePages = async (path: string, parameters: IDataObject, more = '') => {
		org.answer(({ query }) => {
			const after = Number(query.find(([name]) => name === 'after')?.[1] ?? 0);
			const link = `<${org.origin}${path}?after=${after + 1}${more}>; rel="next"`;
			const headers: Record<string, string> = after < 2 ? { link } : {};
			return { headers, body: [{ id: `p${after}` }] };
		});
		const { items, error } = await org.run(parameters);
		expect(error).toBeUndefined();
		expect(jsons(items).map(({ id }) => id)).toEqual(['p0', 'p1', 'p2']);
		return org.server.calls().map(({ query }) => Object.fromEntries(query));
	};

	// okta/okta-sdk-nodejs#439: the link of an application's users has no "expand".
	test.each<[string, string, IDataObject, IDataObject]>([
		[
			'the users of an application',
			`/api/v1/apps/${APP_ID}/users`,
			{ ...appUsers, filters: { q: 'ad' }, options: { expand: 'user' } },
			{ q: 'ad', expand: 'user' },
		],
		[
			'users, searched, sorted and cut to a few attributes',
			PATH,
			{
				...users,
				filters: { search: 'status pr' },
				sort: { sortBy: 'profile.lastName', sortOrder: 'desc' },
				options: { expand: 'classification', fields: 'status' },
			},
			{
				search: 'status pr',
				sortBy: 'profile.lastName',
				sortOrder: 'desc',
				expand: 'classification',
				fields: 'status',
			},
		],
		['users by filter', PATH, { ...users, filters: { filter: 'id pr' } }, { filter: 'id pr' }],
	])('%s: every page is of the list that was asked for', async (_what, path, parameters, asked) => {
		const pages = await threePages(path, parameters);
		const { limit } = pages[0];
		expect(pages).toEqual([
			{ ...asked, limit },
			{ ...asked, limit, after: '1' },
			{ ...asked, limit, after: '2' },
		]);
	});

	test('what the link has wins over the first request', async () => {
		const more = '&limit=20&q=other&show=all';
		const pages = await threePages(
			`/api/v1/apps/${APP_ID}/users`,
			{ ...appUsers, filters: { q: 'ad' }, options: { expand: 'user' } },
			more,
		);
		const link = { limit: '20', q: 'other', show: 'all', expand: 'user' };
		expect(pages.slice(1)).toEqual([
			{ ...link, after: '1' },
			{ ...link, after: '2' },
		]);
	});

	test('a cursor of an earlier page is not what a link lacks', async () => {
		org.answer(({ query }) => ({
			headers: {
				link: query.some(([name]) => name === 'after')
					? `<${org.origin}${PATH}?before=C>; rel="next"`
					: `<${org.origin}${PATH}?after=B>; rel="next"`,
			},
			body: query.some(([name]) => name === 'before') ? [] : [{ id: String(query.length) }],
		}));
		await org.run(users);
		expect(org.asked().slice(0, 3)).toEqual([
			`GET ${PATH}?limit=200`,
			`GET ${PATH}?limit=200&after=B`,
			`GET ${PATH}?limit=200&before=C`,
		]);
	});
});

describe('a next page elsewhere is asked for at home, and the token stays there', () => {
	test('on another server', async () => {
		const ids = await twoPages(
			(_, next) => `<${next.replace(org.origin, other.origin)}>; rel="next"`,
		);
		expect(ids).toEqual(both);
		expect(other.received).toEqual([]);
		expect(org.server.calls()).toHaveLength(2);
		expect(org.server.calls()[1].headers.authorization).toMatch(/^SSWS /);
	});

	test('on the host of the admin console, as Okta does it', async () => {
		const ids = await twoPages(
			(_, next) => `<${next.replace(org.origin, 'https://acme-admin.okta.com')}>; rel="next"`,
		);
		expect(ids).toEqual(both);
	});

	test.each(['//', '\\\\', 'http:\\\\'])('behind "%s"', async (prefix) => {
		const ids = await twoPages((_, next) => {
			const { host } = new URL(other.origin);
			return `<${prefix}${host}${next.slice(org.origin.length)}>; rel="next"`;
		});
		expect(ids).toEqual(both);
		expect(other.received).toEqual([]);
	});

	test('with a login in the address', async () => {
		await twoPages((_, next) => `<${next.replace('http://', 'http://user:pw@')}>; rel="next"`);
		expect(org.server.calls()[1].headers.authorization).toMatch(/^SSWS /);
	});

	test.each([
		'x:.evil.example/api',
		'x:@evil.example/api',
		'x:80/api',
		'mailto:a@b.co',
		'http://[',
	])('a link that would become part of the host is refused: %s', async (link) => {
		org.answer({ headers: { link: `<${link}>; rel="next"` }, body: [{ id: 'a' }] });
		const { items, error } = await org.run(users);
		expect(items).toEqual([]);
		expect(error?.message).toContain('The link to the next page is not an address');
		expect(org.server.calls()).toHaveLength(1);
	});

	test('a redirect is not followed', async () => {
		org.answer({ status: 302, headers: { location: `${other.origin}${PATH}` } });
		const { items, error } = await org.run(users);
		expect(items).toEqual([]);
		expect(error?.message).toContain('redirect');
		expect(other.received).toEqual([]);
	});
});

describe('what a list refuses before it asks', () => {
	test.each([
		['Search with Filter', { filters: { search: 'a', filter: 'b' } }, '"Search" and "Filter"'],
		['Sort By without Search', { sort: { sortBy: 'id' } }, '"Sort By" needs "Search"'],
	])('%s', async (_what, more, message) => {
		const { error } = await org.run({ ...users, ...more });
		expect(error?.message).toContain(message);
		expect(org.server.received).toEqual([]);
	});

	test('an empty option is not sent', async () => {
		org.answer({ body: [] });
		await org.run({ ...users, options: { fields: '' } });
		expect(org.asked()).toEqual([`GET ${PATH}?limit=200`]);
	});
});

test('the application of an application user cannot lead elsewhere', async () => {
	org.answer({ body: [] });
	const list = { resource: 'applicationUser', operation: 'getAll', returnAll: true };
	for (const value of ['..', '../../users', '..\\users', 'x?', 'x#', '%2e%2e', 'x;y']) {
		const { error } = await org.run({ ...list, app: { mode: 'id', value } });
		expect(error?.message).toMatch(
			/^"Application" (is "\.\."|contains ".+"), which (is not an|no) ID/,
		);
	}
	await org.run({ ...list, app: { mode: 'id', value: APP_ID } });
	expect(org.asked()).toEqual([`GET /api/v1/apps/${APP_ID}/users?limit=500`]);
});

describe('a list that takes Okta too long', () => {
	const tooLong = {
		status: 500,
		body: { errorCode: 'E0000009', errorSummary: 'Internal Server Error', errorId: 'oae1' },
	};
	/** Answers pages of up to `most` records, and says that larger ones take too long. */
	const upTo = (most: number, count = 60) => {
		const all = Array.from({ length: count }, (_, index) => ({ id: `00u${index}` }));
		org.answer(({ query }) => {
			const given = new URLSearchParams(query);
			const [size, from] = [Number(given.get('limit')), Number(given.get('after') ?? 0)];
			if (size > most) return tooLong;
			const link = `<${org.origin}${PATH}?after=${from + size}&limit=${size}>; rel="next"`;
			return {
				headers: from + size < count ? { link } : undefined,
				body: all.slice(from, from + size),
			};
		});
		return all;
	};
	const sizes = () =>
		org.server.calls().map(({ query }) => new URLSearchParams(query).get('limit'));

	test('is asked for in smaller pages, to its end', async () => {
		const all = upTo(25);
		const { items, error } = await org.run(users);
		expect(error).toBeUndefined();
		expect(jsons(items)).toEqual(all);
		expect(sizes()).toEqual(['200', '100', '50', '25', '25', '25']);
	});

	test('a page in the middle, whose link names the larger size', async () => {
		let isSlow = false;
		org.answer(({ query }) => {
			const given = new URLSearchParams(query);
			if (!given.has('after')) {
				isSlow = true;
				const next = `<${org.origin}${PATH}?after=A&limit=200>; rel="next"`;
				return { headers: { link: next }, body: [{ id: 'a' }] };
			}
			if (isSlow && Number(given.get('limit')) > 100) return tooLong;
			return { body: [{ id: 'b' }] };
		});
		const { items } = await org.run(users);
		expect(jsons(items)).toEqual([{ id: 'a' }, { id: 'b' }]);
		expect(sizes()).toEqual(['200', '200', '100']);
	});

	test.each([
		['at ten, nothing is returned, and what to do is said', {}, ['200', '100', '50', '25', '12']],
		[
			'a list of "q", which has one page only, is never asked for in part',
			{ filters: { q: 'a' } },
			['200'],
		],
	])('%s', async (_what, more, asked) => {
		upTo(5);
		const { items, error } = await org.run({ ...users, ...more });
		expect(items).toEqual([]);
		expect(error?.message).toBe('Internal Server Error');
		expect(error?.description).toMatch(/narrow the list.*page size/);
		expect(sizes()).toEqual(asked);
	});

	test('the size that is set', async () => {
		upTo(1000, 3);
		await org.run({ ...users, options: { pageSize: 40 } });
		await org.run({
			resource: 'applicationUser',
			operation: 'getAll',
			app: { mode: 'id', value: APP_ID },
			returnAll: true,
			options: { pageSize: 400 },
		});
		expect(sizes()).toEqual(['40', '400']);
	});
});

test('somebody who is changed meanwhile, and is on two pages then, comes once', async () => {
	org.answer(({ query }) => {
		const isSecond = query.some(([name]) => name === 'after');
		const link = `<${org.origin}${PATH}?after=B&limit=200>; rel="next"`;
		return {
			headers: isSecond ? undefined : { link },
			body: isSecond ? [{ id: 'c' }, { id: 'a', v: 2 }] : [{ id: 'a', v: 1 }, { id: 'b' }],
		};
	});
	const { items } = await org.run(users);
	expect(jsons(items)).toEqual([{ id: 'a', v: 1 }, { id: 'b' }, { id: 'c' }]);
});
