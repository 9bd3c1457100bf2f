// What `npm start`, `npm test` and `npm run test:e2e` share. Plain JavaScript: on a fresh clone nothing is
// installed yet that could compile anything else.
import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command and returns its exit code. */
function attempt(command, args, env = {}) {
	const { status, error } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...env },
		shell: process.platform === 'win32' && command === 'npm',
	});
	if (error) console.error(error.message);
	return status ?? 1;
}

/** Runs a command and ends with its exit code when it does not succeed. */
export function run(title, command, args, env) {
	console.log(`\n▶ ${title}`);
	const status = attempt(command, args, env);
	if (status !== 0) process.exit(status);
}

/** How often npm may begin anew: what came through is kept in its cache. */
const ATTEMPTS = 3;

/**
 * Has npm install packages. A connection that says nothing for a minute is given up: npm waits five, and
 * repeats a request only while no answer has begun.
 */
export function installPackages(title, args) {
	console.log(`\n▶ ${title}`);
	// Errors only: what others' packages would rather have says nothing to whoever starts this one.
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--fetch-timeout=60000'];
	for (let left = ATTEMPTS; left > 0; left--) {
		const status = attempt('npm', [...args, ...quiet]);
		if (status === 0) return;
		if (left > 1) console.error(`\n${title}: did not succeed, trying again …`);
	}
	console.error(
		`\n${title}: did not succeed. Check the connection to the npm registry ("npm ping"), and start again.`,
	);
	process.exit(1);
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
	if (isInstalled()) return;
	installPackages('Install', ['ci']);
}

export const build = () => runScript('Build', 'gulp/bin/gulp.js', ['build']);

const tarballs = (folder) =>
	existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.tgz')) : [];

/** Packs what was built, as npm would publish it, and returns the path of the tarball. */
export function pack(folder) {
	// Elsewhere first, so that an interrupted run leaves no half tarball that passes for a new one.
	const partial = join(folder, 'partial');
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
	run('Pack', 'npm', ['pack', '--loglevel=error', '--pack-destination', partial]);
	for (const old of tarballs(folder)) rmSync(join(folder, old));
	const [file] = tarballs(partial);
	renameSync(join(partial, file), join(folder, file));
	rmSync(partial, { recursive: true });
	return join(folder, file);
}

/** What the package is made of. */
const SOURCES = [
	'nodes',
	'credentials',
	'icons',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
	'README.md',
	'LICENSE',
];

/** When a file, or anything in a folder, was last changed; a folder changes with what it loses. */
const changedAt = (path) =>
	Math.max(
		statSync(path).mtimeMs,
		...(statSync(path).isDirectory()
			? readdirSync(path).map((entry) => changedAt(join(path, entry)))
			: []),
	);

/** Builds and packs, unless nothing changed since the last time. Returns the path of the tarball. */
export function packed(folder) {
	const [last] = tarballs(folder).map((file) => join(folder, file));
	if (last) {
		const sources = SOURCES.map((path) => changedAt(join(root, path)));
		if (statSync(last).mtimeMs > Math.max(...sources)) return last;
	}
	build();
	return pack(folder);
}
