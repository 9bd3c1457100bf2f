// `npm run bench`: see README.md beside this file.
import { parseArgs } from 'node:util';
import { ensureN8n } from '../sandbox/n8n/install.mjs';
import { build } from '../test/steps.mjs';
import { measures } from './measures.mjs';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '15' },
		only: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

const keys = measures.map(({ key }) => key);

if (values.help) {
	console.log(`npm run bench -- [--rounds 15] [--only ${keys.join(',')}]`);
	process.exit();
}
const rounds = Number(values.rounds);
const only = values.only?.split(',') ?? keys;
const unknown = only.find((key) => !keys.includes(key));
if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
	console.error(`--rounds takes a whole number, --only some of ${keys.join(', ')}`);
	process.exit(1);
}

build();
const n8n = await ensureN8n();
const log = (line) => process.stderr.write(`${line}\n`);
const started = Date.now();
const verdicts = [];

for (const { key, title, measure } of measures) {
	if (!only.includes(key)) continue;
	log(`${title} …`);
	const result = await measure({ n8n, rounds, log });
	console.log(`\n${title}`);
	print(result.rows.map(({ label, time, ratio, note }) => [label, time, ratio, note]));
	for (const { goal, found, met } of result.verdicts) {
		console.log(`  ${met ? 'met' : 'MISSED'}: ${goal}: ${found}`);
	}
	verdicts.push(...result.verdicts.map((verdict) => ({ key, ...verdict })));
}

console.log(
	`\nGoals (median, lowest–highest of ${rounds} interleaved rounds; took ${Math.round((Date.now() - started) / 60_000)} min)`,
);
print(verdicts.map(({ key, goal, found, met }) => [met ? 'met' : 'MISSED', key, goal, found]));

/** Columns as wide as their widest cell. */
function print(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	for (const row of rows) {
		console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
	}
}
