// What is measured, with the goal of each: one entry for each line of the table in README.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './process.mjs';
import { race, ratiosOf, spread } from './race.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const fixed = (number, digits = 2) => number.toFixed(digits);
const between = ({ median, min, max }, unit = ' ×', digits = 2) =>
	`${fixed(median, digits)}${unit} (${fixed(min, digits)}–${fixed(max, digits)})`;

const lines = (ratios) =>
	ratios.map(({ label, ms, ratio, note }) => ({
		label,
		time: `${Math.round(ms.median)} ms`,
		ratio: between(ratio),
		note: note ?? '',
	}));

const most = (results, what) => Math.max(...results.map((result) => result[what]));
const least = (results, what) => Math.min(...results.map((result) => result[what]));

/** A list without latency: what the node itself costs. */
const returnAll = (users, goal) => async (bench) => {
	const expected = users;
	const ratios = ratiosOf(
		await race(bench, { users }, [
			{ label: 'bare axios loop', contender: 'axios', task: 'oktaList', expected },
			{ label: 'Okta Management', contender: 'ours', task: 'oktaList', expected },
			{
				label: 'Okta Management, Simplify on',
				contender: 'ours',
				task: 'oktaList',
				options: { simplify: true },
				expected,
			},
			{ label: 'HTTP Request node', contender: 'httpRequest', task: 'oktaList', expected },
			{ label: 'official SDK', contender: 'sdk', task: 'oktaList', expected },
		]),
	);
	for (const one of ratios) one.note = `processor: ${between(one.cpu)}`;
	const { ratio, cpu } = ratios[1];
	const builtIn = await endless(bench, users);
	return {
		rows: [...lines(ratios), { label: 'built-in Okta node', time: '–', ratio: '–', note: builtIn }],
		verdicts: [
			{
				goal: `at most ${fixed(goal)} × bare axios`,
				found: `${between(ratio)}, processor ${between(cpu)}`,
				met: ratio.median <= goal,
			},
		],
	};
};

/** The built-in node takes the link of the page itself for the one of the next page. */
async function endless({ n8n }, users) {
	const server = await start('server.mjs');
	const contender = await start('contender.mjs', {
		node: n8n.node,
		flags: ['--expose-gc', '--max-old-space-size=6144'],
		args: ['oktaNode', n8n.folder],
	});
	try {
		await server.ask({ set: { users } });
		const origin = `http://127.0.0.1:${server.ready.port}`;
		let end;
		void contender.ask({ what: 'timed', task: 'oktaList', options: { origin } }).then(
			({ count }) => (end = `ended with ${count} of ${users} records`),
			(error) => (end = `did not succeed: ${error.message}`),
		);
		const pages = users / 200;
		for (;;) {
			if (end) return end;
			const { requests } = await server.ask({});
			if (requests > 3 * pages)
				return `never ends: stopped after ${requests} requests for ${pages} pages`;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	} finally {
		await contender.stop();
		await server.stop();
	}
}

async function numberedPages(bench) {
	const users = 10_000;
	const task = 'logtoList';
	const ratios = ratiosOf(
		await race(
			bench,
			{ users, latencyMs: 50 },
			[
				{
					label: 'Logto, page after page',
					contender: 'ours',
					task,
					options: { parallel: 1 },
					expected: users,
				},
				{ label: 'Logto', contender: 'ours', task, expected: users },
				{ label: 'bare axios loop', contender: 'axios', task, expected: users },
				{ label: 'HTTP Request node', contender: 'httpRequest', task, expected: users },
			],
			{ warmUp: 1 },
		),
	);
	const faster = spread(ratios[1].results.map(({ ms }, round) => ratios[0].results[round].ms / ms));
	ratios[1].note = `at most ${most(ratios[1].results, 'mostInFlight')} in flight, in order`;
	return {
		rows: lines(ratios),
		verdicts: [
			{
				goal: 'at least 4 × faster than page after page',
				found: between(faster),
				met: faster.median >= 4,
			},
		],
	};
}

async function singleReads(bench) {
	const options = { count: 500 };
	const task = 'reads';
	const ratios = ratiosOf(
		await race(
			bench,
			{ users: 500, latencyMs: 50 },
			[
				{ label: 'bare axios, one at a time', contender: 'axios', task, options, expected: 500 },
				{ label: 'Okta Management (10 at once)', contender: 'ours', task, options, expected: 500 },
				{ label: 'HTTP Request node', contender: 'httpRequest', task, options, expected: 500 },
				{ label: 'built-in Okta node', contender: 'oktaNode', task, options, expected: 500 },
			],
			{ warmUp: 1 },
		),
	);
	for (const one of ratios) one.note = `at most ${most(one.results, 'mostInFlight')} in flight`;
	const [alone, ours] = ratios;
	const faster = spread(ours.results.map(({ ms }, round) => alone.results[round].ms / ms));
	const inFlight = most(ours.results, 'mostInFlight');
	return {
		rows: lines(ratios),
		verdicts: [
			{
				goal: 'at least 8 × faster than one at a time',
				found: between(faster),
				met: faster.median >= 8,
			},
			{
				goal: 'never more in flight than set (10), output in input order',
				found: `at most ${inFlight}`,
				met: inFlight <= 10,
			},
		],
	};
}

async function writes(bench) {
	const options = { count: 100, targets: 50 };
	const task = 'writes';
	const ratios = ratiosOf(
		await race(
			bench,
			{ users: 500, latencyMs: 50 },
			[
				{ label: 'bare axios, one at a time', contender: 'axios', task, options },
				{ label: 'Okta Management (10 at once)', contender: 'ours', task, options },
			],
			{ warmUp: 1 },
		),
	);
	const [alone, ours] = ratios;
	const failed = ours.results.find(({ failure, requests }) => failure || requests !== 100);
	if (failed) throw new Error(`writes: ${failed.failure ?? `${failed.requests} requests`}`);
	ours.note = `at most ${most(ours.results, 'mostInFlight')} in flight`;
	const faster = spread(ours.results.map(({ ms }, round) => alone.results[round].ms / ms));
	const disorder = most(ours.results, 'disorder');
	return {
		rows: lines(ratios),
		verdicts: [
			{
				goal: 'different targets in parallel, the same one strictly in item order',
				found: `${between(faster)} faster, ${disorder} out of order`,
				met: faster.median > 1 && disorder === 0,
			},
		],
	};
}

async function rateLimit(bench) {
	const [count, limit] = [500, 100];
	const allowed = Math.ceil(count / limit) * 1000;
	const options = { count };
	const results = await race(
		bench,
		{ users: count, latencyMs: 5, limit },
		[
			{ label: 'Okta Management', contender: 'ours', task: 'reads', options, expected: count },
			{
				label: 'Okta Management, two executions',
				contender: 'ours',
				task: 'twoExecutions',
				options,
			},
			{ label: 'HTTP Request node', contender: 'httpRequest', task: 'reads', options },
			{ label: 'built-in Okta node', contender: 'oktaNode', task: 'reads', options },
			{ label: 'official SDK', contender: 'sdk', task: 'reads', options },
			{ label: 'bare axios, one at a time', contender: 'axios', task: 'reads', options },
		],
		{ warmUp: 1 },
	);
	const rows = results.map(({ label, results: all }) => {
		const done = all.filter(({ count: got }) => got === count);
		const ms = done.length > 0 ? spread(done.map((one) => one.ms)) : undefined;
		const refused = spread(all.map((one) => one.refused));
		return {
			label,
			time: ms ? `${Math.round(ms.median)} ms` : '–',
			ratio: ms
				? between({ median: ms.median / allowed, min: ms.min / allowed, max: ms.max / allowed })
				: '–',
			note: `${done.length} of ${all.length} runs gave all ${count}; refused: ${refused.median} (${refused.min}–${refused.max})`,
		};
	});
	const verdict = ({ label, results: all }) => {
		const ratio = spread(all.map(({ ms }) => ms / allowed));
		const refused = most(all, 'refused');
		return {
			goal: `${label}: all ${count}, at most 1.2 × the time allowed, fewer than 1 % refused`,
			found: `${least(all, 'count')} of ${count}, ${between(ratio)}, at most ${refused} refused`,
			met: all.every((one) => one.count === count) && ratio.median <= 1.2 && refused < count / 100,
		};
	};
	return { rows, verdicts: [verdict(results[0]), verdict(results[1])] };
}

const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MB`;

async function memory({ n8n, rounds, log }) {
	const users = 100_000;
	const server = await start('server.mjs');
	const origin = `http://127.0.0.1:${server.ready.port}`;
	const rows = [];
	const verdicts = [];
	try {
		for (const { label, contender, simplify } of [
			{ label: 'Okta Management, Simplify on', contender: 'ours', simplify: true },
			{ label: 'bare axios loop, the same short items', contender: 'axios', simplify: true },
			{ label: 'HTTP Request node', contender: 'httpRequest' },
		]) {
			const measured = { forced: [], free: [] };
			for (let round = 0; round < Math.min(rounds, 3); round++) {
				for (const isForced of [true, false]) {
					// A process of its own each time: a heap that has grown once is collected less eagerly.
					const process = await start('contender.mjs', {
						node: n8n.node,
						flags: ['--expose-gc', '--max-old-space-size=6144'],
						args: [contender, n8n.folder],
					});
					await server.ask({ set: { users: 1000 } });
					await process.ask({ what: 'timed', task: 'oktaList', options: { origin } });
					await server.ask({ set: { users } });
					const result = await process.ask({
						what: 'memory',
						options: { origin, simplify },
						isForced,
					});
					if (result.count !== users) throw new Error(`${label}: ${result.count} records`);
					measured[isForced ? 'forced' : 'free'].push(result);
					await process.stop();
				}
				log(`  ${label}: round ${round + 1}`);
			}
			const live = spread(measured.forced.map((one) => one.live / one.retained));
			const used = spread(measured.free.map((one) => one.used / one.retained));
			rows.push({
				label,
				time: megabytes(spread(measured.forced.map((one) => one.retained)).median),
				ratio: between(live),
				note: `with what is not collected yet: ${between(used)}; at least ${least(measured.forced, 'samples')} collections; left afterwards: ${megabytes(most(measured.forced, 'left'))}`,
			});
			if (contender === 'ours') {
				for (const [what, ratio] of [
					['of what cannot be collected', live],
					['with what is not collected yet', used],
				]) {
					verdicts.push({
						goal: `peak heap growth at most 1.5 × what the items retain, ${what}`,
						found: between(ratio),
						met: ratio.median <= 1.5,
					});
				}
			}
		}
	} finally {
		await server.stop();
	}
	return { rows, verdicts };
}

async function load({ n8n, rounds }) {
	const folder = await mkdtemp(join(tmpdir(), 'bench-load-'));
	try {
		const packed = spawnSync(
			'npm',
			['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
			{
				cwd: root,
				encoding: 'utf8',
				shell: process.platform === 'win32',
			},
		);
		const [{ filename, size }] = JSON.parse(packed.stdout);
		spawnSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
		const times = { ours: [], theirs: [] };
		for (let round = 0; round < rounds; round++) {
			for (const what of round % 2 ? ['ours', 'theirs'] : ['theirs', 'ours']) {
				const { stdout, stderr } = spawnSync(
					n8n.node,
					[
						fileURLToPath(new URL('load.mjs', import.meta.url)),
						what,
						n8n.folder,
						join(folder, 'package'),
					],
					// As n8n does: what an installed package does not bring along comes from n8n.
					{
						encoding: 'utf8',
						env: { ...process.env, NODE_PATH: join(n8n.folder, 'node_modules') },
					},
				);
				if (!/^[\d.]+$/.test(stdout.trim())) throw new Error(`load: ${stderr}`);
				times[what].push(Number(stdout));
			}
		}
		const ms = spread(times.ours);
		const ratio = (all) => spread(all.map((time, round) => time / times.theirs[round]));
		const row = (label, all, note = '') => ({
			label,
			time: between(spread(all), ' ms', 1),
			ratio: between(ratio(all)),
			note,
		});
		return {
			rows: [
				row('three of n8n’s own nodes', times.theirs, 'HTTP Request, Okta, Microsoft Entra'),
				row(
					'the three nodes and all credentials',
					times.ours,
					`tarball: ${fixed(size / 1000, 1)} kB`,
				),
			],
			verdicts: [
				{ goal: 'at most 30 ms', found: between(ms, ' ms', 1), met: ms.median <= 30 },
				{ goal: 'tarball below 220 kB', found: `${fixed(size / 1000, 1)} kB`, met: size < 220_000 },
			],
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function engineCost(bench) {
	const count = 500;
	const task = 'reads';
	const ratios = ratiosOf(
		await race(
			bench,
			{ users: count },
			[
				{
					label: 'n8n’s helper alone',
					contender: 'helper',
					task,
					options: { count },
					expected: count,
				},
				{
					label: 'Okta Management, one at a time',
					contender: 'ours',
					task,
					options: { count, parallel: 1 },
					expected: count,
				},
				{ label: 'Okta Management', contender: 'ours', task, options: { count }, expected: count },
				{
					label: 'bare axios, one at a time',
					contender: 'axios',
					task,
					options: { count },
					expected: count,
				},
			],
			{ warmUp: 4 },
		),
	);
	const cost = ({ results }) =>
		spread(results.map(({ ms }, round) => (ms - ratios[0].results[round].ms) / count));
	for (const one of ratios.slice(1, 3))
		one.note = `${between(cost(one), ' ms', 3)} a request above the helper`;
	const { median } = cost(ratios[1]);
	return {
		rows: lines(ratios),
		verdicts: [
			{
				goal: 'below 0.3 ms a request beyond n8n’s helper',
				found: between(cost(ratios[1]), ' ms', 3),
				met: median < 0.3,
			},
		],
	};
}

/** In the order of the table; the key is what `--only` takes. */
export const measures = [
	{
		key: 'list',
		title: 'Return All of 10,000 Okta users, no latency',
		measure: returnAll(10_000, 1.3),
	},
	{
		key: 'long',
		title: 'Return All of 100,000 Okta users, no latency',
		measure: returnAll(100_000, 1.15),
	},
	{
		key: 'pages',
		title: 'Numbered pages: 10,000 Logto users, 50 ms a request',
		measure: numberedPages,
	},
	{ key: 'reads', title: '500 single reads, 50 ms each', measure: singleReads },
	{ key: 'writes', title: '100 updates of 50 users, 50 ms each', measure: writes },
	{ key: 'limit', title: '500 reads against a limit of 100 a second', measure: rateLimit },
	{
		key: 'memory',
		title: 'Heap while 100,000 users are listed (retained; peak as a multiple of it)',
		measure: memory,
	},
	{ key: 'load', title: 'Loading the package', measure: load },
	{ key: 'engine', title: 'Engine: 500 reads, no latency', measure: engineCost },
];
