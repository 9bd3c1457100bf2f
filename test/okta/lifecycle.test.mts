/** What a user's status lets people do, and what comes of it (okta-next.md, section 3). */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import type { Answer } from '../engine/server.mjs';
import { person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();
let clock: FakeClock;
beforeEach(() => {
	clock = fakeClock();
});
afterEach(() => clock.restore());

const READ = `GET /api/v1/users/${USER_ID}`;
const post = (step: string) => `POST /api/v1/users/${USER_ID}/lifecycle/${step}`;

const withStatus = (status: string, more: IDataObject = {}): Answer => ({
	body: person(USER_ID, 'ada@example.com', { status, ...more }),
});

const run = async (operation: string, options: IDataObject = {}, more: IDataObject = {}) =>
	await org.run({
		resource: 'user',
		operation,
		user: { mode: 'id', value: USER_ID },
		options,
		...more,
	});

const STATUSES = [
	'STAGED',
	'PROVISIONED',
	'ACTIVE',
	'RECOVERY',
	'PASSWORD_EXPIRED',
	'LOCKED_OUT',
	'SUSPENDED',
	'DEPROVISIONED',
];

/**
 * The table of the sheet: `+` goes to Okta (also where nobody knows what it says), `=` is so already, and
 * text is how the refusal begins and what is to be used instead.
 */
const TABLE: Record<string, string[]> = {
	activate: [
		'+',
		'Users with a pending invitation are reactivated, not activated > Reactivate',
		'=',
		'+',
		'+',
		'Locked users are unlocked, not activated > Unlock',
		'Suspended users are unsuspended, not activated > Unsuspend',
		'+',
	],
	reactivate: [
		'Staged users are activated, not reactivated > Activate',
		'+',
		'Active users are sent a link for a new password, not reactivated > Reset Password',
		'+',
		'Users with an expired password are sent a link for a new password, not reactivated > Reset Password',
		'Locked users are unlocked, not reactivated > Unlock',
		'Suspended users are unsuspended, not reactivated > Unsuspend',
		'Deactivated users are activated, not reactivated > Activate',
	],
	deactivate: ['+', '+', '+', '+', '+', '+', '+', '='],
	suspend: [
		'Staged users cannot be suspended',
		'Users with a pending invitation cannot be suspended',
		'+',
		'Users who are to reset their password cannot be suspended',
		'Users with an expired password cannot be suspended',
		'Locked users cannot be suspended',
		'=',
		'Deactivated users cannot be suspended',
	],
	unsuspend: [
		'Staged users are activated, not unsuspended > Activate',
		'Users with a pending invitation are reactivated, not unsuspended > Reactivate',
		'=',
		'Users who are to reset their password are reactivated, not unsuspended > Reactivate',
		'Users with an expired password cannot be unsuspended',
		'Locked users are unlocked, not unsuspended > Unlock',
		'+',
		'Deactivated users are activated, not unsuspended > Activate',
	],
	unlock: [
		'Staged users are activated, not unlocked > Activate',
		'Users with a pending invitation are reactivated, not unlocked > Reactivate',
		'+',
		'Users who are to reset their password are reactivated, not unlocked > Reactivate',
		'Users with an expired password are sent a link for a new password, not unlocked > Reset Password',
		'+',
		'Suspended users are unsuspended, not unlocked > Unsuspend',
		'Deactivated users are activated, not unlocked > Activate',
	],
	resetPassword: [
		'Staged users are activated, not sent a link for a new password > Activate',
		...Array<string>(7).fill('+'),
	],
	expirePassword: ['+', '+', '+', '+', '=', '+', '+', '+'],
};

const STEPS: Record<string, string> = {
	resetPassword: 'reset_password',
	expirePassword: 'expire_password',
};

const cells = Object.entries(TABLE).flatMap(([operation, row]) =>
	row.map((cell, index) => ({ operation, status: STATUSES[index], cell })),
);

test.each(cells)('$operation of a user who is $status', async ({ operation, status, cell }) => {
	org.answer(({ method, path }) => {
		if (path.endsWith('/blocks')) return { body: [{ type: 'DEVICE_BASED' }] };
		return method === 'GET' ? withStatus(status) : { status: 200, body: {} };
	});
	const { items, error } = await run(operation);
	const sent = org.asked().filter((line) => line.startsWith('POST'));
	if (cell === '+') {
		expect(jsons(items)).toEqual([{ userId: USER_ID, success: true }]);
		expect(sent.map((line) => line.split('?')[0])).toEqual([post(STEPS[operation] ?? operation)]);
		return;
	}
	expect(sent).toEqual([]);
	if (cell === '=') {
		expect(jsons(items)).toEqual([{ userId: USER_ID, success: true, status, already: true }]);
		org.server.received = [];
		const stopped = await run(operation, { ifAlreadyDone: 'stop' });
		expect(stopped.items).toEqual([]);
		expect(stopped.error?.context?.outcome).toBe('already');
		return;
	}
	const [message, instead] = cell.split(' > ');
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(`The user has the status ${status}`);
	if (instead) expect(error?.description).toContain(`Use User > ${instead}.`);
	expect(error?.context?.outcome).toBe(status === 'DEPROVISIONED' ? 'closed' : 'refused');
});

test('a status that nobody knows is left to Okta', async () => {
	org.answer(({ method }) =>
		method === 'GET'
			? withStatus('FROZEN')
			: refused(403, 'E0000107', 'Cannot modify/read application: its present state forbids it'),
	);
	const { error } = await run('suspend');
	expect(error?.description).toContain('The present status of the user does not allow this');
	expect(org.asked()).toEqual([READ, post('suspend')]);
});

describe('a change of status that is going on', () => {
	const leaving = withStatus('ACTIVE', { transitioningToStatus: 'DEPROVISIONED' });

	test('is waited for before another is asked for', async () => {
		org.answer(leaving, leaving, withStatus('DEPROVISIONED'), { body: {} });
		const { items } = await run('activate');
		expect(jsons(items)).toEqual([{ userId: USER_ID, success: true }]);
		expect(org.asked()).toEqual([READ, READ, READ, `${post('activate')}?sendEmail=true`]);
		expect(clock.slept()).toBe(3_000);
	});

	test('that ends where it should is so already', async () => {
		org.answer(leaving, withStatus('DEPROVISIONED'));
		const { items } = await run('deactivate');
		expect(jsons(items)).toEqual([
			{ userId: USER_ID, success: true, status: 'DEPROVISIONED', already: true },
		]);
	});

	test('is not waited for longer than was asked for, and nothing is sent', async () => {
		org.answer(leaving);
		const { error } = await run('suspend', { statusWait: 4 });
		expect(error?.message).toBe('The user is still on the way to DEPROVISIONED after 4 seconds');
		expect(clock.slept()).toBe(4_000);
		expect(org.asked().filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	test('is waited for afterwards where that was asked for', async () => {
		org.answer(withStatus('ACTIVE'), { body: {} }, leaving, leaving, withStatus('DEPROVISIONED'));
		const { items } = await run('deactivate', { waitUntilDone: true });
		expect(jsons(items)).toEqual([{ userId: USER_ID, success: true, status: 'DEPROVISIONED' }]);
		expect(org.asked()).toEqual([READ, post('deactivate'), READ, READ, READ]);
	});
});

describe('what lets somebody in', () => {
	const secrets = {
		activationUrl: 'https://acme.okta.com/welcome/SECRET',
		activationToken: 'SECRET',
		resetPasswordUrl: 'https://acme.okta.com/reset/SECRET',
		tempPassword: 'SECRET',
	};
	const ALLOWING: Record<string, string> = {
		activate: 'STAGED',
		reactivate: 'PROVISIONED',
		resetPassword: 'ACTIVE',
	};
	const answering = (status: string) =>
		org.answer(({ method }) => (method === 'GET' ? withStatus(status) : { body: secrets }));

	test.each(Object.entries(ALLOWING))(
		'%s: is in no item, although Okta gave it',
		async (operation, status) => {
			for (const options of [
				{},
				{ link: 'email' },
				...(operation === 'activate' ? [{ link: 'none' }] : []),
			]) {
				answering(status);
				const { items, run: whole } = await run(operation, options);
				expect(jsons(items)).toEqual([{ userId: USER_ID, success: true }]);
				expect(JSON.stringify(whole.data.resultData)).not.toContain('SECRET');
			}
		},
	);

	test.each(Object.entries(ALLOWING))(
		'%s: is handed over where that was chosen',
		async (operation, status) => {
			answering(status);
			const { items } = await run(operation, { link: 'item' });
			expect(JSON.stringify(jsons(items))).toContain('SECRET');
			expect(org.asked()[1]).toContain('sendEmail=false');
		},
	);

	test('that did not come is no success: nobody has it', async () => {
		org.answer(withStatus('STAGED'), { body: {} });
		const { items, error } = await run('activate', { link: 'item' });
		expect(items).toEqual([]);
		expect(error?.message).toContain('expected "activationUrl"');
		expect(error?.context?.outcome).toBe('unclear');
	});

	test('a temporary password is not made without consent', async () => {
		const { items, error } = await run('setTemporaryPassword');
		expect(items).toEqual([]);
		expect(error?.message).toBe('"Return Password" is off');
		expect(org.server.received).toEqual([]);
	});
});
