// Contenders in turns against one server, so that whatever else the machine does meets all of them.
import { start } from './process.mjs';

const FLAGS = ['--expose-gc', '--max-old-space-size=6144'];

/** The middle one of some numbers, and both ends. */
export function spread(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	const half = sorted.length / 2;
	const median =
		sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
	return { median, min: sorted[0], max: sorted.at(-1) };
}

/**
 * @typedef {object} Entrant
 * @property {string} label in the table
 * @property {string} contender see contenders.mjs
 * @property {string} task
 * @property {Record<string, unknown>} [options] of the task
 * @property {number} [expected] how many records must come; without it, it may also not succeed
 */

/** @typedef {{ ms: number, cpuMs: number, requests: number, refused: number, mostInFlight: number, disorder: number, failure?: string }} Result */

/**
 * Lets each entrant do its task once a round, in an order that shifts with each round.
 *
 * @param {{ n8n: { node: string, folder: string }, rounds: number, log: (line: string) => void }} bench
 * @param {Record<string, number>} dial of the server
 * @param {Entrant[]} entrants the first is what the others are compared with
 * @param {{ warmUp?: number }} [options] rounds before those that count
 * @returns {Promise<Array<{ label: string, results: Result[] }>>}
 */
export async function race({ n8n, rounds, log }, dial, entrants, { warmUp = 2 } = {}) {
	const server = await start('server.mjs');
	const origin = `http://127.0.0.1:${server.ready.port}`;
	const running = [];
	try {
		for (const entrant of entrants) {
			const contender = await start('contender.mjs', {
				node: n8n.node,
				flags: FLAGS,
				args: [entrant.contender, n8n.folder],
			});
			if (await contender.ask({ what: 'can', task: entrant.task })) {
				running.push({ ...entrant, ask: contender.ask, stop: contender.stop, results: [] });
			} else {
				log(`  ${entrant.label} is left out: it is not installed`);
				await contender.stop();
			}
		}
		for (let round = -warmUp; round < rounds; round++) {
			const first = Math.abs(round) % running.length;
			for (const one of [...running.slice(first), ...running.slice(0, first)]) {
				const result = await turn(server, origin, dial, one);
				if (round >= 0) one.results.push(result);
			}
			log(`  round ${round + 1} of ${rounds}`);
		}
	} finally {
		await Promise.all([server, ...running].map(({ stop }) => stop()));
	}
	return running.map(({ label, results }) => ({ label, results }));
}

async function turn(server, origin, dial, { label, ask, task, options, expected }) {
	await server.ask({ set: dial });
	const answer = await ask({ what: 'timed', task, options: { origin, ...options } }).catch(
		(error) => ({ failure: error.message }),
	);
	const seen = await server.ask({});
	if (expected !== undefined) {
		if (answer.failure) throw new Error(`${label}: ${answer.failure}`);
		if (answer.count !== expected || !answer.inOrder) {
			throw new Error(`${label}: ${answer.count} records, in order: ${answer.inOrder}`);
		}
	}
	return { ...answer, ...seen };
}

/** Each entrant's time as a multiple of the first one's in the same round. */
export const ratiosOf = ([base, ...others]) =>
	[base, ...others].map(({ label, results }) => ({
		label,
		ms: spread(results.map(({ ms }) => ms)),
		ratio: spread(results.map(({ ms }, round) => ms / base.results[round].ms)),
		cpu: spread(results.map(({ cpuMs }, round) => cpuMs / base.results[round].cpuMs)),
		results,
	}));
