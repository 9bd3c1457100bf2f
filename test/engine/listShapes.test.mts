/** Lists that are no bare arrays with a page size: what an operation says of them in its own literal. */
import type { IDataObject } from 'n8n-workflow';
import { logto } from '../../nodes/Logto/logto.api';
import { okta } from '../../nodes/Okta/okta.api';
import { oneLogin } from '../../nodes/OneLogin/oneLogin.api';
import type { Api, Call, ListCall, Reply } from '../../nodes/shared/api';
import type { Path } from '../../nodes/shared/path';
import type { Vendor } from '../../nodes/shared/vendor';

/** Reads a list from these answers, and says what was asked for. */
async function read(
	vendor: Vendor,
	call: Omit<ListCall, 'method' | 'path'>,
	answers: Array<Partial<Reply>>,
	limit = Infinity,
) {
	const asked: Array<[string, Call['query']]> = [];
	const api = {
		width: 10,
		send: async ({ path, query }: Call) => {
			const answer = answers[asked.length];
			asked.push([path, JSON.parse(JSON.stringify(query ?? {})) as Call['query']]);
			return { status: 200, headers: {}, body: '', ...answer };
		},
	} as unknown as Api;
	const records: IDataObject[] = [];
	const first: ListCall = { method: 'GET', path: '/list' as Path, ...call };
	for await (const page of vendor.pages(api, first, limit, 1)) records.push(...page);
	return { ids: records.map(({ id }) => id), asked };
}

test.each([
	['Okta', okta],
	['OneLogin', oneLogin],
	['Logto', logto],
])('%s: a list within a body, without any parameter for paging', async (_name, vendor) => {
	const { ids, asked } = await read(vendor, { recordsAt: 'value' }, [
		{ body: { value: [{ id: 1 }, { id: 2 }], more: 'of the same' } },
	]);
	expect(ids).toEqual([1, 2]);
	expect(asked).toEqual([['/list', {}]]);
});

test.each([
	['Okta', okta],
	['OneLogin', oneLogin],
	['Logto', logto],
])('%s: a body without the list is refused, not read as "none"', async (_name, vendor) => {
	await expect(read(vendor, { recordsAt: 'value' }, [{ body: { roles: [] } }])).rejects.toThrow(
		'expected a list',
	);
});

test("Okta's wrapped lists give the next page in the body", async () => {
	const next = { href: 'https://acme.okta.com/api/v1/iam/roles?after=r2&limit=2' };
	const { ids, asked } = await read(okta, { recordsAt: 'roles', pageSize: 2 }, [
		{ body: { roles: [{ id: 'r1' }, { id: 'r2' }], _links: { next } } },
		{ body: { roles: [{ id: 'r3' }], _links: {} } },
	]);
	expect(ids).toEqual(['r1', 'r2', 'r3']);
	expect(asked).toEqual([
		['/list', { limit: 2 }],
		['/api/v1/iam/roles', { after: 'r2', limit: '2' }],
	]);
});

test('a limit below the smallest page asks for that page', async () => {
	const { asked } = await read(okta, { pageSize: 200, smallestPage: 10 }, [{ body: [] }], 3);
	expect(asked).toEqual([['/list', { limit: 10 }]]);
});

test('a list that goes on for ever ends with its first empty page', async () => {
	const link = (after: string) => ({
		link: `<https://acme.okta.com/api/v1/logs?after=${after}>; rel="next"`,
	});
	const { ids, asked } = await read(okta, { pageSize: 1000, endsEmpty: true }, [
		{ body: [{ id: 'e1' }], headers: link('a') },
		{ body: [{ id: 'e2' }], headers: link('b') },
		{ body: [], headers: link('b2') },
	]);
	expect(ids).toEqual(['e1', 'e2']);
	expect(asked).toHaveLength(3);
});
