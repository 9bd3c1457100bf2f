const { spawn } = require('node:child_process');
const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, posix } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

const clean = () => rm('dist', { recursive: true, force: true });

const check = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit'], {
		stdio: 'inherit',
	});

const BUNDLE = 'dist/nodes/identity.js';

/** The files that n8n loads, with the class in each, which n8n takes from the file's name. */
const entries = [...n8n.nodes, ...n8n.credentials].map((file) => ({
	file,
	source: file.replace(/^dist/, '.').replace(/\.js$/, ''),
	name: basename(file).split('.')[0],
}));

/**
 * All nodes and credentials in one readable file, since n8n's start waits for each file that it loads.
 * One and not several: rate limits and tokens are shared by everything in a process.
 */
const bundle = () =>
	build({
		stdin: {
			contents: entries
				.map(({ source, name }) => `export { ${name} } from '${source}';`)
				.join('\n'),
			resolveDir: __dirname,
		},
		outfile: BUNDLE,
		bundle: true,
		external: ['n8n-workflow', 'luxon'],
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		charset: 'utf8',
		// The sources are modules, and those are strict by themselves.
		banner: { js: "'use strict';" },
		logLevel: 'warning',
	});

/**
 * Takes out of the bundle what only makes the package larger: names of files between the parts, and the
 * second of two spaces that indent. It stays as readable as the sources.
 */
const thin = async () => {
	const text = await readFile(BUNDLE, 'utf8');
	const thinned = text
		.replace(/^\/\/ .*\n/gm, '')
		.replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));
	await writeFile(BUNDLE, thinned);
};

/** Where n8n looks for a class there is a file that takes it from the bundle. */
const doors = () =>
	Promise.all(
		entries.map(async ({ file, name }) => {
			const bundled = posix.relative(dirname(file), BUNDLE);
			const path = bundled.startsWith('.') ? bundled : `./${bundled}`;
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, `'use strict';\nexports.${name} = require('${path}').${name};\n`);
		}),
	);

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** The codex files: n8n reads categories and search words from `<Node>.node.json` beside the node. */
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(check, bundle, doors, icons, codex), thin);
exports.default = exports.build;
