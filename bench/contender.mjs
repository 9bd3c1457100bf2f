// One contender in a process of its own: `contender.mjs <name> <folder of the real n8n>`.
import { GCProfiler } from 'node:v8';
import { contendersOf } from './contenders.mjs';

const [name, folder] = process.argv.slice(2);
const contender = contendersOf(folder)[name];

/**
 * Runs a task; the time does not include what is checked afterwards. On a machine that others use
 * too, the time of the processor says more than that of the clock.
 */
async function timed({ task, options }) {
	gc();
	const used = process.cpuUsage();
	const start = performance.now();
	const ids = await contender[task](options);
	const ms = performance.now() - start;
	const { user, system } = process.cpuUsage(used);
	return {
		ms,
		cpuMs: (user + system) / 1000,
		count: ids.length,
		inOrder: ids.every((id, at) => at === 0 || ids[at - 1] < id),
	};
}

const heap = () => process.memoryUsage().heapUsed;

/**
 * The heap during a list and after it, in bytes above what it was before. `live` counts what cannot
 * be collected: the garbage collector runs again and again, and the highest heap that it ever left
 * behind is taken, also in the middle of code that never waits. `used` includes what it has not
 * collected yet, when it runs as it likes.
 */
async function memory({ options, isForced }) {
	const before = await settled();
	const profiler = new GCProfiler();
	let used = 0;
	profiler.start();
	let sampling;
	const sample = () => {
		const start = performance.now();
		if (isForced) gc();
		used = Math.max(used, heap());
		// Collecting takes its time: half of the whole at most.
		sampling = setTimeout(sample, Math.max(20, performance.now() - start));
	};
	sample();
	let items = await contender.oktaItems(options);
	clearTimeout(sampling);
	used = Math.max(used, heap());
	const { statistics } = profiler.stop();
	const major = statistics.filter(({ gcType }) => gcType === 'MarkSweepCompact');
	const live = Math.max(0, ...major.map(({ afterGC }) => afterGC.heapStatistics.usedHeapSize));
	const collected = Math.max(
		...statistics.map(({ beforeGC }) => beforeGC.heapStatistics.usedHeapSize),
	);
	const count = items.length;
	const held = await settled();
	items = undefined;
	const left = (await settled()) - before;
	return {
		count,
		// What goes when the items go: whatever else is left behind does not count as theirs.
		retained: held - before - left,
		live: live - before,
		used: Math.max(used, collected) - before,
		left,
		samples: major.length,
	};
}

/** The heap once everything that is under way has let go. */
async function settled() {
	await new Promise((resolve) => setTimeout(resolve, 100));
	gc();
	gc();
	return heap();
}

const answers = {
	timed,
	memory,
	can: ({ task }) => contender[task] !== undefined,
};

process.on('message', async ({ id, what, ...question }) => {
	try {
		process.send({ id, result: await answers[what](question) });
	} catch (error) {
		process.send({ id, failure: error.message });
	}
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
