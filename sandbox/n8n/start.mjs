// Starts a real n8n with the package installed the way a community package is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import axios from 'axios';
import { ensureN8n } from './install.mjs';

/** The local owner account. It exists on this machine only. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Local',
	lastName: 'Owner',
	password: 'Sandbox-1234',
};

/** A port that is free now. */
export async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	await once(server, 'close');
	return port;
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
 * Starts n8n on loopback, with embedded SQLite and nothing reported to anyone.
 *
 * @param {object} options
 * @param {string} options.userFolder n8n's data; made where it does not exist
 * @param {string} options.tarball the packed package
 * @param {number} [options.port]
 * @param {Array<object>} [options.credentials] `{ id, name, type, data }`, imported before the start
 * @param {Array<object>} [options.workflows] imported before the start
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<{ url: string, rest: import('axios').AxiosInstance, stop: () => Promise<void> }>}
 *   `rest` is logged in as the owner
 */
export async function startN8n({
	userFolder,
	tarball,
	port,
	credentials = [],
	workflows = [],
	log = console.log,
}) {
	const { node, n8n } = await ensureN8n({ log });
	const chosen = port ?? (await freePort());
	await mkdir(userFolder, { recursive: true });
	await installPackage(userFolder, tarball);
	const env = {
		...process.env,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(chosen),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LOG_LEVEL: 'info',
		// The vendors are on loopback, and the data folder is the test's own.
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		NODE_ENV: 'production',
	};
	for (const [what, records] of [
		['credentials', credentials],
		['workflow', workflows],
	]) {
		if (records.length === 0) continue;
		const file = join(userFolder, `import-${what}.json`);
		await writeFile(file, JSON.stringify(records), { mode: 0o600 });
		log(`Importing ${what} …`);
		await finish(node, [n8n, `import:${what}`, `--input=${file}`], { env });
		await rm(file);
	}
	log('Starting n8n …');
	const child = spawn(node, [n8n, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const logFile = createWriteStream(join(userFolder, 'n8n.log'));
	child.stdout.pipe(logFile);
	child.stderr.pipe(logFile);
	let ended;
	child.on('close', (code) => (ended = code ?? -1));
	const stop = async () => {
		if (ended !== undefined) return;
		child.kill('SIGTERM');
		const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
		await once(child, 'close');
		clearTimeout(hard);
	};
	const url = `http://127.0.0.1:${chosen}`;
	try {
		const rest = await logIn(url, () => ended, join(userFolder, 'n8n.log'));
		return { url, rest, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Waits until n8n answers, makes the owner where there is none, and logs in. */
async function logIn(url, ended, logFile) {
	const rest = axios.create({ baseURL: `${url}/rest`, validateStatus: () => true, proxy: false });
	const deadline = Date.now() + 240_000;
	for (;;) {
		if (ended() !== undefined) throw new Error(`n8n ended with ${ended()}. Its log: ${logFile}`);
		if (Date.now() > deadline) throw new Error(`n8n did not start in time. Its log: ${logFile}`);
		// While it starts, n8n answers everything with a page that says so.
		const setup = await rest.post('/owner/setup', OWNER).catch(() => undefined);
		const login =
			setup?.status === 400
				? await rest.post('/login', {
						emailOrLdapLoginId: OWNER.email,
						password: OWNER.password,
					})
				: setup;
		if (login?.status === 200 && login.data?.data?.id) {
			const cookies = (login.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
			rest.defaults.headers.common.Cookie = cookies.join('; ');
			return rest;
		}
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}
