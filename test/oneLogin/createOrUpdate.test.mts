/** What User > Create or Update claims where OneLogin takes its time, or drops what it said yes to. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { type Answer, isToken, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();
let clock: FakeClock;
beforeEach(() => (clock = fakeClock()));
afterEach(() => clock.restore());

const status = { error: false, code: 200, type: 'success', message: 'Success' };
const v1 = '/api/1/users/4711';
const record: IDataObject = { id: 4711, username: 'ada', title: '', status: 1, state: 1 };

/** Answers by address, a list of answers one after another; the last one is repeated. */
function serve(answers: Record<string, unknown[] | IDataObject>): void {
	const counts: Record<string, number> = {};
	server.respond = (request): Answer | undefined => {
		if (isToken(request)) return undefined;
		const address = `${request.method} ${request.path}`;
		const all = [answers[address] ?? { status }].flat() as IDataObject[];
		const count = (counts[address] = (counts[address] ?? 0) + 1);
		return { body: all[Math.min(count, all.length) - 1] };
	};
}
const data = (...records: unknown[]) => ({ status, data: records });
const run = async (parameters: IDataObject) => {
	const { items, error } = await runNode({
		node: 'oneLogin',
		parameters: {
			resource: 'user',
			operation: 'createOrUpdate',
			username: 'ada',
			...parameters,
		},
		credentials: credentialsFor('oneLogin', server.origin),
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	const [json] = jsons(items);
	return (json.error ?? json) as IDataObject;
};
const asked = (address: string) =>
	server.calls().filter(({ method, path }) => `${method} ${path}` === address).length;

const title = { additionalFields: { title: 'Dr' } };
const changed = { ...record, title: 'Dr' };

test('an attribute that shows a while later is waited for', async () => {
	serve({
		'GET /api/1/users': data(record),
		[`GET ${v1}`]: [data(record), data(record), data(record), data(changed)],
	});
	expect(await run(title)).toMatchObject({
		outcome: 'updated',
		changes: [{ attribute: 'title', from: '', to: 'Dr' }],
		steps: [{ step: 'update', outcome: 'done' }],
	});
	expect([asked(`GET ${v1}`), asked(`PUT ${v1}`)]).toEqual([4, 1]);
	expect(clock.slept()).toBe(1500);
});

test('an attribute that never shows is a step that failed', async () => {
	serve({ 'GET /api/1/users': data(record), [`GET ${v1}`]: data(record) });
	expect(await run(title)).toMatchObject({
		outcome: 'unchanged',
		changes: [],
		steps: [
			{ step: 'update', outcome: 'failed', reason: 'It was accepted, and does not show: title' },
		],
	});
	expect([clock.slept(), asked(`PUT ${v1}`)]).toEqual([60_000, 1]);
});

test('what a creation passed over is waited for, and then no step that is done', async () => {
	serve({
		'GET /api/1/users': data(),
		'POST /api/1/users': data(changed),
		[`GET ${v1}`]: data(record),
	});
	const { steps } = await run({ ...title, options: { checkWait: 10 } });
	expect(steps).toEqual([
		{ step: 'create', outcome: 'failed', reason: 'It was accepted, and does not show: title' },
	]);
	expect([clock.slept(), asked('POST /api/1/users')]).toEqual([10_000, 1]);
});

test('an account that is said to be open again, and shows closed, is none', async () => {
	const closed = { ...record, status: 2 };
	serve({
		'GET /api/1/users': data(closed),
		[`GET ${v1}`]: data(closed),
		'PUT /api/2/users/4711': record,
	});
	const { steps } = await run({ options: { ifClosed: 'reopen', checkWait: 0 } });
	expect(steps).toEqual([
		{ step: 'reopen', outcome: 'failed', reason: 'It was accepted, and does not show.' },
	]);
});

describe('a role', () => {
	const roles = { roles: ['77'] };
	const addRoles = async (user: IDataObject, held: unknown[], seconds?: number) => {
		serve({
			'GET /api/1/users': data({ ...record, ...user }),
			[`GET ${v1}`]: data({ ...record, ...user }),
			'GET /api/2/users/4711': { ...record, ...user },
			[`GET ${v1}/roles`]: held,
			'GET /api/1/roles': data({ id: 77, name: 'Sales' }),
		});
		const options = seconds === undefined ? {} : { options: { checkWait: seconds } };
		const { steps } = await run({ ...roles, ...options });
		expect(asked(`PUT ${v1}/add_roles`)).toBe(1);
		return (steps as IDataObject[])[0];
	};

	test('that shows a while later is waited for', async () => {
		expect(await addRoles({}, [data([]), data([]), data([77])])).toEqual({
			step: 'addRoles',
			outcome: 'done',
			reason: 'Added: role Sales',
		});
		expect(clock.slept()).toBe(500);
	});

	test('that never shows is a step that failed', async () => {
		expect(await addRoles({}, [data([])], 20)).toEqual({
			step: 'addRoles',
			outcome: 'failed',
			reason: 'It was accepted, and does not show after 20 seconds',
		});
		expect(clock.slept()).toBe(20_000);
	});

	test.each([
		[{ state: 3 }, /^It was accepted, and does not show\. The user has no license \(state 3\)/],
		[{ state: 0 }, /The user is not approved \(state 0\)/],
		[{ status: 7 }, /The user is not active yet \(status 7\)/],
	])('of somebody with %j is not waited for, and the reason is given', async (user, reason) => {
		expect(await addRoles(user, [data([])])).toMatchObject({
			outcome: 'failed',
			reason: expect.stringMatching(reason),
		});
		expect(clock.slept()).toBe(0);
	});
});

test('a first password is repeated to nobody', async () => {
	serve({
		'GET /api/1/users': data(),
		'POST /api/1/users': data({ ...record, password: 'Hunter2-Hunter2' }),
		[`GET ${v1}`]: data(record),
	});
	const item = await run({ options: { password: 'Hunter2-Hunter2' } });
	expect(item.outcome).toBe('created');
	expect(JSON.stringify(item)).not.toContain('Hunter2');
});

test('an answer that is no user says that somebody may have been created', async () => {
	serve({ 'GET /api/1/users': data(), 'POST /api/1/users': data() });
	const { message, description } = await run({});
	expect(message).toMatch(/^The answer could not be read: expected the new user/);
	expect(description).toContain('Running it again finds it then.');
});

test.each([
	['an email', { email: '*@example.com' }, '"Email" cannot be searched for as "*@example.com"'],
	['an ID of another system', { external_id: '!1' }, '"External ID" cannot be searched for as'],
])('%s that OneLogin reads as a pattern is not searched for', async (_what, keys, message) => {
	serve({});
	expect((await run({ username: '', ...keys })).message).toContain(message);
	expect(server.calls()).toEqual([]);
});
