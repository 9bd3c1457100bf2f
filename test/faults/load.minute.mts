import { load } from './load.mjs';

test('50 executions at once for a minute against a faulty server lose nothing', async () => {
	const { wrong, growth, openSockets, ...counts } = await load(60);
	console.log(counts, `heap: ${growth.toFixed(1)} MB more`);
	expect(wrong).toEqual([]);
	expect(openSockets).toBe(0);
	expect(growth).toBeLessThan(10);
}, 180_000);
