/** Mappings, privileges and reports: what they claim, and what stops them. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, pickers, runNode } from '../engine/engine.mjs';
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

const condition = { source: 'department', operator: 'equals', value: { mode: 'text', value: 'X' } };
const action = { action: 'add_role', value: { mode: 'list', value: '77' } };
const rule = { criteria: { condition: [condition] }, actions: { action: [action] } };
const present = {
	id: 53,
	name: 'Sales to CRM',
	match: 'all',
	enabled: true,
	position: 1,
	conditions: [],
	actions: [],
};
const mapping = { mode: 'id', value: '53' };

describe('a mapping', () => {
	test.each<[string, string, IDataObject, RegExp]>([
		['no condition', 'create', { ...rule, criteria: {} }, /^"Conditions" is empty$/],
		['no action', 'create', { ...rule, actions: {} }, /^"Actions" is empty$/],
		[
			'conditions and everybody',
			'create',
			{ ...rule, options: { forEverybody: true } },
			/"Apply to Everybody" is on/,
		],
		[
			'a place, and not enabled',
			'create',
			{ ...rule, enabled: false, options: { position: 2 } },
			/not enabled has no "Position"/,
		],
		...(['source', 'operator', 'value'] as const).map(
			(name): [string, string, IDataObject, RegExp] => [
				`a condition without ${name}`,
				'create',
				{ ...rule, criteria: { condition: [{ ...condition, [name]: '' }] } },
				new RegExp(`^An entry of "Conditions" has no ${name}$`),
			],
		),
		[
			'an action without value',
			'create',
			{ ...rule, actions: { action: [{ ...action, value: '={{ undefined }}' }] } },
			/^An entry of "Actions" has no value$/,
		],
		['nothing', 'update', {}, /^There is nothing to update$/],
		['an empty name', 'update', { updateFields: { name: '' } }, /> Name" is empty$/],
	])('with %s is refused before anything is sent (%s)', async (_what, operation, more, message) => {
		serve(() => ({ body: present }));
		const about = operation === 'create' ? { name: 'Sales' } : { mapping };
		const { error } = await run('mapping', operation, { ...about, ...more });
		expect(error?.message).toMatch(message);
		expect(server.calls()).toEqual([]);
	});

	test('that is not enabled gets no place by an update either, which only its record tells', async () => {
		serve(() => ({ body: { ...present, enabled: false, position: null } }));
		const updateFields = { position: 2 };
		const { error } = await run('mapping', 'update', { mapping, updateFields });
		expect([error?.message, writes()]).toEqual([
			'A mapping that is not enabled has no "Position"',
			[],
		]);
	});

	test('that was created is named, where it cannot be read afterwards', async () => {
		serve(({ method }) =>
			method === 'POST'
				? { status: 201, body: { id: 53 } }
				: { status: 403, body: { statusCode: 403, name: 'x', message: 'No' } },
		);
		const { error, items } = await run('mapping', 'create', { name: 'Sales', ...rule });
		expect(items).toEqual([]);
		expect(error?.message).toBe('The mapping 53 was created, but a further step was refused: No');
	});

	test('that was refused says which field it was', async () => {
		serve(() => ({
			status: 422,
			body: {
				code: 422,
				message: 'Validation Failed',
				errors: [{ field: 'actions', message: ['Invalid action value(s)'] }],
			},
		}));
		const { error } = await run('mapping', 'create', { name: 'Sales', ...rule });
		expect(error?.message).toBe('Validation Failed');
		expect(error?.description).toContain('actions: Invalid action value(s)');
	});
});

describe('the lists of a mapping', () => {
	const beside = (parameters: IDataObject, path: string) =>
		pickers(
			'oneLogin',
			credentialsFor('oneLogin', server.origin),
			parameters,
			`parameters.${path}`,
		);
	const form = (source: string) => ({
		criteria: { condition: [{ source: 'title' }, { source }] },
		actions: { action: [{ action: source }] },
	});
	const second = 'criteria.condition[1]';

	test('ask for what is chosen in the same entry', async () => {
		serve(() => ({ body: [{ name: 'equals', value: '=' }] }));
		// The form cannot keep "=", which n8n takes for an expression.
		expect(await beside(form('a b'), `${second}.operator`).load('getMappingOperators')).toEqual([
			{ name: 'equals', value: 'equals' },
		]);
		expect(server.calls().map(({ path }) => path)).toEqual([
			'/api/2/mappings/conditions/a%20b/operators',
		]);
	});

	test('have numbers as text', async () => {
		serve(() => ({ body: [{ name: 'Sales', value: 77 }] }));
		const { results } = await beside(form('add_role'), 'actions.action[0].value').search(
			'searchActionValues',
			'sal',
		);
		expect(results).toEqual([{ name: 'Sales', value: '77' }]);
	});

	test.each(['', '={{ $json.x }}'])('want an entry first (%j)', async (source) => {
		const ask = beside(form(source), `${second}.value`).search('searchConditionValues');
		await expect(ask).rejects.toThrow('Choose "Source" first');
		expect(server.calls()).toEqual([]);
	});

	test('are empty where OneLogin has none', async () => {
		serve(() => ({
			status: 404,
			body: { statusCode: 404, name: 'NotFoundError', message: 'Resource not found' },
		}));
		const ask = beside(form('title'), `${second}.value`);
		expect((await ask.search('searchConditionValues')).results).toEqual([]);
		serve(() => ({ status: 403, body: { statusCode: 403, name: 'x', message: 'No' } }));
		await expect(ask.search('searchConditionValues')).rejects.toThrow('No');
	});
});

describe('a privilege', () => {
	const some = { name: 'Desk', actions: ['Users:Unlock'] };

	test.each<[string, string, IDataObject, RegExp]>([
		['no action', 'create', { name: 'Desk' }, /are both empty$/],
		['a limit to nobody', 'create', { ...some, limitTo: { users: '' } }, /names nobody$/],
		['a limit to no role', 'create', { ...some, limitTo: { roles: [] } }, /is empty$/],
		[
			'a limit without an action',
			'create',
			{ ...some, limitTo: { apps: ['5'] } },
			/but no action is about apps$/,
		],
		['nothing', 'update', { privilege }, /^There is nothing to update$/],
		[
			'a limit alone',
			'update',
			{ privilege, limitTo: { roles: ['7'] } },
			/but no action is about roles$/,
		],
		['an empty name', 'update', { privilege, updateFields: { name: '' } }, /> Name" is empty$/],
	])('with %s is refused before anything is sent (%s)', async (_what, operation, more, message) => {
		serve(() => ({ body: {} }));
		const { error } = await run('privilege', operation, more);
		expect(error?.message).toMatch(message);
		expect(server.calls()).toEqual([]);
	});
});
