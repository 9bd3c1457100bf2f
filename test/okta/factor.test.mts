/** Factors: what goes with one, and what none hands over unasked (okta-next.md, section 7). */
import type { IDataObject } from 'n8n-workflow';
import { factor } from './factor.mjs';
import { refused, useOrg, USER_ID } from './org.mjs';
import { jsons, pickers } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const org = useOrg();

const FACTOR_ID = String(factor.id);
const byId = { user: { mode: 'id', value: USER_ID }, factor: { mode: 'id', value: FACTOR_ID } };
const run = async (operation: string, more: IDataObject = {}) =>
	await org.run({ resource: 'factor', operation, ...byId, ...more });
const pending = { ...factor, _embedded: { activation: { sharedSecret: 'SECRET' }, other: 1 } };

test.each([
	['getAll', [pending]],
	['get', pending],
	['enroll', pending],
	['activate', pending],
	['resend', pending],
])('%s: what sets a factor up is in no item, raw or short', async (operation, body) => {
	for (const simplify of [true, false]) {
		org.answer({ body });
		const more = { simplify, kind: 'googleTotp', passCode: '123456' };
		const { items, run: whole } = await run(operation, more);
		expect(items).toHaveLength(1);
		expect(JSON.stringify(whole.data.resultData)).not.toContain('SECRET');
	}
});

test.each([
	['sms', 'Phone Number'],
	['call', 'Phone Number'],
	['email', 'Email'],
	['question', 'Question'],
	['customTotp', 'Factor Profile ID'],
])(
	'a factor of the kind %s needs "%s", which is said before anything is sent',
	async (kind, label) => {
		const { error } = await run('enroll', { kind });
		expect(error?.message).toBe(`"${label}" is empty`);
		expect(org.server.received).toEqual([]);
	},
);

test('what was entered for another kind is not sent', async () => {
	org.answer({ body: factor });
	await run('enroll', { kind: 'sms', phoneNumber: '+49561555010', email: 'a@b.co', answer: 'Rex' });
	expect(org.server.calls()[0].json).toEqual({
		factorType: 'sms',
		provider: 'OKTA',
		profile: { phoneNumber: '+49561555010' },
	});
});

test('a factor that is active already uses up no code', async () => {
	org.answer({ body: { ...factor, status: 'ACTIVE' } });
	const { items } = await run('activate', { passCode: '123456' });
	expect(jsons(items)).toMatchObject([{ id: FACTOR_ID, status: 'ACTIVE', already: true }]);
	const more = { passCode: '123456', options: { ifAlreadyDone: 'stop' } };
	expect((await run('activate', more)).error?.context?.outcome).toBe('already');
	expect(org.asked().every((line) => line.startsWith('GET'))).toBe(true);
});

test('a code that is sent by nobody is not sent again', async () => {
	org.answer({ body: { ...factor, factorType: 'push' } });
	const { error } = await run('resend');
	expect(error?.message).toBe('Okta sends no code for a factor of the type "push"');
	expect(org.asked()).toHaveLength(1);
});

describe('a temporary access code', () => {
	const authenticators = { body: [{ id: 'aut1', key: 'tac' }] };

	test('is not made without consent', async () => {
		const { error } = await run('setTemporaryAccessCode');
		expect(error?.message).toBe('"Return Code" is off');
		expect(org.server.received).toEqual([]);
	});

	test('is not asked for twice unless the first was refused as a value', async () => {
		for (const answer of [
			refused(403, 'E0000006', 'No'),
			refused(400, 'E0000060', 'No'),
			refused(500, 'E0000001', 'No'),
		]) {
			org.answer(authenticators, answer);
			org.server.received = [];
			const { items } = await run('setTemporaryAccessCode', { returnCode: true });
			expect(items).toEqual([]);
			expect(org.asked()).toHaveLength(2);
		}
	});

	test('needs an authenticator that the organization may not have', async () => {
		org.answer({ body: [] });
		const { error } = await run('setTemporaryAccessCode', { returnCode: true });
		expect(error?.message).toBe('The organization has no temporary access codes');
	});

	test('that did not come is no success', async () => {
		org.answer(authenticators, { body: { profile: {} } });
		const { items, error } = await run('setTemporaryAccessCode', { returnCode: true });
		expect([items, error?.context?.outcome]).toEqual([[], 'unclear']);
	});
});

test('the list of the chosen user tells the factors apart', async () => {
	org.answer({
		body: [
			factor,
			{
				id: 'opf1',
				factorType: 'push',
				provider: 'OKTA',
				status: 'ACTIVE',
				profile: { name: 'Phone' },
			},
			{ id: 'x', factorType: 'new_kind', provider: 'ACME', status: 'ACTIVE' },
		],
	});
	const { results } = await pickers('okta', credentialsFor('okta', org.origin), {
		user: byId.user,
	}).search('searchFactors');
	expect(results).toEqual([
		{ name: 'new_kind (ACME)', value: 'x' },
		{ name: 'Push (OKTA), Phone', value: 'opf1' },
		{ name: 'SMS (OKTA), +49561555010, not active yet', value: FACTOR_ID },
	]);
});

describe('a push', () => {
	let clock: FakeClock;
	beforeEach(() => (clock = fakeClock()));
	afterEach(() => clock.restore());

	const poll = `https://acme.okta.com/api/v1/users/${USER_ID}/factors/${FACTOR_ID}/transactions/v2m1`;
	const sent = { status: 201, body: { factorResult: 'WAITING', _links: { poll: { href: poll } } } };
	const open = { body: { factorResult: 'WAITING' } };

	test.each([
		['SUCCESS', true],
		['REJECTED', false],
		['TIMEOUT', false],
	])('is waited for, and %s is no error', async (factorResult, verified) => {
		org.answer(sent, open, open, { body: { factorResult } });
		const { items } = await run('verify');
		expect(jsons(items)).toMatchObject([{ verified, factorResult }]);
		expect(clock.slept()).toBe(8_000);
	});

	test('is not waited for longer than is wanted, and verifies nobody then', async () => {
		org.answer(sent, open);
		const { items } = await run('verify', { options: { answerWait: 10 } });
		expect(jsons(items)).toMatchObject([{ verified: false, factorResult: 'WAITING' }]);
		expect(clock.slept()).toBe(10_000);
		expect(org.asked().filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	test('that cannot be followed verifies nobody', async () => {
		org.answer({ status: 201, body: { factorResult: 'WAITING' } });
		const { items, error } = await run('verify');
		expect(items).toEqual([]);
		expect(error?.context?.outcome).toBe('unclear');
	});

	test('that is answered with something unknown verifies nobody', async () => {
		org.answer({ body: {} });
		expect(jsons((await run('verify')).items)).toMatchObject([{ verified: false }]);
	});
});

test.each([
	['code', 'Pass Code'],
	['answer', 'Answer'],
])('to verify by %s needs "%s", so that nothing is sent instead', async (method, label) => {
	const { error } = await run('verify', { method });
	expect(error?.message).toBe(`"${label}" is empty`);
	expect(org.server.received).toEqual([]);
});

test('a wrong code verifies nobody', async () => {
	org.answer(refused(403, 'E0000068', 'Invalid Passcode/Answer'));
	const { items, error } = await run('verify', { method: 'code', passCode: '000000' });
	expect(items).toEqual([]);
	expect(error?.description).toContain('The code is wrong');
});
