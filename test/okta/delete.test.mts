import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import type { Answer, Received } from '../engine/server.mjs';
import { missing, person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();
let clock: FakeClock;
beforeEach(() => {
	clock = fakeClock();
});
afterEach(() => clock.restore());

const PATH = `/api/v1/users/${USER_ID}`;
const READ = `GET ${PATH}`;
const DELETE = `DELETE ${PATH}`;
const DEACTIVATE = `POST ${PATH}/lifecycle/deactivate`;

const state = (status: string, more: IDataObject = {}): Answer => ({
	body: person(USER_ID, 'ada@example.com', { status, ...more }),
});
const done: Answer = { status: 204 };
const leaving = state('ACTIVE', { transitioningToStatus: 'DEPROVISIONED' });

const remove = async (mode: string, options: IDataObject = {}, more = {}) =>
	await org.run(
		{
			resource: 'user',
			operation: 'delete',
			user: { mode: 'id', value: USER_ID },
			mode,
			options,
		},
		more,
	);

const item = (outcome: string, deactivated: boolean, deleted: boolean) => ({
	id: USER_ID,
	login: 'ada@example.com',
	outcome,
	deactivated,
	deleted,
});

describe('deactivate only', () => {
	test('it is what happens when nothing else was chosen', async () => {
		org.answer(state('ACTIVE'), { body: '' }, state('DEPROVISIONED'));
		const { items } = await org.run({
			resource: 'user',
			operation: 'delete',
			user: { mode: 'id', value: USER_ID },
		});
		expect(jsons(items)).toEqual([item('deactivated', true, false)]);
		expect(org.asked()).toEqual([READ, DEACTIVATE, READ]);
		// Okta answers 411 to a POST without body and length.
		expect(org.server.calls()[1].headers['content-length']).toBe('0');
	});

	test('a user who is deactivated already is left alone: a DELETE would be for good', async () => {
		org.answer(state('DEPROVISIONED'));
		const { items } = await remove('deactivate', { sendEmail: true, respondAsync: true });
		expect(jsons(items)).toEqual([item('alreadyDeactivated', true, false)]);
		expect(org.asked()).toEqual([READ]);
	});

	test('no DELETE is sent, whatever Okta answers', async () => {
		const statuses = ['ACTIVE', 'STAGED', 'SUSPENDED', 'LOCKED_OUT', 'PROVISIONED', 'RECOVERY'];
		for (const status of statuses) {
			org.answer(state(status), { body: {} }, state('DEPROVISIONED'));
			await remove('deactivate');
		}
		expect(org.asked().filter((line) => line.startsWith('DELETE'))).toEqual([]);
		expect(org.asked().filter((line) => line.startsWith('POST'))).toHaveLength(statuses.length);
	});

	test('a deactivation that goes on is waited for, not started again', async () => {
		org.answer(leaving, leaving, leaving, state('DEPROVISIONED'));
		const { items } = await remove('deactivate');
		expect(jsons(items)).toEqual([item('deactivated', true, false)]);
		expect(org.asked()).toEqual([READ, READ, READ, READ]);
		expect(clock.slept()).toBe(3_000);
	});

	test('a user on the way back to active is not taken for deactivated, and waited for', async () => {
		const returning = state('DEPROVISIONED', { transitioningToStatus: 'ACTIVE' });
		const notYet = refused(409, 'E0000112', 'Unable to update the user');
		org.answer(returning, notYet, notYet, { body: {} }, state('DEPROVISIONED'));
		const { items } = await remove('deactivate');
		expect(jsons(items)).toEqual([item('deactivated', true, false)]);
		expect(org.asked()).toEqual([READ, DEACTIVATE, DEACTIVATE, DEACTIVATE, READ]);
	});

	test('without waiting, the item says that it is going on', async () => {
		org.answer(state('ACTIVE'), { body: {} });
		const { items } = await remove('deactivate', { respondAsync: true });
		expect(jsons(items)).toEqual([item('deactivating', false, false)]);
		expect(org.server.calls()[1].headers.prefer).toBe('respond-async');
		expect(org.asked()).toEqual([READ, DEACTIVATE]);
	});

	test('a user who is not there is an error, not a success', async () => {
		org.answer(missing());
		const { items, error } = await remove('deactivate');
		expect(items).toEqual([]);
		expect(error?.httpCode).toBe('404');
	});
});

describe('delete permanently', () => {
	test('a deactivated user takes one DELETE, and the email is asked for with it', async () => {
		org.answer(state('DEPROVISIONED'), done);
		const { items } = await remove('delete', { sendEmail: true });
		expect(jsons(items)).toEqual([item('deleted', true, true)]);
		expect(org.asked()).toEqual([READ, `${DELETE}?sendEmail=true`]);
	});

	test('the second DELETE waits until the deactivation has ended', async () => {
		org.answer(state('ACTIVE'), done, leaving, leaving, leaving, state('DEPROVISIONED'), done);
		const { items } = await remove('delete');
		expect(jsons(items)).toEqual([item('deleted', true, true)]);
		expect(org.asked()).toEqual([READ, DELETE, READ, READ, READ, READ, DELETE]);
		expect(clock.slept()).toBe(1_000 + 2_000 + 5_000);
	});

	test('a deactivation that goes on already needs no DELETE of its own', async () => {
		org.answer(leaving, leaving, state('DEPROVISIONED'), done);
		await remove('delete');
		expect(org.asked()).toEqual([READ, READ, READ, DELETE]);
	});

	test.each([
		['at the first DELETE', [state('ACTIVE'), missing()], [READ, DELETE]],
		['while it waits', [state('ACTIVE'), done, leaving, missing()], [READ, DELETE, READ, READ]],
		[
			'at the second DELETE',
			[state('ACTIVE'), done, state('DEPROVISIONED'), missing()],
			[READ, DELETE, READ, DELETE],
		],
		['by the code for deleted users', [state('DEPROVISIONED'), gone()], [READ, DELETE]],
	])('a user who is gone %s is deleted', async (_when, answers, asked) => {
		org.answer(...answers);
		const { items, error } = await remove('delete');
		expect(error).toBeUndefined();
		expect(jsons(items)).toEqual([item('deleted', true, true)]);
		expect(org.asked()).toEqual(asked);
	});

	test.each([
		['a web page', { status: 404, body: '<html>Not found</html>' }],
		['no text', { status: 404 }],
	])('a 404 with %s says nothing of the user', async (_what, answer) => {
		org.answer(state('DEPROVISIONED'), answer);
		const { items, error } = await remove('delete');
		expect(items).toEqual([]);
		expect(error?.httpCode).toBe('404');
	});

	test('gives up after the longest wait, and deletes nothing', async () => {
		org.answer(state('ACTIVE'), done, leaving);
		const { items, error } = await remove('delete', { deactivationWait: 12 });
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'Okta has not finished the deactivation of the user within 12 seconds',
		);
		expect(error?.description).toContain('nothing was deleted');
		expect(clock.slept()).toBe(12_000);
		expect(org.asked().filter((line) => line === DELETE)).toHaveLength(1);
	});

	test('a wait of 0 looks once', async () => {
		org.answer(state('ACTIVE'), done, leaving);
		await remove('delete', { deactivationWait: 0 });
		expect(org.asked()).toEqual([READ, DELETE, READ]);
		expect(clock.slept()).toBe(0);
	});

	test('waits a minute by default', async () => {
		org.answer(state('ACTIVE'), done, leaving);
		await remove('delete');
		expect(clock.slept()).toBe(60_000);
	});

	test('the refusal of the second DELETE is shown, not taken for a success', async () => {
		org.answer(
			state('ACTIVE'),
			done,
			state('DEPROVISIONED'),
			refused(403, 'E0000006', 'You do not have permission'),
		);
		const { items, error } = await remove('delete');
		expect(items).toEqual([]);
		expect(error?.message).toBe('You do not have permission');
	});

	test('stops between two looks when the execution is cancelled', async () => {
		org.answer(state('ACTIVE'), done, leaving);
		let cancel = () => {};
		clock.restore();
		clock = fakeClock(() => cancel());
		const running = remove('delete', {}, { onStart: (stop: () => void) => (cancel = stop) });
		await running.catch(() => undefined);
		expect(clock.slept()).toBe(250);
		expect(org.asked().filter((line) => line === DELETE)).toHaveLength(1);
	});

	test('two items of the same person end in one deletion and one "not found"', async () => {
		const steps: Record<string, Answer[]> = {
			GET: [state('ACTIVE'), state('DEPROVISIONED'), missing()],
			DELETE: [done, done],
		};
		org.answer(({ method }: Received) => steps[method].shift()!);
		const { items } = await remove(
			'delete',
			{},
			{ items: [{}, {}], onError: 'continueRegularOutput' },
		);
		expect(jsons(items)[0]).toEqual(item('deleted', true, true));
		expect(jsons(items)[1]).toMatchObject({ message: 'Not found: Resource not found: x (User)' });
	});
});

function gone(): Answer {
	return refused(410, 'E0000156', 'The user does not exist or was deleted');
}
