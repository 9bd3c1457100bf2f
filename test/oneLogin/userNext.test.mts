/** What User > Suspend, Activate, Unlock and the invitations claim, and what they keep to themselves. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type Answer, isToken, type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const run = async (operation: string, parameters: IDataObject = {}) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation, user: { mode: 'id', value: '4711' }, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});
const serve = (answer: (request: Received) => Answer) => {
	server.respond = (request) => (isToken(request) ? undefined : answer(request));
};
const writes = () => server.calls().filter(({ method }) => method !== 'GET');
const stop = { options: { ifAlreadyDone: 'stop' } };

test.each([
	['suspend', 2, 'The user is suspended already'],
	['activate', 1, 'The user is active already'],
])('%s stops where it is so already, and changes nothing', async (operation, status, message) => {
	serve(() => ({ body: { id: 4711, status } }));
	const { error } = await run(operation, stop);
	expect([error?.message, writes()]).toEqual([message, []]);
	expect(error?.context?.outcome).toBe('already');
});

test.each(['suspend', 'activate'])(
	'%s is none where the answer shows another status',
	async (operation) => {
		serve(() => ({ body: { id: 4711, status: 3 } }));
		const { error, items } = await run(operation);
		expect(items).toEqual([]);
		expect(error?.message).toBe('OneLogin answered, but the user 4711 has the status 3');
		expect(writes()).toHaveLength(1);
	},
);

test('the owner of the account is named as such', async () => {
	serve(() => ({
		status: 422,
		body: { statusCode: 422, name: 'x', message: 'The account owner cannot be updated' },
	}));
	const { error } = await run('suspend');
	expect(error?.description).toMatch(/lets nobody change the owner of the account/);
});

describe('whoever cannot be unlocked', () => {
	const refuse = (user: IDataObject) =>
		serve(({ method }) =>
			method === 'GET'
				? { body: { id: 4711, ...user } }
				: {
						status: 422,
						body: { statusCode: 422, name: 'x', message: 'User cannot be unlocked' },
					},
		);

	test('is locked and has no license: no success', async () => {
		refuse({ status: 3, state: 3 });
		const { error, items } = await run('unlock');
		expect(items).toEqual([]);
		expect(error?.message).toBe('User cannot be unlocked');
		expect(error?.description).toContain('The user is locked (status 3, state 3)');
	});

	test('is not locked: so already, or the end', async () => {
		refuse({ status: 1, state: 1 });
		expect(jsons((await run('unlock')).items)).toMatchObject([{ already: true }]);
		expect((await run('unlock', stop)).error?.message).toBe('The user is not locked');
	});
});

test('an invitation link is not asked for unless it may be shown', async () => {
	serve(() => ({ body: {} }));
	const { error } = await run('getInvitationLink');
	expect(error?.message).toBe('"Show Link" is off, so nothing was asked for');
	expect(server.received).toEqual([]);
});

test.each(['sendInvitation', 'getInvitationLink'])('%s needs an email', async (operation) => {
	serve(() => ({ body: { status: { code: 200 }, data: [{ id: 4711, email: null }] } }));
	const { error } = await run(operation, { showSecret: true });
	expect(error?.message).toBe('The user has no email, and OneLogin invites by email only');
	expect(writes()).toEqual([]);
});

test('no custom attribute at all is refused', async () => {
	const { error } = await run('setCustomAttributes', { customAttributes: {} });
	expect([error?.message, server.received]).toEqual(['"Custom Attributes" is empty', []]);
});
