/** Groups, applications, custom attributes and lists by v2: what is refused before anything is sent. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { isToken, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const run = async (resource: string, operation: string, parameters: IDataObject) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource, operation, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});
const byId = (value: string) => ({ mode: 'id', value });

test.each<[string, string, IDataObject, string]>([
	['group', 'update', { group: byId('3') }, 'There is nothing to update'],
	[
		'group',
		'update',
		{ group: byId('3'), updateFields: { name: '' } },
		'"Update Fields > Name" is empty',
	],
	['application', 'update', { app: byId('3') }, 'There is nothing to update'],
	[
		'application',
		'update',
		{ app: byId('3'), updateFields: { name: '' } },
		'"Update Fields > Name" is empty',
	],
	[
		'application',
		'create',
		{ connector: byId('SAML'), name: 'x' },
		'"Connector" holds "SAML", which is not a connector ID',
	],
	[
		'customAttribute',
		'create',
		{ name: 'x', shortname: 'cost-center' },
		'"Short Name" is "cost-center", which is no short name',
	],
	['customAttribute', 'update', { customAttribute: byId('3') }, 'There is nothing to update'],
	[
		'customAttribute',
		'update',
		{ customAttribute: byId('3'), updateFields: { shortname: '' } },
		'"Update Fields > Short Name" is empty',
	],
	[
		'customAttribute',
		'update',
		{ customAttribute: byId('3'), updateFields: { shortname: 'a b' } },
		'"Update Fields > Short Name" is "a b", which is no short name',
	],
	[
		'user',
		'getAll',
		{ filters: { group: '34', role_id: '77' } },
		'"Filters > Role Name or ID" does not go with the newer API',
	],
	[
		'user',
		'getAll',
		{ filters: { since: '2026-01-01' }, options: { newerApi: true } },
		'"Filters > Since" does not go with the newer API',
	],
])('%s > %s %j: nothing is sent', async (resource, operation, parameters, message) => {
	const { error, items } = await run(resource, operation, parameters);
	expect([error?.message, items, server.received]).toEqual([message, [], []]);
});

test('a custom attribute loses its place by null', async () => {
	const record = { id: 61, name: 'Branch', shortname: 'branch', position: 2 };
	server.respond = (request) => (isToken(request) ? undefined : { body: record });
	await run('customAttribute', 'update', {
		customAttribute: byId('61'),
		updateFields: { position: '={{ null }}' },
	});
	expect(server.calls()[1].json).toEqual({ name: 'Branch', shortname: 'branch', position: null });
});

test('a group is read by v1 only where v2 has none: another refusal stands', async () => {
	server.respond = (request) =>
		isToken(request)
			? undefined
			: { status: 422, body: { statusCode: 422, name: 'x', message: 'No' } };
	const { error } = await run('group', 'get', { group: byId('34') });
	expect(error?.message).toBe('No');
	expect(server.calls().map(({ path }) => path)).toEqual(['/api/2/groups/34']);
});

test('a list of groups that breaks off in v2 is not made up from v1', async () => {
	server.respond = (request) => {
		if (isToken(request)) return undefined;
		const isFirst = !request.query.some(([name]) => name === 'cursor');
		return isFirst && request.path === '/api/2/groups'
			? { headers: { 'after-cursor': 'bGltaXQ9MTAwJnBhZ2U9Mg' }, body: [{ id: 1, name: 'A' }] }
			: { status: 500, body: '' };
	};
	const { error, items } = await run('group', 'getAll', { returnAll: true });
	expect(items).toEqual([]);
	expect(error).toBeDefined();
	expect(server.calls().some(({ path }) => path === '/api/1/groups')).toBe(false);
});

test('the client secret of a new application comes out only where that is meant', async () => {
	const sso = { client_id: 'c', client_secret: 'client-secret-of-the-wiki' };
	server.respond = (request) =>
		isToken(request) ? undefined : { body: { id: 1, name: 'x', sso } };
	const create = { connector: byId('108419'), name: 'x' };
	for (const simplify of [true, false]) {
		const shown = await run('application', 'create', { ...create, simplify, showSecret: true });
		expect(JSON.stringify(jsons(shown.items))).toContain(sso.client_secret);
		const hidden = await run('application', 'create', { ...create, simplify });
		expect(jsons(hidden.items)).toHaveLength(1);
		expect(JSON.stringify(hidden.run.data)).not.toContain(sso.client_secret);
	}
});
