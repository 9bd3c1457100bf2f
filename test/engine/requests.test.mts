import type { INode } from 'n8n-workflow';
import { jsons, runNode } from './engine.mjs';
import { type FakeClock, fakeClock } from './fakeClock.mjs';
import { kindOf } from './n8n.mjs';
import { type Sample, samples } from './samples.mjs';
import { type Answer, isToken, startServer, type TestServer } from './server.mjs';
import { credentialsFor, SECRET } from './vendors.mjs';

let server: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.received = [];
	clock = fakeClock();
});
afterEach(() => clock.restore());

const run = async (sample: Sample, more: Partial<Parameters<typeof runNode>[0]> = {}) =>
	await runNode({
		node: sample.node,
		parameters: sample.parameters,
		credentials: credentialsFor(sample.node, server.origin),
		...more,
	});

/** Gives these answers in turn, and the last one for ever; token requests are left to the server. */
function answer(...answers: Array<Answer | 'break'>): void {
	let next = 0;
	server.respond = (request, reply) => {
		if (request.path.endsWith('/token')) return undefined;
		const one = answers[Math.min(next++, answers.length - 1)];
		if (one !== 'break') return one;
		reply.raw.socket?.destroy();
		return undefined;
	};
}

let clients = 0;

describe.each(samples)('$node, a $kind', (sample) => {
	const isRead = sample.kind === 'read';

	describe('throttling', () => {
		test('waits until the reset and sends the request again, a write too', async () => {
			answer(sample.throttled(40), sample.throttled(20), sample.answer);
			const { items, error } = await run(sample);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(server.calls()).toHaveLength(3);
			expect(clock.slept()).toBe(60_000 + 2 * sample.margin);
		});

		test('gives up beyond the longest wait, and says how long it would have taken', async () => {
			answer(sample.throttled(400));
			const { items, error } = await run(sample);
			expect(items).toEqual([]);
			expect(server.calls()).toHaveLength(1);
			expect(clock.slept()).toBe(0);
			const seconds = 400 + sample.margin / 1000;
			expect(error?.message).toContain(`it would have taken ${seconds} seconds in all`);
			expect(error?.description).toContain('"Max Wait for Rate Limit"');
			expect(error?.failure).toEqual(
				kindOf({ cause: 'rate-limited', retryAfterMs: seconds * 1000 }),
			);
		});

		test('the person sets the longest wait; 0 means none', async () => {
			answer(sample.throttled(2), sample.answer);
			const parameters = { ...sample.parameters, requestSettings: { maxWait: 0 } };
			expect((await run(sample, { parameters })).error?.message).toContain('seconds in all');
			expect(server.calls()).toHaveLength(1);
			parameters.requestSettings = { maxWait: 10 };
			answer(sample.throttled(2), sample.answer);
			expect((await run(sample, { parameters })).items).toHaveLength(1);
		});

		test.each([
			['in the past', () => sample.throttled(-3600)],
			['malformed', () => ({ ...sample.throttled(1), headers: { 'x-rate-limit-reset': 'soon' } })],
			['absent', () => ({ ...sample.throttled(1), headers: {} })],
		])('a reset that is %s is waited for at least a second each time', async (_what, make) => {
			answer(make(), make(), make(), sample.answer);
			const { items } = await run(sample);
			expect(items).toHaveLength(1);
			expect(clock.slept()).toBeGreaterThanOrEqual(3000);
			expect(clock.slept()).toBeLessThan(60_000);
		});

		test('a service that throttles for ever does not hold the node for ever', async () => {
			answer({ ...sample.throttled(1), headers: {} });
			const { error } = await run(sample);
			expect(error?.message).toContain('seconds in all');
			expect(clock.slept()).toBeLessThanOrEqual(300_000);
		});

		test('stops within a second when the execution is cancelled', async () => {
			clock.restore();
			answer(sample.throttled(100));
			const started = Date.now();
			const running = run(sample, { onStart: (cancel) => setTimeout(cancel, 300) });
			const { items } = await running.catch(() => ({ items: [] }));
			expect(items).toEqual([]);
			// Within a second of the cancellation; the rest is for a busy machine.
			expect(Date.now() - started).toBeLessThan(4000);
		});
	});

	describe('what may have happened', () => {
		test.each([502, 503, 504])('after a %i only a read is sent again', async (status) => {
			answer({ status, body: 'gateway' }, sample.answer);
			const { items, error } = await run(sample);
			expect(server.calls()).toHaveLength(isRead ? 2 : 1);
			if (isRead) expect(items).toHaveLength(1);
			else expect(error?.httpCode).toBe(String(status));
		});

		test('after a broken connection only a read is sent again', async () => {
			answer('break', sample.answer);
			const { items, error } = await run(sample);
			expect(server.calls()).toHaveLength(isRead ? 2 : 1);
			if (isRead) expect(items).toHaveLength(1);
			else expect(error?.description).toContain('may have been carried out all the same');
		});

		test('a read gives up after four tries', async () => {
			answer('break');
			const { error } = await run(sample);
			expect(server.calls()).toHaveLength(isRead ? 4 : 1);
			expect(error?.message).toMatch(/could not be reached or did not answer in full/);
		});

		test('a 500 is final: it says nothing about a second try', async () => {
			answer({ status: 500, body: { message: 'Internal server error.' } });
			const { error } = await run(sample);
			expect(server.calls()).toHaveLength(1);
			expect(error?.httpCode).toBe('500');
		});

		test('nothing was sent to a server that is not there, and the text says so', async () => {
			const credentials = credentialsFor(sample.node, 'http://127.0.0.1:1');
			const { error } = await run(sample, { credentials });
			expect(error?.message).toMatch(/ECONNREFUSED/);
			expect(error?.description).not.toContain('may have been carried out');
		});

		test('a server that never answers is given up after the timeout', async () => {
			server.respond = async ({ path }, reply) => {
				if (path.endsWith('/token')) return undefined;
				await new Promise((resolve) => reply.raw.on('close', resolve));
				return undefined;
			};
			const parameters = { ...sample.parameters, requestSettings: { timeout: 1 } };
			const { error } = await run(sample, { parameters });
			expect(server.calls()).toHaveLength(isRead ? 4 : 1);
			expect(error?.message).toMatch(/^(Okta|OneLogin|Logto) did not answer within 1 second$/);
			expect(error?.description).toMatch(
				isRead ? /^Raise "Timeout" in "Request Options"/ : /^The request may have been carried out/,
			);
		});
	});

	describe('the credential', () => {
		test('a redirect is not followed: the token reaches no other server', async () => {
			const foreign = await startServer();
			answer({ status: 302, headers: { location: `${foreign.origin}/elsewhere` } });
			const { error } = await run(sample);
			expect(foreign.received).toEqual([]);
			expect(error?.message).toContain('answered with a redirect to another address');
			await foreign.close();
		});

		/** Of a client that has no token yet. */
		const fresh = () => {
			const [[type, data]] = Object.entries(credentialsFor(sample.node, server.origin));
			return { [type]: { ...data, clientId: `client-${++clients}` } };
		};
		const tokenRequests = () => server.received.filter(isToken);

		test('a token that stays bad is replaced once and the request sent twice; an API token goes once', async () => {
			answer(sample.answer);
			const credentials = fresh();
			await run(sample, { credentials });
			server.received = [];
			answer(sample.badToken);
			const { error } = await run(sample, { credentials });
			expect(server.calls()).toHaveLength(sample.isFetching ? 2 : 1);
			expect(tokenRequests()).toHaveLength(sample.isFetching ? 1 : 0);
			expect(error?.httpCode).toBe('401');
			expect(error?.description).toContain('credential');
		});

		test('a 401 without a reason is final while the token is new: it is sent once', async () => {
			answer({ status: 401, body: {} });
			const { error } = await run(sample, { credentials: fresh() });
			expect(server.calls()).toHaveLength(1);
			expect(tokenRequests()).toHaveLength(sample.isFetching ? 1 : 0);
			expect(error?.httpCode).toBe('401');
			expect(error?.description).toContain('credential');
		});

		test('neither secret nor token is in the error', async () => {
			answer({ status: 400, body: { message: 'no', errorSummary: 'no' } });
			const { error, run: stored } = await run(sample);
			expect(error).toBeDefined();
			const text = JSON.stringify([error, error?.message, error?.stack, stored]);
			expect(text).not.toContain(SECRET);
			expect(text).not.toContain('token-1');
		});
	});

	describe('items', () => {
		const three = {
			items: [{ n: 1 }, { n: 2 }, { n: 3 }],
			// Reads keep no order of their own.
			...(isRead && {
				parameters: { ...sample.parameters, requestSettings: { parallel: 1 } },
			}),
		};
		/** The second of three items is refused. */
		const refuseSecond = () => answer(sample.answer, sample.missing, sample.answer);

		test('each result points at the item it came from', async () => {
			answer(sample.answer);
			const { items } = await run(sample, three);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
		});

		test('by default an item that does not succeed stops the node, and is named', async () => {
			refuseSecond();
			const { items, error } = await run(sample, three);
			expect(items).toEqual([]);
			expect(error?.message).toBe(sample.missingText);
			expect(error?.httpCode).toBe('404');
			expect(error?.context?.itemIndex).toBe(1);
			// One after the other, as changes to the same record are in any case: the third was never begun.
			expect(server.calls()).toHaveLength(2);
		});

		test.each<[INode['onError'], number, number]>([
			['continueRegularOutput', 3, 0],
			['continueErrorOutput', 2, 1],
		])('with %s the others are kept', async (onError, good, bad) => {
			refuseSecond();
			const { items, errorItems, error } = await run(sample, { ...three, onError });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(good);
			expect(errorItems).toHaveLength(bad);
			const failed = [...items, ...errorItems].filter(({ json }) => json.error !== undefined);
			expect(failed).toHaveLength(1);
			expect(failed[0].json).toEqual({
				error: expect.objectContaining({
					message: sample.missingText,
					statusCode: 404,
					description: expect.stringContaining('HTTP 404'),
				}),
				message: sample.missingText,
				// n8n puts the input item's own fields beside them on the error output.
				...(onError === 'continueErrorOutput' && { n: 2 }),
			});
			expect(failed[0].pairedItem).toEqual({ item: 1 });
		});
	});
});

test('pages read before a later page is refused are dropped with their item', async () => {
	const [list] = samples;
	const next = `<${server.origin}/api/v1/users?after=x>; rel="next"`;
	answer({ ...list.answer, headers: { link: next } }, list.missing, list.answer);
	const { items, errorItems } = await run(list, {
		parameters: { ...list.parameters, requestSettings: { parallel: 1 } },
		items: [{}, {}],
		onError: 'continueErrorOutput',
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(errorItems).toHaveLength(1);
});

test.each([
	['ada', 'ada@example.com', 'ada_1', 'Ada'],
	['ada', 'ada@example.com', 'ada', 'ada'],
	['x', 'ada@example.com', 'x', 'Max'],
])(
	'what was entered in the open is no secret for holding one: %s',
	async (password, primaryEmail, username, name) => {
		const record = { id: 'u1', primaryEmail, username, name, primaryPhone: null };
		server.respond = ({ path }) =>
			path.endsWith('/token') ? undefined : { body: { ...record, password } };
		const { items } = await runNode({
			node: 'logto',
			parameters: {
				resource: 'user',
				operation: 'create',
				primaryEmail,
				username,
				name,
				password,
				simplify: false,
			},
			credentials: credentialsFor('logto', server.origin),
		});
		expect(jsons(items)).toEqual([{ ...record, password: '***' }]);
	},
);

test('an echo of a secret that was entered goes no further', async () => {
	const create = samples[1];
	const password = 'hunter2-but-long';
	answer({
		status: 400,
		body: {
			errorCode: 'E0000001',
			errorSummary: `Api validation failed: ${password}`,
			errorCauses: [{ errorSummary: `password: ${password} is too weak` }],
		},
	});
	const { error, errorItems } = await run(create, {
		parameters: {
			...create.parameters,
			credentials: { password: { value: `={{ "hunter2" + "-but-long" }}` } },
		},
	});
	expect(JSON.stringify([error, error?.message, error?.description, errorItems])).not.toContain(
		password,
	);
	expect(error?.message).toBe('Api validation failed: ***');
});

describe('what Okta will do in a moment', () => {
	const busy = (status: number, errorCode: string): Answer => ({
		status,
		body: { errorCode, errorSummary: 'Not yet.', errorId: 'oae3', errorCauses: [] },
	});
	const [, write] = samples;

	test.each([
		[423, 'E0000239'],
		[409, 'E0000249'],
		[409, 'E0000268'],
		[409, 'E0000112'],
	])('a %i %s is waited for, and the change is sent again', async (status, code) => {
		answer(busy(status, code), busy(status, code), write.answer);
		const { items, error } = await run(write);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(server.calls()).toHaveLength(3);
		expect(clock.slept()).toBeGreaterThanOrEqual(10_000);
	});

	test('other items do not wait with it', async () => {
		let refusals = 0;
		server.respond = ({ json }) => {
			const { login } = (json as { profile: { login: string } }).profile;
			return login === 'busy@b.co' && ++refusals <= 2 ? busy(409, 'E0000112') : write.answer;
		};
		await run(write, {
			parameters: { ...write.parameters, login: '={{ $json.login }}', email: '={{ $json.login }}' },
			items: [{ login: 'busy@b.co' }, { login: 'other@b.co' }],
		});
		const logins = server
			.calls()
			.map(({ json }) => (json as { profile: { login: string } }).profile.login);
		expect(logins.slice(0, 2).sort()).toEqual(['busy@b.co', 'other@b.co']);
		expect(logins.slice(2)).toEqual(['busy@b.co', 'busy@b.co']);
	});

	test('it has an end, and the text says what for', async () => {
		answer(busy(423, 'E0000239'));
		const { error } = await run(write);
		expect(error?.message).toMatch(
			/^Okta is still working on the change before, and it would have taken \d+ seconds in all/,
		);
		expect(error?.failure).toBeUndefined();
		expect(clock.slept()).toBeLessThanOrEqual(300_000);
	});

	test('another conflict is final', async () => {
		answer(busy(409, 'E0000055'));
		const { error } = await run(write);
		expect(error?.message).toBe('Not yet.');
		expect(server.calls()).toHaveLength(1);
	});
});
