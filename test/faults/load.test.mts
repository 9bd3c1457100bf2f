import { load } from './load.mjs';

/** Seconds; `npm run test:load` goes on for a minute. */
const SHORT = 4;

test('50 executions at once against a faulty server lose nothing', async () => {
	const { executions, requests, faults, wrong, growth, openSockets } = await load(SHORT);
	expect(wrong).toEqual([]);
	expect(executions).toBeGreaterThanOrEqual(100);
	expect(requests).toBeGreaterThan(executions);
	expect(faults).toBeGreaterThan(0);
	expect(openSockets).toBe(0);
	expect(growth).toBeLessThan(10);
});
