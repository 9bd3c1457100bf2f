/** Many executions at once in one process against a server that fails now and then. */
import { runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
import { heap } from '../engine/memory.mjs';
import { isToken, startServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { type Fate, FATES, meetFate } from './chaos.mjs';
import { type Crowd, crowds, numbered } from './crowds.mjs';

const AT_ONCE = 50;
const ITEMS = 6;

/** One request in this many meets a fault. */
const RARELY = 12;

export interface Outcome {
	executions: number;
	requests: number;
	faults: number;
	/** What went wrong; nothing is right. */
	wrong: string[];
	/** MB more in the heap than after the first executions. */
	growth: number;
	openSockets: number;
}

/** What is wrong with what an execution put out. */
async function executeOnce(crowd: Crowd, origin: string): Promise<string[]> {
	const { items, error } = await runNode({
		node: crowd.node,
		parameters: crowd.parameters,
		credentials: credentialsFor(crowd.node, origin),
		items: numbered(ITEMS),
		onError: 'continueRegularOutput',
	});
	if (error) return [error.message];
	const wrong = items.flatMap(({ json, pairedItem }, index) => {
		const isPaired = (pairedItem as { item: number }).item === index;
		if (!isPaired) return [`item ${index} is paired with ${JSON.stringify(pairedItem)}`];
		if (json.error !== undefined || crowd.numberOf(json) === index + 1) return [];
		return [`item ${index} is about ${crowd.numberOf(json)}`];
	});
	return items.length === ITEMS ? wrong : [...wrong, `${items.length} items came out`];
}

/**
 * Keeps 50 executions going for `seconds`, and then lets them end. A promise that nobody looks after
 * fails the test by itself: jest sees to that.
 */
export async function load(seconds: number): Promise<Outcome> {
	const clock = fakeClock();
	const server = await startServer();
	const outcome: Outcome = {
		executions: 0,
		requests: 0,
		faults: 0,
		wrong: [],
		growth: 0,
		openSockets: 0,
	};
	const round = async (until: number) =>
		await Promise.all(
			Array.from({ length: AT_ONCE }, async (_, worker) => {
				for (let turn = worker; Date.now() < until; turn++) {
					outcome.wrong.push(...(await executeOnce(crowds[turn % crowds.length], server.origin)));
					outcome.executions++;
				}
			}),
		);
	const byPath = (node: string) => crowds.filter((crowd) => crowd.node === node);
	const nodeOf = (path: string) =>
		path.startsWith('/api/v1') ? 'okta' : path.startsWith('/api/1') ? 'oneLogin' : 'logto';
	server.respond = (request, reply) => {
		server.received.length = 0;
		if (isToken(request)) return undefined;
		outcome.requests++;
		const [read, write] = byPath(nodeOf(request.path));
		const crowd = request.method === 'GET' ? read : write;
		const isFaulty = Math.floor(Math.random() * RARELY) === 0;
		const fate: Fate = isFaulty ? FATES[Math.floor(Math.random() * FATES.length)] : 'good';
		if (fate === 'reset before the request was read' || fate === 'good') {
			return crowd.answerFor(crowd.itemOf(request));
		}
		outcome.faults++;
		return meetFate(fate, crowd, request, reply);
	};
	try {
		await round(Date.now() + 300 * seconds);
		const before = await heap();
		await round(Date.now() + 700 * seconds);
		outcome.growth = (await heap()) - before;
		outcome.openSockets = await server.connections();
		return outcome;
	} finally {
		clock.restore();
		await server.close();
	}
}
