/** Tokens that run out, that are refused, that are not good enough, or that are no tokens. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { forgetBuckets } from '../../nodes/shared/budget';
import { clock } from '../../nodes/shared/clock';
import { jsons, type NodeName, runNode, type RunOptions } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import {
	type Answer,
	isToken,
	type Received,
	startServer,
	type TestServer,
} from '../engine/server.mjs';
import { credentialsFor, SECRET } from '../engine/vendors.mjs';
import { crowds, numbered } from './crowds.mjs';
import { HTML } from './faults.mjs';
import { answersOf, FALLS_BACK, isWrite, parametersOf, PROOFS, subjects } from './subjects.mjs';

let server: TestServer;
let foreign: TestServer;
let fake: FakeClock;
beforeAll(async () => {
	server = await startServer();
	foreign = await startServer();
});
afterAll(async () => {
	await server.close();
	await foreign.close();
});
beforeEach(() => {
	server.received = [];
	forgetBuckets();
	fake = fakeClock();
});
afterEach(() => fake.restore());

let clients = 0;

/** Credentials of a client for which this process has no token yet. */
const freshCredentials = (node: NodeName) => {
	const [[type, data]] = Object.entries(credentialsFor(node, server.origin));
	const client = `client-${++clients}`;
	return { [type]: { ...data, clientId: client } as ICredentialDataDecryptedObject };
};

const run = async (node: NodeName, more: Pick<RunOptions, 'parameters'> & Partial<RunOptions>) =>
	await runNode({ node, credentials: freshCredentials(node), ...more });

const tokenCalls = () => server.received.filter(isToken);

const later = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Vendors whose credential fetches tokens, found by looking. */
const fetching: NodeName[] = ['oneLogin', 'logto'];

/** A 401 that may mean the token, or something else. */
const unclear: Answer = { status: 401, body: { message: 'The token is not valid.' } };

/**
 * A server whose token runs out after each `lasts` accepted requests: it takes only the newest, and
 * issues `t1`, `t2`, …. What is no good is refused with `refusal`.
 */
function expiring(lasts: number, answer: (request: Received) => Answer, refusal = unclear) {
	const state = { issued: 0, used: 0, accepted: [] as Received[], refused: 0 };
	server.respond = (request) => {
		if (isToken(request)) {
			state.used = 0;
			return {
				status: 200,
				body: { access_token: `t${++state.issued}`, expires_in: 3600, scope: 'all' },
			};
		}
		const isGood = request.headers.authorization === `Bearer t${state.issued}`;
		if (!isGood || state.used >= lasts) {
			// Far enough that a token is not taken for a new one.
			if (state.used >= lasts && isGood) void clock.sleep(120_000);
			state.refused++;
			return refusal;
		}
		state.used++;
		state.accepted.push(request);
		return answer(request);
	};
	return state;
}

test('the vendors that fetch tokens are these', async () => {
	const found = new Set<NodeName>();
	for (const crowd of crowds) {
		server.received = [];
		server.respond = (request) => (isToken(request) ? undefined : crowd.answerFor(1));
		await run(crowd.node, { parameters: crowd.parameters, items: numbered(1) });
		if (tokenCalls().length > 0) found.add(crowd.node);
	}
	expect([...found].sort()).toEqual([...fetching].sort());
});

test.each(
	crowds
		.filter(({ node }) => fetching.includes(node))
		.flatMap((crowd) => [
			{ ...crowd, count: 100, says: 'which the vendor says', refusal: crowd.badToken },
			{
				...crowd,
				count: crowd.title === 'oneLogin, writes' ? 1000 : 100,
				says: 'which nobody says',
				refusal: unclear,
			},
		]),
)('a token that runs out in the middle of $count, $says: $title', async (crowd) => {
	const lasts = crowd.count * 0.4;
	const answer = (request: Received) => crowd.answerFor(crowd.itemOf(request));
	const state = expiring(lasts, answer, crowd.refusal);
	const items = numbered(crowd.count);
	const result = await run(crowd.node, { parameters: crowd.parameters, items });
	expect(result.error).toBeUndefined();
	expect(jsons(result.items).map(crowd.numberOf)).toEqual(items.map(({ n }) => n));
	// One for the beginning, and one for each time that it ran out.
	expect(state.issued).toBe(3);
	// What was refused was not carried out, so each item was accepted once.
	expect(state.accepted.map(crowd.itemOf).sort((a, b) => a - b)).toEqual(items.map(({ n }) => n));
	expect(state.refused).toBeLessThanOrEqual(10 * state.issued);
});

const renewing = subjects.filter(({ name, node }) => fetching.includes(node) && !PROOFS.has(name));

describe.each(renewing)('$name', (subject) => {
	const { first, node } = subject;
	const parameters = parametersOf(first);

	test('a token that runs out costs no item and repeats no accepted write', async () => {
		const each = first.requests.length;
		// One after another, since the answers of several requests have an order.
		const one = { ...parameters, requestSettings: { parallel: 1 } };
		const sent = (requests: Received[]) => requests.map(({ method, path }) => `${method} ${path}`);
		const lasting = expiring(Infinity, answersOf(first));
		await run(node, { parameters: one, items: numbered(8) });
		server.received = [];
		const state = expiring(Math.ceil(2.5 * each), answersOf(first));
		const result = await run(node, { parameters: one, items: numbered(8) });
		expect(result.error).toBeUndefined();
		expect(jsons(result.items)).toEqual(Array.from({ length: 8 }, () => first.items).flat());
		// What is accepted is what is sent when nothing runs out.
		expect(sent(state.accepted)).toEqual(sent(lasting.accepted));
		expect(state.accepted.filter(isWrite)).toHaveLength(8 * first.requests.filter(isWrite).length);
		expect(tokenCalls()).toHaveLength(state.issued);
	});
});

describe.each(fetching)('%s', (node) => {
	const read = crowds.find((crowd) => crowd.node === node && crowd.kind === 'read')!;
	const { parameters } = read;
	const refusal: Answer = {
		status: 401,
		body: {
			error: 'invalid_client',
			error_description: 'client authentication failed',
			status: { error: true, code: 401, type: 'Unauthorized', message: 'Authentication Failure' },
		},
	};

	test.each([
		// Of these that are under way, none goes again.
		['after a token was taken back', 0, 10],
		['after a token ran out, which then is not sent', 7_200_000, 0],
	])(
		'%s a fetch that is refused is told in the words of the vendor, and is not repeated',
		async (_when, ms, most) => {
			server.respond = (request) => (isToken(request) ? undefined : read.answerFor(1));
			const credentials = freshCredentials(node);
			const first = await run(node, { parameters, credentials, items: numbered(1) });
			expect(first.error).toBeUndefined();
			await clock.sleep(ms);
			server.respond = (request) => (isToken(request) ? refusal : read.badToken);
			server.received = [];
			const { error, items } = await run(node, {
				parameters,
				credentials,
				items: numbered(1000),
			});
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/client authentication failed|Authentication Failure/);
			expect(`${error?.message} ${error?.description}`).toMatch(/client secret|"App Secret"/);
			expect(tokenCalls().length).toBeLessThanOrEqual(2);
			expect(server.calls().length).toBeLessThanOrEqual(most);
			expect(JSON.stringify([error, error?.message])).not.toContain(SECRET);
		},
	);

	test('a refusal is not asked for again by each of 500 items that continue', async () => {
		server.respond = (request) => (isToken(request) ? refusal : { status: 401, body: {} });
		const { items } = await run(node, {
			parameters,
			items: numbered(500),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.message)).toEqual(
			Array(500).fill(expect.stringMatching(/ issued no access token: /)),
		);
		expect(tokenCalls()).toHaveLength(2);
		expect(server.calls()).toEqual([]);
	});

	test('a token endpoint that fails for a moment costs the items of that moment alone', async () => {
		let tokens = 0;
		server.respond = (request) => {
			if (!isToken(request)) return read.answerFor(1);
			return ++tokens === 1
				? { status: 400, body: { error: 'temporarily_unavailable' } }
				: undefined;
		};
		const { items } = await run(node, {
			parameters,
			items: numbered(200),
			onError: 'continueRegularOutput',
		});
		const failed = items.filter(({ json }) => json.error !== undefined);
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThanOrEqual(10);
	});

	test('moments without a token count anew after each request that came through', async () => {
		let tokens = 0;
		const state = expiring(30, () => read.answerFor(1));
		const issue = server.respond!;
		// One before each token: more in all than an execution puts up with in a row.
		server.respond = (request, reply) =>
			isToken(request) && ++tokens % 2 !== 0 ? refusal : issue(request, reply);
		const { items } = await run(node, {
			parameters,
			items: numbered(250),
			onError: 'continueRegularOutput',
		});
		expect(state.issued).toBeGreaterThanOrEqual(4);
		expect(state.accepted.length).toBeGreaterThan(100);
		expect(items.filter(({ json }) => json.error === undefined)).toHaveLength(
			state.accepted.length,
		);
	});

	test.each<[string, Answer]>([
		['HTML', { status: 200, headers: { 'content-type': 'text/html' }, body: HTML }],
		['nothing', { status: 200, body: '' }],
		['a number', { status: 200, headers: { 'content-type': 'application/json' }, body: '42' }],
		['null', { status: 200, headers: { 'content-type': 'application/json' }, body: 'null' }],
		['a token that is a number', { status: 200, body: { access_token: 5 } }],
		['an empty token', { status: 200, body: { access_token: '' } }],
		['a token with a line break', { status: 200, body: { access_token: 'a\r\nX-Evil: 1' } }],
		['a 500', { status: 500, body: HTML }],
		['an echo of the secret', { status: 400, body: { error_description: `no: ${SECRET}` } }],
	])('%s in place of a token: no request is made with it', async (_what, answer) => {
		server.respond = (request, reply) => {
			if (!isToken(request)) return read.answerFor(1);
			// Past the server's own rule, which would issue a token in place of such an answer.
			reply.hijack();
			reply.raw.writeHead(answer.status!, answer.headers ?? { 'content-type': 'application/json' });
			reply.raw.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
			return undefined;
		};
		const { error, items, run: stored } = await run(node, { parameters, items: numbered(1) });
		expect(items).toEqual([]);
		expect(error?.message).toBeTruthy();
		expect(error?.message).not.toMatch(/undefined|object Object|Cannot read|TypeError/);
		expect(server.calls()).toEqual([]);
		expect(JSON.stringify([error, error?.message, error?.stack, stored])).not.toContain(SECRET);
	});

	test('a token endpoint that redirects sends the secret nowhere else', async () => {
		for (const status of [301, 302, 303, 307, 308]) {
			foreign.received = [];
			server.respond = (request) =>
				isToken(request)
					? { status, headers: { location: `${foreign.origin}/oidc/token` } }
					: read.answerFor(1);
			const { error } = await run(node, { parameters, items: numbered(1) });
			expect(error).toBeDefined();
			expect(foreign.received).toEqual([]);
		}
	});

	test('a token endpoint that breaks the connection is no reason to send a request', async () => {
		server.respond = (request, reply) => {
			if (!isToken(request)) return read.answerFor(1);
			reply.hijack();
			reply.raw.socket!.resetAndDestroy();
			return undefined;
		};
		const { error } = await run(node, { parameters, items: numbered(1) });
		expect(error).toBeDefined();
		expect(server.calls()).toEqual([]);
		expect(tokenCalls()).toHaveLength(3);
	});

	test('a change whose connection broke may have been made, whatever another item is told of its token', async () => {
		const write = crowds.find((crowd) => crowd.node === node && crowd.kind === 'write')!;
		let issued = 0;
		let breakOff = () => {};
		server.respond = async (request, reply) => {
			if (isToken(request)) {
				if (issued++ === 0) return undefined;
				setTimeout(breakOff, 200);
				return refusal;
			}
			if (write.itemOf(request) === 1) {
				reply.hijack();
				breakOff = () => reply.raw.socket!.resetAndDestroy();
				return undefined;
			}
			// Once the other is on its way.
			while (server.calls().length < 2) await later(5);
			return write.badToken;
		};
		const { items } = await run(node, {
			parameters: write.parameters,
			items: numbered(2),
			onError: 'continueRegularOutput',
		});
		expect(jsons(items)).toEqual([
			{
				error: expect.objectContaining({
					description: expect.stringMatching(/^The request may have been carried out/),
				}),
				message: expect.stringMatching(/could not be reached or did not answer in full/),
			},
			expect.objectContaining({ message: expect.stringMatching(/ issued no access token: /) }),
		]);
	});
});

describe.each(crowds)('200 items that continue, $title', (crowd) => {
	const twoHundred = async () =>
		await run(crowd.node, {
			parameters: crowd.parameters,
			credentials: own,
			items: numbered(200),
			onError: 'continueRegularOutput',
		});
	let own = {};
	beforeEach(() => {
		own = freshCredentials(crowd.node);
	});

	test('with a token that was taken back: at most 30 requests and two fetches', async () => {
		server.respond = (request) => (isToken(request) ? undefined : crowd.badToken);
		const { items } = await twoHundred();
		expect(items.map(({ json }) => (json.error as { statusCode: number }).statusCode)).toEqual(
			Array(200).fill(401),
		);
		const itemsSent = server.calls().map(crowd.itemOf);
		if (crowd.isFetching) {
			expect(tokenCalls()).toHaveLength(2);
			expect(itemsSent.length).toBeLessThanOrEqual(30);
		} else {
			// Those under way when the first answer comes; an API token is not sent twice.
			expect(itemsSent.length).toBeLessThanOrEqual(10);
			expect(new Set(itemsSent).size).toBe(itemsSent.length);
		}
	});

	test('with 401s that do not say why: fewer than 40 requests and one fetch', async () => {
		server.respond = (request) => (isToken(request) ? undefined : crowd.answerFor(1));
		await run(crowd.node, { parameters: crowd.parameters, credentials: own, items: numbered(1) });
		await clock.sleep(120_000);
		server.received = [];
		server.respond = (request) => (isToken(request) ? undefined : unclear);
		const { items } = await twoHundred();
		expect(items.map(({ json }) => (json.error as { statusCode: number }).statusCode)).toEqual(
			Array(200).fill(401),
		);
		expect(server.calls().length).toBeLessThan(40);
		expect(tokenCalls()).toHaveLength(crowd.isFetching ? 1 : 0);
	});

	test('the first of which is not answered: the others do not wait for it', async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		server.respond = async (request) => {
			if (isToken(request)) return undefined;
			if (server.calls().length === 1) await held;
			return crowd.answerFor(crowd.itemOf(request));
		};
		const running = twoHundred();
		for (let waited = 0; server.calls().length < 200 && waited < 10_000; waited += 10) {
			await later(10);
		}
		expect(server.calls()).toHaveLength(200);
		release();
		const { items } = await running;
		expect(jsons(items).map(crowd.numberOf)).toEqual(numbered(200).map(({ n }) => n));
	});
});

describe('rights that do not suffice', () => {
	const answers: Record<NodeName, Answer[]> = {
		okta: [
			{
				status: 403,
				body: {
					errorCode: 'E0000006',
					errorSummary: 'You do not have permission to perform the requested action',
				},
			},
			{
				status: 403,
				headers: {
					'www-authenticate':
						'Bearer error="insufficient_scope", error_description="The access token provided does not contain the required scopes."',
				},
				body: '',
			},
		],
		oneLogin: [
			{
				status: 401,
				body: {
					status: {
						error: true,
						code: 401,
						type: 'Unauthorized',
						message: 'Insufficient Permission',
					},
				},
			},
			{ status: 401, body: { status: 401, message: 'Insufficient Permission' } },
		],
		logto: [
			{ status: 403, body: { code: 'auth.forbidden', message: 'Forbidden. Please check.' } },
			{ status: 401, body: { code: 'auth.unauthorized', message: 'Unauthorized.' } },
		],
	};

	test.each(subjects)('$name: no loop, and advice', async ({ name, first, node }) => {
		for (const answer of answers[node]) {
			server.received = [];
			forgetBuckets();
			server.respond = (request) => (isToken(request) ? undefined : answer);
			const { error, items } = await run(node, { parameters: parametersOf(first) });
			expect(items).toEqual([]);
			expect(error?.httpCode).toBe(String(answer.status));
			expect(error?.description).toMatch(/scope|role|right|not allowed|credential|access/i);
			// Only a token that is said to be bad is replaced, and the request sent once more. Of Logto's
			// a 403 says so, too: the token does not know of a role that was given since.
			const isBadToken = node === 'logto';
			expect(server.calls()).toHaveLength(isBadToken || FALLS_BACK.has(name) ? 2 : 1);
			expect(tokenCalls().length).toBeLessThanOrEqual(isBadToken ? 2 : 1);
		}
	});
});
