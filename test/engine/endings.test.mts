/** When an item or an execution ends, nothing of it is still waiting or sent. */
import type { FastifyReply } from 'fastify';
import { clock } from '../../nodes/shared/clock';
import { runNode } from './engine.mjs';
import { type FakeClock, fakeClock } from './fakeClock.mjs';
import { isToken, startServer, type TestServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

let server: TestServer;
let fake: FakeClock;
beforeEach(async () => {
	server = await startServer();
	fake = fakeClock();
});
afterEach(async () => {
	fake.restore();
	await server.close();
});

const later = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** How many requests have come when no more come, which may take its time on a busy machine. */
async function sentInAll(): Promise<number> {
	for (let before = -1; before < server.received.length; await later(300)) {
		before = server.received.length;
	}
	return server.received.length;
}

/** Fewer than the ten that are in flight would send in the five minutes of Max Wait, at one a second. */
const FEW = 100;

const throttled = { status: 429, headers: { 'retry-after': '1' }, body: '' };

describe.each(['stopWorkflow', 'continueRegularOutput'] as const)('%s', (onError) => {
	test('pages that were asked for ahead are not asked for again', async () => {
		server.respond = (request) => {
			if (isToken(request)) return undefined;
			const page = Number(Object.fromEntries(request.query).page);
			if (page === 1) {
				const body = Array.from({ length: 100 }, (_, index) => ({ id: `u${index}` }));
				return { headers: { 'total-number': '2000' }, body };
			}
			if (page > 2) return throttled;
			return { status: 400, body: { code: 'entity.invalid', message: 'No.' } };
		};
		const { items, error } = await runNode({
			node: 'logto',
			parameters: { resource: 'user', operation: 'getAll', returnAll: true },
			credentials: credentialsFor('logto', server.origin),
			onError,
		});
		expect(error?.message ?? items[0].json.message).toBe('No.');
		expect(await sentInAll()).toBeLessThan(FEW);
	});
});

test('a page that is on its way is broken off, too', async () => {
	let closed = 0;
	let asked = 0;
	server.respond = async (request, reply) => {
		if (isToken(request)) return undefined;
		const page = Number(Object.fromEntries(request.query).page);
		if (page === 1) {
			const body = Array.from({ length: 100 }, (_, index) => ({ id: `u${index}` }));
			return { headers: { 'total-number': '500' }, body };
		}
		if (page > 2) {
			asked++;
			await new Promise<void>((resolve) => reply.raw.on('close', resolve));
			closed++;
			return undefined;
		}
		// Refused once all others are on their way.
		while (asked < 3) await later(5);
		return { status: 400, body: { code: 'entity.invalid', message: 'No.' } };
	};
	await runNode({
		node: 'logto',
		parameters: { resource: 'user', operation: 'getAll', returnAll: true },
		credentials: credentialsFor('logto', server.origin),
	});
	for (let waited = 0; closed < 3 && waited < 5000; waited += 20) await later(20);
	expect([asked, closed]).toEqual([3, 3]);
});

test('other items that only read are not waited for when one stops the node', async () => {
	server.respond = ({ path }) =>
		path.endsWith('/u0')
			? { status: 404, body: { code: 'entity.not_found', message: 'Resource not found.' } }
			: path.endsWith('/token')
				? undefined
				: throttled;
	const { error } = await runNode({
		node: 'logto',
		parameters: {
			resource: 'user',
			operation: 'get',
			user: { mode: 'id', value: '={{ $json.id }}' },
		},
		credentials: credentialsFor('logto', server.origin),
		items: Array.from({ length: 10 }, (_, index) => ({ id: `u${index}` })),
	});
	expect(error?.message).toBe('Resource not found.');
	expect(error?.context?.itemIndex).toBe(0);
	// Not the five minutes of Max Wait.
	expect(fake.slept()).toBeLessThan(60_000);
	expect(await sentInAll()).toBeLessThan(FEW);
});

test('a change of several requests that has begun is finished although another item stops the node', async () => {
	// In the form of Okta's IDs, so that none is looked up before the change begins.
	const [first, second] = ['00u0aaaaaaaaaaaaaaaa', '00u1aaaaaaaaaaaaaaaa'];
	let isRefused = false;
	const sent: string[] = [];
	server.respond = async ({ method, path }) => {
		sent.push(`${method} ${path}`);
		if (path.endsWith(first)) {
			// Not before the other change is under way.
			while (!sent.some((one) => one.endsWith(second))) await later(5);
			isRefused = true;
			return { status: 403, body: { errorCode: 'E0000006', errorSummary: 'No.' } };
		}
		while (!isRefused) await later(5);
		await later(50);
		if (method === 'GET') {
			const isGone = sent.includes(`DELETE /api/v1/users/${second}`);
			return { body: { id: second, status: isGone ? 'DEPROVISIONED' : 'ACTIVE' } };
		}
		return { status: 204 };
	};
	const { error } = await runNode({
		node: 'okta',
		parameters: {
			resource: 'user',
			operation: 'delete',
			user: { mode: 'id', value: '={{ $json.id }}' },
			mode: 'delete',
		},
		credentials: credentialsFor('okta', server.origin),
		items: [{ id: first }, { id: second }],
	});
	expect(error?.message).toBe('No.');
	expect(sent.filter((one) => one === `DELETE /api/v1/users/${second}`).length).toBeGreaterThan(0);
	expect(await sentInAll()).toBeLessThan(FEW);
});

describe('an answer that trickles in for ever', () => {
	/** Sends a byte now and then, so that no silence ever lasts. */
	const trickle = (reply: FastifyReply): undefined => {
		reply.hijack();
		reply.raw.writeHead(200);
		const ticking = setInterval(() => reply.raw.write(' '), 20);
		reply.raw.on('close', () => clearInterval(ticking));
	};

	test.each(['okta', 'oneLogin', 'logto'] as const)('%s: ends with the timeout', async (node) => {
		const alarms: number[] = [];
		const { alarm } = clock;
		clock.alarm = (ms) => {
			alarms.push(ms);
			return alarm(200);
		};
		server.respond = (request, reply) => (isToken(request) ? undefined : trickle(reply));
		const { error } = await runNode({
			node,
			parameters: {
				resource: 'user',
				operation: 'delete',
				user: { mode: 'id', value: '4711' },
				requestSettings: { timeout: 20 },
			},
			credentials: credentialsFor(node, server.origin),
		});
		clock.alarm = alarm;
		expect(error?.message).toMatch(/did not answer within 20 seconds$/);
		expect(alarms).toContain(20_000);
		for (let waited = 0; (await server.connections()) > 0 && waited < 5000; waited += 20) {
			await later(20);
		}
		expect(await server.connections()).toBe(0);
	});

	test('a token endpoint is bounded as well', async () => {
		const { alarm } = clock;
		clock.alarm = () => alarm(100);
		server.respond = (_request, reply) => trickle(reply);
		const { error } = await runNode({
			node: 'logto',
			parameters: { resource: 'user', operation: 'getAll' },
			credentials: credentialsFor('logto', server.origin),
		});
		clock.alarm = alarm;
		expect(error?.message).toMatch(/issued no access token.*\(ETIMEDOUT\)/);
	});
});
