/** Whatever happens in whatever order: nothing is done twice, and reads arrive where they should. */
import fc from 'fast-check';
import { forgetBuckets } from '../../nodes/shared/budget';
import { jsons, runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { isToken, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { FATES, isBroken, isRefused, unleash } from './chaos.mjs';
import { type Crowd, crowds, numbered } from './crowds.mjs';

let server: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
	for (const crowd of crowds) {
		// One token of each vendor, so that each further connection is a request of an item.
		server.respond = (request) => (isToken(request) ? undefined : crowd.answerFor(1));
		await run(crowd, 1, 1);
	}
});
afterAll(async () => await server.close());
beforeEach(() => {
	clock = fakeClock();
});
afterEach(() => clock.restore());

const run = async (crowd: Crowd, count: number, parallel: number) => {
	forgetBuckets();
	return await runNode({
		node: crowd.node,
		parameters: { ...crowd.parameters, requestSettings: { parallel, maxWait: 100_000 } },
		credentials: credentialsFor(crowd.node, server.origin),
		items: numbered(count),
		onError: 'continueRegularOutput',
	});
};

/** How many random rows of faults are tried on each read and each write. */
const RUNS = 25;

/** Random rows of faults, number of items and width. Faults come in clusters, as they do in life. */
const rows = fc.record({
	row: fc
		.array(fc.tuple(fc.constantFrom(...FATES), fc.integer({ min: 1, max: 4 })), { maxLength: 12 })
		.map((clusters) => clusters.flatMap(([fate, times]) => Array<typeof fate>(times).fill(fate))),
	count: fc.integer({ min: 1, max: 8 }),
	parallel: fc.integer({ min: 1, max: 5 }),
});

const ofKind = (kind: Crowd['kind']) => crowds.filter((crowd) => crowd.kind === kind);

test.each(ofKind('write'))(
	'$title: none whose first attempt may have reached the server is sent again',
	async (crowd) => {
		const property = fc.asyncProperty(rows, async ({ row, count, parallel }) => {
			const chaos = unleash(server, crowd, row);
			const { items, error } = await run(crowd, count, parallel);
			expect(error).toBeUndefined();
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				numbered(count).map((_, item) => ({ item })),
			);
			const unmade = [];
			for (const [index, { json }] of items.entries()) {
				const fates = chaos.fates.get(index + 1) ?? [];
				const reached = fates.filter((fate) => !isRefused(fate));
				expect(reached.length).toBeLessThanOrEqual(1);
				if (reached.length === 0 && fates.at(-1) !== 'unauthorized') unmade.push(index);
				// What is reported as done was done, and what was done well is reported.
				expect(json.error === undefined).toBe(reached[0] === 'good');
				if (json.error === undefined) expect(crowd.numberOf(json)).toBe(index + 1);
				// After it may have reached the server, it is not even tried to send it.
				expect(fates.slice(0, -1).every(isRefused)).toBe(true);
			}
			// Each connection that broke unread was the last that its item had.
			expect(unmade.length).toBeLessThanOrEqual(chaos.unread);
			const resets = items.filter(({ json }) => /\(ECONNRESET\)/.test(String(json.error)));
			// After a 401 it may have been the request for a token, which is sent up to three times.
			const renewals = [...chaos.fates.values()].flat().filter((fate) => fate === 'unauthorized');
			expect(resets.length).toBeGreaterThanOrEqual(chaos.unread - 2 * renewals.length);
		});
		await fc.assert(property, { numRuns: RUNS });
	},
);

test.each(ofKind('read'))('$title: converge on what is right', async (crowd) => {
	const property = fc.asyncProperty(rows, async ({ row, count, parallel }) => {
		const chaos = unleash(server, crowd, row);
		const { items, error } = await run(crowd, count, parallel);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbered(count).map((_, item) => ({ item })),
		);
		jsons(items).forEach((json, index) => {
			const fates = chaos.fates.get(index + 1) ?? [];
			const last = fates.at(-1);
			if (json.error === undefined) {
				expect([last, crowd.numberOf(json)]).toEqual(['good', index + 1]);
				return;
			}
			// Given up for a reason: a final answer, or the fourth break.
			const breaks = fates.filter(isBroken).length + chaos.unread;
			const isFinal = ['unauthorized', 'a 500', 'truncated JSON'].includes(String(last));
			expect(isFinal || breaks >= 4).toBe(true);
			expect(last).not.toBe('good');
		});
		expect([...chaos.fates.values()].every((fates) => fates.filter(isBroken).length <= 4)).toBe(
			true,
		);
	});
	await fc.assert(property, { numRuns: RUNS });
});
