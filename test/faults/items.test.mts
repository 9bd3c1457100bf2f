/** One item among many that does not succeed, whatever the node is told to do about it. */
import { forgetBuckets } from '../../nodes/shared/budget';
import { jsons, runNode, type RunOptions } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { isToken, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { type Crowd, crowds, numbered } from './crowds.mjs';
import { answersOf, FALLS_BACK, runCase, sameAs, single } from './subjects.mjs';

/** How many items a run has, and which of them does not succeed. */
interface Size {
	count: number;
	bad: number;
}

const LARGE: Size = { count: 1000, bad: 617 };
const SMALL: Size = { count: 60, bad: 37 };

/** Each way is tried on 1,000 items of one vendor, and on fewer of everything else. */
const sizeOf = ({ title }: Crowd, way: number): Size =>
	['okta, writes', 'oneLogin, reads', 'logto, writes'][way] === title ? LARGE : SMALL;

let server: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(async () => {
	// What the end of a run gave up may still arrive.
	await server.quiet();
	server.received = [];
	forgetBuckets();
	clock = fakeClock();
});
afterEach(() => clock.restore());

const run = async (crowd: Crowd, { count, bad }: Size, onError?: RunOptions['onError']) => {
	server.respond = (request) => {
		if (isToken(request)) return undefined;
		const item = crowd.itemOf(request);
		return item === bad ? crowd.missing : crowd.answerFor(item);
	};
	return await runNode({
		node: crowd.node,
		parameters: crowd.parameters,
		credentials: credentialsFor(crowd.node, server.origin),
		items: numbered(count),
		onError,
	});
};

const others = ({ count, bad }: Size) =>
	numbered(count)
		.map(({ n }) => n as number)
		.filter((n) => n !== bad);

describe.each(crowds)('one of many: $title', (crowd) => {
	test('stops the node, is named, and nothing else is given out', async () => {
		const size = sizeOf(crowd, 0);
		const { items, error } = await run(crowd, size);
		expect(items).toEqual([]);
		expect(error?.message).toBe(crowd.missingText);
		expect(error?.context?.itemIndex).toBe(size.bad - 1);
		// Those under way are finished, no others begun.
		expect(server.calls().length).toBeLessThan(size.bad + 20);
	});

	test('stays among the others, in its place, when the node continues', async () => {
		const size = sizeOf(crowd, 1);
		const { items, error } = await run(crowd, size, 'continueRegularOutput');
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbered(size.count).map((_, item) => ({ item })),
		);
		const failed = items.filter(({ json }) => json.error !== undefined);
		expect(jsons(failed)).toEqual([
			{
				error: expect.objectContaining({ message: crowd.missingText, statusCode: 404 }),
				message: crowd.missingText,
			},
		]);
		expect(failed[0]).toBe(items[size.bad - 1]);
		const good = jsons(items.filter((item) => item !== failed[0]));
		expect(good.map(crowd.numberOf)).toEqual(others(size));
		expect(server.calls()).toHaveLength(size.count);
	});

	test('goes to the error output alone', async () => {
		const size = sizeOf(crowd, 2);
		const { items, errorItems, error } = await run(crowd, size, 'continueErrorOutput');
		expect(error).toBeUndefined();
		expect(jsons(items).map(crowd.numberOf)).toEqual(others(size));
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: size.bad - 1 }]);
		expect(errorItems[0].json).toMatchObject({
			error: { message: crowd.missingText, statusCode: 404 },
			message: crowd.missingText,
			n: size.bad,
		});
		expect(server.calls()).toHaveLength(size.count);
	});
});

describe.each(single)('one of several: $name', ({ name, first }) => {
	const SEVERAL = 6;

	test('each way', async () => {
		const missing = crowds.find(({ node }) => node === first.node)!.missing;
		const last = first.requests.at(-1)!;
		/** What the fourth item asks last of all finds nothing. */
		const serve = () => {
			const answer = answersOf(first);
			let before = 3 * sameAs(last, first);
			server.respond = (request) => {
				if (isToken(request)) return undefined;
				if (sameAs(request, { ...first, requests: [last] }) > 0 && before-- === 0) return missing;
				if (before < 0 && FALLS_BACK.has(name) && request.path.startsWith('/api/1/')) {
					return missing;
				}
				return answer(request);
			};
		};
		const several = {
			items: numbered(SEVERAL),
			parameters: {
				resource: first.resource,
				operation: first.operation,
				...first.parameters,
				requestSettings: { parallel: 1 },
			},
		};
		const perItem = first.items.length;

		serve();
		const stopped = await runCase(server, first, several);
		expect(stopped.items).toEqual([]);
		expect(stopped.error?.httpCode).toBe('404');
		expect(stopped.error?.context?.itemIndex).toBe(3);

		serve();
		const onError = 'continueErrorOutput';
		const split = await runCase(server, first, { ...several, onError });
		expect(split.error).toBeUndefined();
		expect(jsons(split.items)).toEqual(
			Array.from({ length: SEVERAL - 1 }, () => first.items).flat(),
		);
		expect(split.errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 3 }]);

		serve();
		const mixed = await runCase(server, first, { ...several, onError: 'continueRegularOutput' });
		expect(mixed.error).toBeUndefined();
		expect(mixed.items).toHaveLength((SEVERAL - 1) * perItem + 1);
		expect(mixed.items[3 * perItem].pairedItem).toEqual({ item: 3 });
	});
});
