/** How a list goes on that OneLogin gives with its position in headers. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { isToken, type Received, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { headerPages } from './lists.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const people = Array.from({ length: 120 }, (_, index) => ({ id: 1000 + index, email: 'x@x.co' }));

/** Refuses what OneLogin refuses: terraform-provider-onelogin, issue 196. */
function strictPages(request: Received) {
	const has = (name: string) => request.query.some(([key]) => key === name);
	if (has('cursor') && (has('limit') || has('page'))) {
		const message = 'Requests can only have cursor xor pagination arguments';
		return { status: 400, body: { statusCode: 400, name: 'BadRequestError', message } };
	}
	const page = request.query.find(([key]) => key === 'page')?.[1];
	const cursor = Buffer.from(`limit=50&page=${page}`).toString('base64');
	return headerPages(
		page ? { ...request, query: [['cursor', cursor]] } : request,
		people,
		server.origin,
	);
}

async function list(parameters: IDataObject) {
	server.received = [];
	server.respond = (request) => (isToken(request) ? undefined : strictPages(request));
	const { items, error } = await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'getAll', returnAll: true, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});
	expect(error).toBeUndefined();
	expect(jsons(items).map(({ id }) => id)).toEqual(people.map(({ id }) => id));
	return server.calls().map(({ query }) => Object.fromEntries(query));
}

test('beside a cursor stand the filters and the fields, and no size', async () => {
	const filters = { email: '*@x.co' };
	const [first, ...others] = await list({ filters, options: { fields: 'email' } });
	expect(first).toEqual({ email: '*@x.co', fields: 'email', limit: '50' });
	expect(others).toEqual(
		[2, 3].map((page) => ({
			email: '*@x.co',
			fields: 'email',
			cursor: Buffer.from(`limit=50&page=${page}`).toString('base64'),
		})),
	);
});

test('a sorted list goes on by number: nobody says that a cursor holds the order', async () => {
	const sort = { field: 'email', direction: '-' };
	expect(await list({ filters: { email: '*@x.co' }, sort })).toEqual([
		{ email: '*@x.co', sort: '-email', limit: '50' },
		{ email: '*@x.co', sort: '-email', limit: '50', page: '2' },
		{ email: '*@x.co', sort: '-email', limit: '50', page: '3' },
	]);
});
