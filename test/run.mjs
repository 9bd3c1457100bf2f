// `npm test`: everything that needs no full n8n. Installs what is missing, so that it is the only
// command on a fresh clone; plain JavaScript, because nothing that could compile it is there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command and ends with its exit code when it does not succeed. */
function run(title, command, args) {
	console.log(`\n▶ ${title}`);
	const { status, error } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (error) console.error(error.message);
	if (status !== 0) process.exit(status ?? 1);
}

/** Whether the installed packages are those of the lock file. */
function isInstalled() {
	const installed = new URL('../node_modules/.package-lock.json', import.meta.url);
	const wanted = new URL('../package-lock.json', import.meta.url);
	if (!existsSync(installed)) return false;
	if (statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
	const { packages } = JSON.parse(readFileSync(wanted, 'utf8'));
	const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
	return Object.entries(packages).every(
		([path, { version, optional, peer }]) =>
			path === '' || optional || peer || present[path]?.version === version,
	);
}

const node = process.execPath;
const bin = (name) => `node_modules/${name}`;

if (!isInstalled()) run('Install', 'npm', ['ci', '--no-audit', '--no-fund']);
run('Lint what ships (n8n, strict)', node, [bin('@n8n/node-cli/bin/n8n-node.mjs'), 'lint']);
run('Lint the rest', node, [
	bin('eslint/bin/eslint.js'),
	'--config',
	'test/eslint.config.mjs',
	'test',
	'gulpfile.js',
]);
run('Format', node, [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
run('Build', node, [bin('gulp/bin/gulp.js'), 'build']);
run('Check the types of the tests', node, [bin('typescript/bin/tsc'), '-p', 'test/tsconfig.json']);
run('Test', node, [
	bin('jest/bin/jest.js'),
	'--config',
	'test/jest.config.mjs',
	...process.argv.slice(2),
]);
