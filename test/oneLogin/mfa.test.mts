/** What the MFA operations claim, and what they keep to themselves. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
import { type Answer, isToken, type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const run = async (operation: string, parameters: IDataObject = {}, resource = 'mfa') =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource, operation, user: { mode: 'id', value: '4711' }, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});
const serve = (answer: (request: Received) => Answer) => {
	server.respond = (request) => (isToken(request) ? undefined : answer(request));
};
const writes = () => server.calls().filter(({ method }) => method !== 'GET');
const devices = (...ids: number[]) => ({ body: ids.map((id) => ({ device_id: String(id) })) });

describe('Remove All Devices', () => {
	test('is none while OneLogin still shows one', async () => {
		serve(({ method }) => (method === 'GET' ? devices(1) : { status: 204, body: '' }));
		const { error, items } = await run('removeAllDevices');
		expect(items).toEqual([]);
		expect(error?.message).toBe('OneLogin answered, but the user still has the devices 1');
	});

	test('goes on where somebody else took a device away meanwhile', async () => {
		let reads = 0;
		serve(({ method, path }) => {
			if (method === 'GET') return reads++ === 0 ? devices(1, 2) : devices();
			if (!path.endsWith('/1')) return { status: 204, body: '' };
			return { status: 404, body: { statusCode: 404, name: 'NotFoundError', message: 'None' } };
		});
		const { items } = await run('removeAllDevices');
		expect(jsons(items)).toEqual([{ userId: 4711, removedDeviceIds: ['1', '2'], already: false }]);
	});

	test('says how far it came', async () => {
		serve(({ method, path }) =>
			method === 'GET'
				? devices(1, 2, 3)
				: path.endsWith('/3')
					? { status: 403, body: { statusCode: 403, name: 'x', message: 'Not this one' } }
					: { status: 204, body: '' },
		);
		const { error } = await run('removeAllDevices');
		expect(error?.message).toBe(
			'2 of 3 devices were removed, but a further step was refused: Not this one',
		);
	});

	test('stops where there is none, if told to', async () => {
		serve(() => devices());
		const { error } = await run('removeAllDevices', { options: { ifAlreadyDone: 'stop' } });
		expect([error?.message, writes()]).toEqual(['The user has no active device', []]);
	});
});

test('a temporary token is not made unless it may be shown', async () => {
	const { error } = await run('generateTemporaryToken');
	expect(error?.message).toBe('"Show Token" is off, so nothing was asked for');
	expect(server.received).toEqual([]);
});

describe.each([
	['verify', 'verificationId'],
	['confirm', 'registrationId'],
])('%s', (operation, id) => {
	const unauthorized = (message: string) => ({
		status: 401,
		body: { statusCode: 401, name: 'UnauthorizedError', message },
	});
	const enter = async () => await run(operation, { [id]: 'a1', otp: '000000' });

	test.each(['Unauthorized', 'Authentication Failure', 'Invalid code'])(
		'is no success with a wrong code, whose 401 (%s) says nothing of the credential',
		async (message) => {
			serve(({ method }) => (method === 'GET' ? devices(1) : unauthorized(message)));
			// A token that is so old that a 401 could be about it.
			await run('getDevices');
			server.received = [];
			const clock = fakeClock(undefined, Date.now() + 600_000);
			const { error, items } = await enter().finally(clock.restore);
			expect(items).toEqual([]);
			expect(error?.description).toMatch(/the code is wrong, or its time has run out/);
			// Each try counts: the code goes once, and with the token that there is.
			expect(writes()).toHaveLength(1);
			expect(server.received.filter(isToken)).toEqual([]);
		},
	);

	test('goes with a token that works, in place of one that ran out', async () => {
		let isOut = true;
		server.respond = (request) => {
			if (isToken(request)) {
				isOut = false;
				return undefined;
			}
			if (isOut) return unauthorized('Authentication Failure');
			return request.method === 'GET' ? devices(1) : { body: { id: 'a1', status: 'accepted' } };
		};
		await run('getDevices');
		isOut = true;
		const { items, error } = await enter();
		expect(error).toBeUndefined();
		expect(jsons(items)).toMatchObject([{ status: 'accepted' }]);
		expect(writes()).toHaveLength(1);
	});

	test('sends no code where the credential may not use it, and says what it needs', async () => {
		serve(() => unauthorized('Unauthorized'));
		const { error } = await enter();
		expect(error?.description).toMatch(/It needs "Manage all"/);
		expect(writes()).toEqual([]);
	});

	test('needs a code, and sends none where it only asks', async () => {
		const { error } = await run(operation, { [id]: 'a1' });
		expect([error?.message, server.received]).toEqual(['"Code" is empty', []]);
		serve(() => ({ body: { id: 'a1', status: 'pending' } }));
		await run(operation, { [id]: 'a1', method: 'poll', otp: '012345' });
		expect(server.calls()).toMatchObject([{ method: 'GET', text: '' }]);
	});
});

test('an event type that nobody knows is refused before events are listed', async () => {
	serve(() => ({ body: { status: { code: 200 }, data: [{ id: 19, name: 'USER_LOCKED_USER' }] } }));
	const { error } = await run('getAll', { filters: { events: ['user_locked_user'] } }, 'event');
	expect(error?.message).toBe('No event type has the name "user_locked_user"');
	expect(error?.description).toContain('there is "USER_LOCKED_USER"');
	expect(server.calls()).toHaveLength(1);
});

test.each(['x', '-1', '1.5'])('the event %s is none', async (eventId) => {
	const { error } = await run('get', { eventId }, 'event');
	expect(error?.message).toBe(`"Event ID" is "${eventId}", which is not an event ID`);
	expect(server.received).toEqual([]);
});
