/** The package as it is published: what is in it, what it loads, and n8n's own rules on it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ESLint } from 'eslint';
import manifest from '../../package.json';

const root = join(__dirname, '../..');

const filesBelow = (folder: string): string[] =>
	readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));

const scripts = filesBelow(join(root, 'dist')).filter((file) => file.endsWith('.js'));

interface Packed {
	size: number;
	files: Array<{ path: string }>;
}

const packed = (): Packed =>
	(
		JSON.parse(
			execFileSync('npm', ['pack', '--dry-run', '--json'], {
				cwd: root,
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'ignore'],
				shell: process.platform === 'win32',
			}),
		) as Packed[]
	)[0];

test('the tarball holds what n8n needs and nothing else, and stays small', () => {
	const { size, files } = packed();
	const odd = files
		.map(({ path }) => path)
		.filter(
			(path) =>
				!/^(package\.json|README\.md|LICENSE)$/.test(path) &&
				!/^dist\/nodes\/(identity\.js|(\w+)\/\2\w*\.node\.js(on)?)$/.test(path) &&
				!/^dist\/credentials\/\w+\.credentials\.js$/.test(path) &&
				!/^dist\/icons\/\w+(\.dark)?\.svg$/.test(path),
		);
	expect(odd).toEqual([]);
	expect(files.map(({ path }) => path)).toEqual(
		expect.arrayContaining(['package.json', 'README.md', 'LICENSE']),
	);
	// 87 kB with 55 operations, 155 kB with 210.
	expect(size).toBeLessThan(220_000);
});

test('it has no runtime dependency', () => {
	expect(manifest).not.toHaveProperty('dependencies');
	expect(manifest).not.toHaveProperty('bundledDependencies');
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('what ships loads only n8n-workflow, node:crypto, luxon and its own files', () => {
	const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	expect(scripts).toHaveLength(entries.length + 1);
	const loaded = scripts.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/\b(?:require|import)\(\s*([^)]*)\)/g)].map(
			([, name]) => name.replace(/^['"]|['"]$/g, ''),
		),
	);
	const own = loaded.filter((name) => name.startsWith('.'));
	const foreign = new Set(loaded.filter((name) => !name.startsWith('.')));
	// Rate limits and tokens are shared by everything in a process: nothing may be loaded twice.
	expect(own).toEqual(entries.map(() => expect.stringMatching(/^\.\.\/(nodes\/)?identity\.js$/)));
	for (const name of ['n8n-workflow', 'node:crypto', 'luxon']) foreign.delete(name);
	expect([...foreign]).toEqual([]);
});

test('what ships names neither sandbox nor test nor bench', () => {
	const naming = filesBelow(join(root, 'nodes'))
		.concat(filesBelow(join(root, 'credentials')))
		.filter((file) => /['"/](sandbox|test|bench)[/'"]/.test(readFileSync(file, 'utf8')));
	expect(naming).toEqual([]);
});

test('every node and credential that exists is registered, and the other way round', () => {
	const built = (folder: string, ending: string) =>
		filesBelow(join(root, folder))
			.filter((file) => file.endsWith(`${ending}.ts`))
			.map((file) => file.replace(`${root}/`, 'dist/').replace(/\.ts$/, '.js'))
			.sort();
	expect([...manifest.n8n.nodes].sort()).toEqual(built('nodes', '.node'));
	expect([...manifest.n8n.credentials].sort()).toEqual(built('credentials', '.credentials'));
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		expect(existsSync(join(root, file))).toBe(true);
	}
});

test("n8n's rules hold for what is published", () => {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[
			'node_modules/eslint/bin/eslint.js',
			'--config',
			'test/package/published.eslint.config.mjs',
			'--format',
			'json',
			'dist',
		],
		// Under NODE_ENV=test the plugin takes every file for a node.
		{ cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: '' } },
	);
	expect(stderr).not.toContain('Error');
	const results = JSON.parse(stdout) as ESLint.LintResult[];
	expect(results).toHaveLength(scripts.length);
	const found = results.flatMap(({ filePath, messages }) =>
		messages
			.filter(({ severity }) => severity === 2)
			.map(({ ruleId, line, message }) => `${filePath}:${line} ${ruleId}: ${message}`),
	);
	expect(found).toEqual([]);
});

test('no rule is disabled in the sources', () => {
	const disabling = filesBelow(join(root, 'nodes'))
		.concat(filesBelow(join(root, 'credentials')))
		.filter((file) => readFileSync(file, 'utf8').includes('eslint-disable'));
	expect(disabling).toEqual([]);
});
