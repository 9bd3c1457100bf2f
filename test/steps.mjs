// What `npm test` and `npm run test:e2e` share. Plain JavaScript: on a fresh clone nothing is
// installed yet that could compile anything else.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command and ends with its exit code when it does not succeed. */
export function run(title, command, args, env = {}) {
	console.log(`\n▶ ${title}`);
	const { status, error } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...env },
		shell: process.platform === 'win32' && command === 'npm',
	});
	if (error) console.error(error.message);
	if (status !== 0) process.exit(status ?? 1);
}

/** Runs a command of an installed package, by the path of its script. */
export const runScript = (title, script, args = [], env = {}) =>
	run(title, process.execPath, [`node_modules/${script}`, ...args], env);

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

/** Installs the packages of the lock file where they are missing. */
export function install() {
	if (!isInstalled()) run('Install', 'npm', ['ci', '--no-audit', '--no-fund']);
}

export const build = () => runScript('Build', 'gulp/bin/gulp.js', ['build']);
