/** What User > Suspend, Activate, Unlock and the invitations claim, and what they keep to themselves. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
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

describe('a license', () => {
	const create = async (confirmLicense: number) =>
		await run('create', { email: 'ada@example.com', options: { confirmLicense } });

	test('is claimed only when it stayed for the time that was given', async () => {
		const clock = fakeClock();
		serve(() => ({ body: { id: 4711, status: 7, state: 1 } }));
		const { items } = await create(10).finally(clock.restore);
		expect(jsons(items)).toEqual([{ id: 4711, status: 7, state: 1, licensed: true }]);
		expect(server.calls().length).toBeGreaterThan(3);
	});

	test('that is taken back after a while is found out', async () => {
		const clock = fakeClock();
		let reads = 0;
		serve(({ method }) => ({
			body: { id: 4711, status: 7, state: method === 'GET' && ++reads > 2 ? 3 : 1 },
		}));
		const { items } = await create(60).finally(clock.restore);
		expect(jsons(items)).toEqual([{ id: 4711, status: 7, state: 3, licensed: false }]);
		expect(reads).toBe(3);
	});

	test('that nobody asks about is not looked for', async () => {
		serve(() => ({ body: { id: 4711, status: 7, state: 1 } }));
		const { items } = await create(0);
		expect(jsons(items)).toEqual([{ id: 4711, status: 7, state: 1 }]);
		expect(server.calls()).toHaveLength(1);
	});

	test('that cannot be read afterwards does not hide that the user is there', async () => {
		serve(({ method }) =>
			method === 'GET'
				? { status: 403, body: { statusCode: 403, name: 'x', message: 'No' } }
				: { body: { id: 4711, state: 1 } },
		);
		const { error } = await create(10);
		expect(error?.message).toBe('The user 4711 was created, but a further step was refused: No');
	});
});

test.each([
	['create', 'additionalFields', 'Additional Fields'],
	['update', 'updateFields', 'Update Fields'],
])('%s sends nothing by v2 that only v1 knows', async (operation, group, label) => {
	serve(() => ({ body: { id: 4711 } }));
	const { error } = await run(operation, {
		email: 'ada@example.com',
		[group]: { notes: 'x' },
		options: { newerApi: true },
	});
	expect(error?.message).toBe(`"${label} > Notes" does not go with the newer API`);
	expect(server.calls()).toEqual([]);
});
