// Starts a real n8n with the package installed the way a community package is.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axios from 'axios';
import { ensureN8n, isRunning, stopGroup } from './install.mjs';

/** The local owner account. It exists on this machine only. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Local',
	lastName: 'Owner',
	password: 'Sandbox-1234',
};

/**
 * Takes a port and gives it back: it is free now.
 *
 * @param {number} [port] any free one by default
 * @returns {Promise<number>} the port
 * @throws {Error} `EADDRINUSE`, with `port`
 */
export async function freePort(port = 0) {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	const taken = server.address().port;
	server.close();
	await once(server, 'close');
	return taken;
}

/** Runs a command to its end and returns what it printed. */
async function finish(command, args, options) {
	const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const [code] = await once(child, 'close');
	if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${output}`);
	return output;
}

/** Unpacks a tarball of the package to where n8n keeps installed community packages. */
async function installPackage(userFolder, tarball) {
	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-identity');
	await rm(modules, { recursive: true, force: true });
	await mkdir(modules, { recursive: true });
	await finish('tar', ['-xzf', tarball, '-C', modules, '--strip-components', '1']);
}

/**
 * The environment of n8n: nothing is reported to anyone, and no setting of another n8n on this
 * machine (its database above all) finds its way in.
 */
function environment({ userFolder, port, brokerPort }) {
	const own = Object.entries(process.env).filter(
		([name]) =>
			!/^(N8N|DB|EXECUTIONS|QUEUE|NODES|WEBHOOK|GENERIC|CREDENTIALS|WORKFLOWS)_/.test(name),
	);
	return {
		...Object.fromEntries(own),
		NO_PROXY: '127.0.0.1,localhost',
		no_proxy: '127.0.0.1,localhost',
		NODE_ENV: 'production',
		NODE_OPTIONS: '',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LOG_LEVEL: 'info',
		// The vendors are on loopback, and the data folder is the test's own.
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	};
}

/** The command line of a process; empty where it cannot be told. */
const commandOf = async (pid) =>
	await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
		({ stdout }) => stdout,
		() => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
	);

const pidFile = (userFolder) => join(userFolder, 'n8n.pid');

/**
 * Makes sure that no n8n works with this data folder. One whose starter was killed, and so could not
 * stop it, is stopped now.
 *
 * @param {string} userFolder
 * @throws {Error} when its starter is alive
 */
export async function reclaim(userFolder) {
	const text = await readFile(pidFile(userFolder), 'utf8').catch(() => '');
	const [n8n, starter] = text.split(' ').map(Number);
	if (n8n && isRunning(n8n) && /n8n/.test(await commandOf(n8n))) {
		if (starter !== process.pid && isRunning(starter)) {
			throw new Error(
				`n8n works with ${userFolder} already (process ${starter}). Stop that one, or choose another folder: npm start -- --data FOLDER`,
			);
		}
		await stopGroup(n8n, async () => {
			while (isRunning(n8n)) await new Promise((resolve) => setTimeout(resolve, 100));
		});
	}
	await rm(pidFile(userFolder), { force: true });
}

/**
 * Brings the package to a data folder, and says with what n8n is started there.
 *
 * @param {Options} options
 */
async function prepare({ userFolder, tarball, version, port, settings, log, signal }) {
	await mkdir(userFolder, { recursive: true });
	await reclaim(userFolder);
	const { node, n8n } = await ensureN8n({ version, log, signal });
	// Before anything is asked there: on a port in use, another n8n may answer.
	const chosen = await freePort(port);
	await installPackage(userFolder, tarball);
	const env = {
		...environment({ userFolder, port: chosen, brokerPort: await freePort() }),
		...settings,
	};
	return { node, n8n, env, port: chosen, url: `http://127.0.0.1:${chosen}` };
}

/** Starts a process of n8n that goes on until it is stopped; what it prints goes to a file. */
async function launch({ node, n8n, env }, userFolder, args) {
	const logFile = join(userFolder, 'n8n.log');
	const child = spawn(node, [n8n, ...args], {
		env,
		// A group of its own: Ctrl-C reaches the starter alone, which then stops n8n in good order.
		detached: process.platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output = createWriteStream(logFile);
	child.stdout.pipe(output, { end: false });
	child.stderr.pipe(output, { end: false });
	let code;
	const ended = once(child, 'close').then(([status]) => {
		output.end();
		return (code = status ?? -1);
	});
	await writeFile(pidFile(userFolder), `${child.pid} ${process.pid}`);
	const stop = async () => {
		if (code === undefined) await stopGroup(child.pid, () => ended);
		await rm(pidFile(userFolder), { force: true });
	};
	return { pid: child.pid, logFile, ended, code: () => code, stop };
}

/**
 * Asks again and again until there is an answer. Without one, the process is stopped.
 *
 * @template T
 * @param {Awaited<ReturnType<typeof launch>>} launched
 * @param {AbortSignal | undefined} signal
 * @param {() => Promise<T | undefined>} ask
 * @returns {Promise<T>}
 */
async function whenReady({ logFile, code, stop }, signal, ask) {
	const deadline = Date.now() + 240_000;
	try {
		for (;;) {
			signal?.throwIfAborted();
			const over =
				code() !== undefined
					? `n8n ended with ${code()}.`
					: Date.now() > deadline
						? 'n8n did not start in time.'
						: undefined;
			if (over) throw new Error(`${await endOf(logFile)}\n\n${over} Its log: ${logFile}`);
			const answer = await ask();
			if (answer !== undefined) return answer;
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * @typedef {object} Options
 * @property {string} userFolder n8n's data; made where it does not exist
 * @property {string} tarball the packed package
 * @property {string} [version] of n8n, one of those in install.mjs; the newest by default
 * @property {number} [port] any free one by default
 * @property {Record<string, string>} [settings] more variables for n8n: another database, say
 * @property {(line: string) => void} [log]
 * @property {AbortSignal} [signal] gives up while it starts
 */

/**
 * Starts n8n on loopback, with embedded SQLite and nothing reported to anyone.
 *
 * @param {Options & { credentials?: object[], workflows?: object[] }} options `credentials`
 *   (`{ id, name, type, data }`) and `workflows` are imported before the start
 * @returns {Promise<{ url: string, rest: import('axios').AxiosInstance, pid: number,
 *   logFile: string,
 *   importInto: (what: 'credentials' | 'workflow', records: object[]) => Promise<void>,
 *   ended: Promise<number>, stop: () => Promise<void> }>}
 *   `rest` is logged in as the owner; `ended` gives the exit code
 */
export async function startN8n({ credentials = [], workflows = [], ...options }) {
	const { userFolder, log = console.log, signal } = options;
	const prepared = await prepare({ ...options, log });
	const { node, n8n, env, url } = prepared;

	const importInto = async (what, records) => {
		if (records.length === 0) return;
		const file = join(userFolder, `import-${what}.json`);
		await writeFile(file, JSON.stringify(records), { mode: 0o600 });
		log(`Importing ${what} …`);
		try {
			await finish(node, [n8n, `import:${what}`, `--input=${file}`], { env, signal });
		} finally {
			await rm(file);
		}
	};
	await importInto('credentials', credentials);
	await importInto('workflow', workflows);

	log('Starting n8n …');
	const launched = await launch(prepared, userFolder, ['start']);
	const rest = axios.create({ baseURL: `${url}/rest`, validateStatus: () => true, proxy: false });
	await whenReady(launched, signal, async () => await logIn(rest));
	const { pid, logFile, ended, stop } = launched;
	return { url, rest, pid, logFile, importInto, ended, stop };
}

/** Starts a process of n8n's queue mode that has no editor, and waits until it is ready. */
async function startBeside({ args, settings, ...options }) {
	const { userFolder, log = console.log, signal } = options;
	const prepared = await prepare({ ...options, log });
	Object.assign(prepared.env, settings(prepared));
	log(`Starting n8n ${args[0]} …`);
	const launched = await launch(prepared, userFolder, args);
	const health = axios.create({ validateStatus: () => true, proxy: false, timeout: 5_000 });
	await whenReady(launched, signal, async () => {
		const answer = await health.get(`${prepared.url}/healthz/readiness`).catch(() => undefined);
		return answer?.status === 200 || undefined;
	});
	const { pid, logFile, ended, stop } = launched;
	return { url: prepared.url, pid, logFile, ended, stop };
}

/**
 * Starts a worker of n8n's queue mode. Where Redis and the database are, and the key that the main
 * process encrypts credentials with, is in `settings`.
 *
 * @param {Options & { concurrency: number }} options `concurrency`: executions at the same time
 * @returns {Promise<{ pid: number, logFile: string, ended: Promise<number>,
 *   stop: () => Promise<void> }>} when it takes work
 */
export const startWorker = async ({ concurrency, settings, ...options }) =>
	await startBeside({
		...options,
		args: ['worker', `--concurrency=${concurrency}`],
		settings: ({ port }) => ({
			...settings,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		}),
	});

/**
 * Starts a process of n8n's queue mode that takes the requests to webhooks and does nothing else.
 *
 * @param {Options} options as those of a worker
 * @returns {Promise<{ url: string, pid: number, logFile: string, ended: Promise<number>,
 *   stop: () => Promise<void> }>} when it takes requests
 */
export const startWebhooks = async ({ settings, ...options }) =>
	await startBeside({ ...options, args: ['webhook'], settings: () => settings });

/** Makes the owner where there is none, and logs in; true when that was possible already. */
async function logIn(rest) {
	// While it starts, n8n answers everything with a page that says so.
	const setup = await rest.post('/owner/setup', OWNER).catch(() => undefined);
	const login =
		setup?.status === 400
			? await rest.post('/login', {
					emailOrLdapLoginId: OWNER.email,
					password: OWNER.password,
				})
			: setup;
	if (login?.status === 401) {
		throw new Error(
			`The owner of this n8n has another password than ${OWNER.password}. Begin anew with: npm start -- --reset`,
		);
	}
	if (login?.status !== 200 || !login.data?.data?.id) return undefined;
	const cookies = (login.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
	rest.defaults.headers.common.Cookie = cookies.join('; ');
	return true;
}

const endOf = async (file) =>
	(await readFile(file, 'utf8').catch(() => '')).trim().split('\n').slice(-15).join('\n');
