/** The System Log, which has no end of its own (okta-next.md, section 8). */
import { jsons } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { event } from './log.mjs';
import { useOrg } from './org.mjs';

const org = useOrg();
let clock: FakeClock;
const NOW = Date.parse('2026-03-01T12:00:00.000Z');
beforeEach(() => {
	clock = fakeClock(undefined, NOW);
});
afterEach(() => clock.restore());

const run = async (filters = {}, more = {}) =>
	await org.run({ resource: 'log', operation: 'getAll', filters, returnAll: true, ...more });

test('it is asked for until now, so that it ends', async () => {
	org.answer({ body: [] });
	await run();
	expect(org.asked()).toEqual([
		'GET /api/v1/logs?until=2026-03-01T12:00:00.000Z&sortOrder=DESCENDING&limit=1000',
	]);
});

test('a next page keeps the end', async () => {
	org.answer(
		{
			headers: { link: `<${org.origin}/api/v1/logs?after=x&limit=1000>; rel="next"` },
			body: [event],
		},
		{ body: [] },
	);
	await run();
	expect(org.asked()[1]).toContain('until=2026-03-01T12:00:00.000Z');
});

test('a beginning after the end is refused before anything is sent', async () => {
	const { error } = await run({ since: '2026-03-01T12:00:00.001Z' });
	expect(error?.message).toBe('"Filters > Since" is after "Filters > Until"');
	expect(org.server.received).toEqual([]);
});

test('quotes cannot end a text', async () => {
	org.answer({ body: [] });
	await run({ targetId: 'a" or id pr or "' });
	expect(org.server.calls()[0].query).toContainEqual([
		'filter',
		'target.id eq "a\\" or id pr or \\""',
	]);
});

test('an event without targets, outcome or client is short all the same', async () => {
	org.answer({ body: [{ uuid: '1', eventType: 'x', target: null, actor: null }] });
	const { items } = await run();
	expect(jsons(items)).toEqual([{ id: '1', event: 'x', actor: {}, ip: null }]);
});
