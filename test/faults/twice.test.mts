/** Whatever happens in whatever order: nothing is done twice, and reads arrive where they should. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { forgetBuckets } from '../../nodes/shared/budget';
import { jsons, runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { isToken, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { type Fate, FATES, isBroken, isRefused, unleash } from './chaos.mjs';
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
	server.received = [];
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

/** Why an item has no result, where it has none. */
const reasonOf = (json: IDataObject) => json.error as { statusCode?: number } | undefined;

/** Connections that broke before anything was read, for want of which there was no token. */
const isWithoutToken = (json: IDataObject): boolean =>
	/ issued no access token: .*\(ECONNRESET\)/.test(String(json.message));

/** How often the token of an item was refused. An API token is sent once, any other replaced once. */
function refusals({ isFetching }: Crowd, fates: Fate[]): number {
	const count = fates.filter((fate) => fate === 'unauthorized').length;
	expect(count).toBeLessThanOrEqual(isFetching ? 2 : 1);
	return count;
}

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
			/** Items that are told of a token that is no good, and those for which that was found out. */
			const told = [];
			const found = [];
			for (const [index, { json }] of items.entries()) {
				const fates = chaos.fates.get(index + 1) ?? [];
				const reached = fates.filter((fate) => !isRefused(fate));
				expect(reached.length).toBeLessThanOrEqual(1);
				if (refusals(crowd, fates) > 0) found.push(index);
				if (reasonOf(json)?.statusCode === 401) told.push(index);
				else if (reached.length === 0) unmade.push(index);
				// What is reported as done was done, and what was done well is reported.
				expect(json.error === undefined).toBe(reached[0] === 'good');
				if (json.error === undefined) expect(crowd.numberOf(json)).toBe(index + 1);
				// After it may have reached the server, it is not even tried to send it.
				expect(fates.slice(0, -1).every(isRefused)).toBe(true);
			}
			// Once it is found out, others are told of it without being sent.
			expect(told.length === 0 || found.length > 0).toBe(true);
			const resets = items.filter(({ json }) => /\(ECONNRESET\)/.test(String(json.message)));
			const withoutToken = items.filter(({ json }) => isWithoutToken(json));
			// Each connection that broke unread was the last that its item had …
			expect(unmade.length - withoutToken.length).toBeLessThanOrEqual(chaos.unread);
			// … or one for a token: three tries, of which two are told to nobody. Several items may wait for it.
			const fetches = server.received.filter(isToken).length + withoutToken.length;
			expect(resets.length).toBeGreaterThanOrEqual(chaos.unread - 2 * fetches);
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
		const all = [...chaos.fates.values()];
		const isFoundOut = all.filter((fates) => refusals(crowd, fates) > 0).length > 0;
		jsons(items).forEach((json, index) => {
			const fates = chaos.fates.get(index + 1) ?? [];
			const last = fates.at(-1);
			if (json.error === undefined) {
				expect([last, crowd.numberOf(json)]).toEqual(['good', index + 1]);
				return;
			}
			// Given up for a reason: a final answer, the fourth break, or a token that is not to be had.
			const breaks = fates.filter(isBroken).length + chaos.unread;
			const isFinal = ['a 500', 'truncated JSON'].includes(String(last));
			const isRefusedToken = reasonOf(json)?.statusCode === 401 && isFoundOut;
			// It was refused, or has run out: what is waited for takes no time here, and so ages it.
			const hasNoToken = isWithoutToken(json) && chaos.unread >= 3;
			expect(isFinal || breaks >= 4 || isRefusedToken || hasNoToken).toBe(true);
			expect(last).not.toBe('good');
		});
		expect(all.every((fates) => fates.filter(isBroken).length <= 4)).toBe(true);
	});
	await fc.assert(property, { numRuns: RUNS });
});
