// Installs the real n8n, once per user, into a cache beside everything else that is cached there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The n8n that `npm start` takes where it is told no other. */
export const NEWEST = '2.41.1';

/** The n8n that can be installed: of each, a folder here holds the lock file. */
export const versions = () => readdirSync(here).filter((entry) => /^\d/.test(entry));

/** Written last: a folder without it is a download that was cut short. */
const DONE = 'installed';

/** How to remove a folder that may not be there. */
const WHOLE = { recursive: true, force: true };

/** How often a person who waits is told how far it is, and how often a log. */
const TICK = process.stdout.isTTY ? 10_000 : 30_000;

/** Where the n8n is that `npm start` and the tests share, per user. */
export function cacheFolder() {
	const own = process.env.N8N_NODES_IDENTITY_CACHE;
	if (own) return own;
	const base =
		process.platform === 'darwin'
			? join(homedir(), 'Library', 'Caches')
			: process.platform === 'win32'
				? (process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
				: (process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'));
	return join(base, 'n8n-nodes-identity');
}

/**
 * Runs a command quietly; its output is shown only when it does not succeed.
 *
 * @param {string} what said to the person while it runs
 * @param {object} options
 * @param {string} options.advice said when it does not succeed
 * @param {() => string} [options.progress] how far it is
 */
async function run(what, command, args, { cwd, env = {}, log, signal, advice, tick, progress }) {
	signal?.throwIfAborted();
	const started = Date.now();
	log(`${what} …`);
	const child = spawn(command, args, {
		cwd,
		env: { ...process.env, ...env },
		shell: process.platform === 'win32',
		// A group of its own, so that what npm starts ends with it.
		detached: process.platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk) => (output += chunk));
	}
	const ticking = setInterval(() => {
		const seconds = `${Math.round((Date.now() - started) / 1000)} s`;
		log(`  … ${[seconds, progress?.()].filter(Boolean).join(', ')}`);
	}, tick);
	const ended = new Promise((resolve) => {
		child.on('error', (error) => {
			output += error.message;
			resolve(-1);
		});
		child.on('close', resolve);
	});
	// Its end is waited for: a folder in which npm still writes cannot be removed. It has nothing to lose.
	const stop = () => stopGroup(child.pid, () => ended, 2000).catch(() => {});
	if (child.pid) signal?.addEventListener('abort', stop);
	const code = await ended;
	signal?.removeEventListener('abort', stop);
	clearInterval(ticking);
	signal?.throwIfAborted();
	if (code === 0) return;
	const shown =
		output.length > 4000 ? `${output.slice(0, 2000)}\n…\n${output.slice(-2000)}` : output.trim();
	throw new Error(`${shown}\n\n${what}: did not succeed. ${advice}`);
}

/**
 * Tells how many packages have arrived. npm makes all their folders before it downloads the first
 * one, so it is what came in them that counts. Which packages this platform gets is known but for
 * its C library: a handful more or less.
 *
 * @param {Buffer} lock the content of a package-lock.json
 * @param {string} folder where they are installed
 */
function arrivals(lock, folder) {
	const fits = (names, own) => !names || names.includes(own);
	const files = Object.entries(JSON.parse(lock.toString()).packages)
		.filter(([path, { extraneous }]) => path && !extraneous)
		.filter(([, { os, cpu }]) => fits(os, process.platform) && fits(cpu, process.arch))
		.map(([path]) => join(folder, path, 'package.json'));
	return () => `${files.filter(existsSync).length} of about ${files.length} packages`;
}

/**
 * Makes sure that n8n is there, and says where.
 *
 * @param {{ version?: string, log?: (line: string) => void, signal?: AbortSignal, tick?: number }}
 *   [options] `version`: one of {@link versions}; `tick`: milliseconds after which it is said again
 *   how far the installation is
 * @returns {Promise<{ node: string, n8n: string, folder: string }>} its Node.js, its command, its folder
 * @throws {Error} with what to do, when it cannot be installed
 */
export async function ensureN8n({ version = NEWEST, log = console.log, signal, tick = TICK } = {}) {
	const lock = await readFile(join(here, version, 'package-lock.json'));
	const key = createHash('sha256').update(lock).digest('hex').slice(0, 12);
	const cache = cacheFolder();
	const name = `n8n-${process.platform}-${process.arch}-${key}`;
	const folder = join(cache, name);
	if (!existsSync(join(folder, DONE))) {
		await install(cache, folder, { version, lock, log, signal, tick });
	}
	return {
		node: join(folder, 'node_modules', 'node', 'bin', 'node'),
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		folder,
	};
}

async function install(cache, folder, { version, lock, log, signal, tick }) {
	await mkdir(cache, { recursive: true });
	// Installations that were cut short. One whose process lives belongs to another start.
	for (const entry of await readdir(cache)) {
		const pid = /\.partial-(\d+)$/.exec(entry)?.[1];
		if (pid && !isRunning(Number(pid))) {
			log('Removing what an earlier start left behind …');
			// Its npm may still be at work. What cannot be removed now is no reason not to start.
			await rm(join(cache, entry), { ...WHOLE, maxRetries: 3 }).catch(() => {});
		}
	}
	const partial = `${folder}.partial-${process.pid}`;
	await rm(partial, WHOLE);
	await mkdir(partial);
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(here, version, file), join(partial, file));
	}
	log(
		`The real n8n ${version} is installed once, into ${folder}. This takes 5 to 10 minutes and 3 GB.`,
	);
	const offline =
		'Check the connection to the npm registry ("npm ping"), and start again: what came through is kept in npm\'s own cache.';
	const compiler =
		process.platform === 'darwin'
			? 'A compiler is needed: run "xcode-select --install", and start again.'
			: 'A compiler is needed: install python3, make and g++ (on Debian and Ubuntu: "apt-get install python3 make g++"), and start again.';
	try {
		const npm = async (what, args, options) =>
			await run(what, 'npm', args, { cwd: partial, log, signal, tick, ...options });
		// Not `npm ci`: it insists on optional packages for other platforms that some registries lack.
		const download = async () =>
			await npm(
				`Downloading n8n ${version}`,
				// A connection that says nothing for a minute is given up: npm itself waits five.
				[
					'install',
					'--ignore-scripts',
					'--no-save',
					'--no-audit',
					'--no-fund',
					'--fetch-timeout=60000',
				],
				{ advice: offline, progress: arrivals(lock, partial) },
			);
		await download().catch(async (error) => {
			if (signal?.aborted) throw error;
			log('The download broke off. Trying again …');
			await download();
		});
		// Its script by itself, not with the compiling: what it needs is the network, not a compiler.
		await run(
			'Fetching the Node.js that n8n needs',
			process.execPath,
			['installArchSpecificPackage'],
			{
				cwd: join(partial, 'node_modules', 'node'),
				log,
				signal,
				tick,
				advice: offline,
			},
		);
		const headers = await nodeFolder(partial);
		const env = {
			PATH: `${join(headers, 'bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
			npm_config_nodedir: headers,
		};
		// The switch is said aloud: under "npm start", npm hands down the project's own ignore-scripts,
		// and a rebuild that may run no script does nothing and reports success.
		await npm(
			'Compiling two native modules',
			['rebuild', '--ignore-scripts=false', 'sqlite3', 'isolated-vm'],
			{ advice: compiler, env },
		);
		const load = "require('sqlite3'); require('isolated-vm')";
		await run('Trying them', 'node', ['-e', load], {
			cwd: partial,
			env,
			log,
			signal,
			tick,
			advice: compiler,
		});
		await writeFile(join(partial, DONE), new Date().toISOString());
		await rename(partial, folder).catch(async (error) => {
			// Another start was faster.
			if (!existsSync(join(folder, DONE))) throw error;
		});
	} finally {
		await rm(partial, WHOLE);
	}
}

/** Whether a process lives. One of another user counts. */
export function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/**
 * Stops a process that leads a group, and what it started: politely, and after a while for good.
 *
 * @param {number} pid
 * @param {() => Promise<unknown>} ended waits for its end
 * @param {number} [patienceMs]
 */
export async function stopGroup(pid, ended, patienceMs = 10_000) {
	const group = process.platform === 'win32' ? pid : -pid;
	process.kill(pid, 'SIGTERM');
	const hard = setTimeout(() => process.kill(group, 'SIGKILL'), patienceMs);
	await ended();
	clearTimeout(hard);
	try {
		// Whatever it started and left behind.
		process.kill(group, 'SIGKILL');
	} catch {
		// Nothing: the usual case.
	}
}

/** The Node.js distribution, with its headers, that the `node` package fetched for this platform. */
async function nodeFolder(partial) {
	const modules = join(partial, 'node_modules', 'node', 'node_modules');
	const found = (await readdir(modules)).find((entry) => /^node-(linux|darwin|win)/.test(entry));
	if (!found) throw new Error('There is no Node.js 24 for this platform on the npm registry.');
	return join(modules, found);
}
