/** A model writes texts, whatever a parameter wants, and reads what comes back. */
import type { IDataObject } from 'n8n-workflow';
import { useAsTool, ways } from './agent.mjs';
import { nodeClasses, type NodeName } from './engine.mjs';
import { type Answer, isToken, useServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

const server = useServer();

/** A field that the person leaves to the model. */
const fromAI = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;

const ok = { error: false, code: 200, type: 'success', message: 'Success' };

const lists: Record<NodeName, (ids: number[]) => Answer> = {
	okta: (ids) => ({ body: ids.map((id) => ({ id: `u${id}` })) }),
	oneLogin: (ids) => ({ body: { status: ok, pagination: {}, data: ids.map((id) => ({ id })) } }),
	logto: (ids) => ({
		headers: { 'total-number': '3' },
		body: ids.map((id) => ({ id: `u${id}` })),
	}),
};

const refusals: Record<NodeName, Answer> = {
	okta: { status: 403, body: { errorCode: 'E0000006', errorSummary: 'You may not do this' } },
	oneLogin: {
		status: 403,
		body: { status: { error: true, code: 403, type: 'Forbidden', message: 'You may not do this' } },
	},
	logto: { status: 403, body: { code: 'auth.forbidden', message: 'You may not do this' } },
};

const writes: Array<{
	node: NodeName;
	parameters: IDataObject;
	input: IDataObject;
	answer: Answer;
	sent: object;
	given: IDataObject;
}> = [
	{
		node: 'okta',
		parameters: {
			operation: 'create',
			login: fromAI('login'),
			email: 'ada@example.com',
			activate: fromAI('activate'),
		},
		input: { login: 'ada@example.com', activate: 'false' },
		answer: { body: { id: '00u1', status: 'STAGED', profile: { login: 'ada@example.com' } } },
		sent: { query: [['activate', 'false']] },
		given: { id: '00u1', status: 'STAGED', login: 'ada@example.com' },
	},
	{
		node: 'oneLogin',
		parameters: {
			operation: 'addRoles',
			user: { mode: 'id', value: fromAI('user') },
			roles: fromAI('roles'),
			skipHeld: fromAI('skip'),
		},
		input: { user: '7', roles: '11, 12', skip: 'false' },
		answer: { body: { status: ok } },
		sent: { path: '/api/1/users/7/add_roles', json: { role_id_array: [11, 12] } },
		given: { userId: 7, addedRoleIds: [11, 12], skippedRoleIds: [] },
	},
	{
		node: 'logto',
		parameters: {
			operation: 'suspend',
			user: { mode: 'id', value: fromAI('user') },
		},
		input: { user: 'u7' },
		answer: { body: { id: 'u7', isSuspended: true } },
		sent: { path: '/api/users/u7/is-suspended', json: { isSuspended: true } },
		given: { id: 'u7', isSuspended: true },
	},
];

describe.each(ways)('%s', (way) => {
	const use = async (node: NodeName, parameters: IDataObject, input: IDataObject) =>
		await useAsTool(way, input, {
			node,
			parameters: { resource: 'user', ...parameters },
			credentials: credentialsFor(node, server.origin),
		});

	describe.each(Object.keys(nodeClasses) as NodeName[])('%s', (node) => {
		const many = { operation: 'getAll', returnAll: fromAI('all'), limit: fromAI('limit') };

		test('a number and a choice that come as texts are what they say', async () => {
			server.respond = (request) => (isToken(request) ? undefined : lists[node]([1, 2, 3]));
			const { answer, error, asked, description } = await use(node, many, {
				all: 'false',
				limit: '2',
			});
			expect(error).toBeUndefined();
			expect(answer).toHaveLength(2);
			expect(asked).toEqual(['all', 'limit']);
			expect(description).toMatch(/get many users/i);
		});

		test('a refusal comes back in the words of the vendor', async () => {
			server.respond = (request) => (isToken(request) ? undefined : refusals[node]);
			const { error } = await use(node, many, { all: 'false', limit: '2' });
			expect(error).toMatch(/You may not do this/);
		});

		test('a text that says no number is refused before anything is sent', async () => {
			const { error } = await use(node, many, { all: 'false', limit: 'a few' });
			expect(error).toMatch(/Limit/);
			expect(server.calls()).toEqual([]);
		});
	});

	test.each(writes)('$node: a change', async ({ node, parameters, input, answer, sent, given }) => {
		server.respond = (request) => (isToken(request) ? undefined : answer);
		const result = await use(node, parameters, input);
		expect(result.error).toBeUndefined();
		expect(server.calls().at(-1)).toMatchObject(sent);
		expect(result.answer).toEqual([expect.objectContaining(given)]);
	});
});
