/** Mappings, privileges and reports: what they claim, and what stops them. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type Answer, isToken, type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const serve = (answer: (request: Received) => Answer) => {
	server.respond = (request) => (isToken(request) ? undefined : answer(request));
};
const run = async (resource: string, operation: string, parameters: IDataObject) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource, operation, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});
const writes = () => server.calls().filter(({ method }) => method !== 'GET');
const privilege = { mode: 'id', value: '2f1c2a70' };

test.each([
	['addUsers', [1], 'Among the users that have the privilege already: 1'],
	['removeUsers', [1], 'Not among the users that have the privilege already: 2'],
])('%s stops before anything is sent when it is so already', async (operation, users, message) => {
	serve(() => ({ body: { total: 1, users, afterCursor: null } }));
	const options = { ifAlreadyDone: 'stop' };
	const { error } = await run('privilege', operation, { privilege, users: '1,2', options });
	expect([error?.message, writes()]).toEqual([message, []]);
	expect(error?.context?.outcome).toBe('already');
});

test('a removal that breaks off says how far it came', async () => {
	serve(({ path }) =>
		path.endsWith('/3') ? { status: 422, body: { message: 'No' } } : { status: 204, body: '' },
	);
	const { error } = await run('privilege', 'removeUsers', { privilege, users: '1,2,3,4' });
	expect(error?.message).toBe(
		'The first 2 of 4 users were done, but a further step was refused: No',
	);
	expect(writes()).toHaveLength(3);
});

test('who has a privilege is read to the end, or not at all', async () => {
	serve(() => ({ body: { total: 9 } }));
	const { error, items } = await run('privilege', 'getUsers', { privilege, returnAll: true });
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/expected a list of users/);
});

test('an account without Delegated Administration is told what it may be', async () => {
	const message = 'The request requires user authentication.';
	serve(() => ({ status: 401, body: { statusCode: 401, name: 'x', message } }));
	const { error } = await run('privilege', 'getAll', { returnAll: true });
	expect(error?.message).toBe(message);
	expect(error?.description).toContain('It needs "Manage all"');
	expect(error?.description).toContain('where the account does not have the feature');
});

test('mappings that cannot be read whole are not read in part', async () => {
	serve(({ query }) =>
		query.some(([, value]) => value === 'false')
			? { status: 403, body: { statusCode: 403, name: 'x', message: 'No' } }
			: { body: [{ id: 1, name: 'A', enabled: true }] },
	);
	const { error, items } = await run('mapping', 'getAll', { returnAll: true });
	expect([error?.message, items]).toEqual(['No', []]);
});

test('a report without rows gives no item', async () => {
	serve(() => ({ body: [] }));
	const { items, error } = await run('report', 'run', { report: { mode: 'id', value: '7' } });
	expect([error, jsons(items)]).toEqual([undefined, []]);
});
