// Redis and PostgreSQL of the system, each for one run: on a free port of loopback, in a folder that
// goes away with them.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../sandbox/n8n/start.mjs';

const run = promisify(execFile);

/** How long a server may take to start, in ms. */
const START_MS = 60_000;

/** How long it may take to stop before it is killed, in ms. */
const STOP_MS = 10_000;

/** The newest PostgreSQL that Debian's packages installed; they put none of it on the PATH. */
function findPostgres(base = '/usr/lib/postgresql') {
	if (!existsSync(base)) return undefined;
	return readdirSync(base)
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(base, version, 'bin'))
		.find((bin) => existsSync(join(bin, 'initdb')));
}

const findRedis = () =>
	[...(process.env.PATH ?? '').split(':'), '/usr/bin']
		.map((folder) => join(folder, 'redis-server'))
		.find((file) => existsSync(file));

/**
 * Where the servers are.
 *
 * @returns {{ postgres?: string, redis?: string, missing: string[] }} the folder of PostgreSQL's
 *   programs, the program of Redis, and Debian's names of what is not there
 */
export function findServers() {
	const postgres = findPostgres();
	const redis = findRedis();
	const missing = [!redis && 'redis-server', !postgres && 'postgresql'].filter(Boolean);
	return { postgres, redis, missing };
}

const endOf = async (file) =>
	(await readFile(file, 'utf8').catch(() => '')).trim().split('\n').slice(-15).join('\n');

/**
 * Starts a server and waits until it answers.
 *
 * @param {object} options
 * @param {string} options.name for messages
 * @param {string[]} options.command
 * @param {string} [options.input] what it reads from its standard input
 * @param {string} options.folder its working directory
 * @param {string} options.logFile
 * @param {NodeJS.Signals} [options.farewell] how it is asked to stop
 * @param {() => Promise<unknown>} options.ask rejects until the server is ready
 * @param {AbortSignal} [options.signal] gives up while it starts
 */
async function startServer({
	name,
	command,
	input = '',
	folder,
	logFile,
	farewell = 'SIGTERM',
	ask,
	signal,
}) {
	const [program, ...args] = command;
	const child = spawn(program, args, {
		cwd: folder,
		// A group of its own: Ctrl-C reaches the starter alone, which stops n8n first.
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const output = createWriteStream(logFile);
	child.stdout.pipe(output, { end: false });
	child.stderr.pipe(output, { end: false });
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	let over = '';
	const ended = new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code, by) => resolve(`ended with ${code ?? by}`));
	}).then((text) => {
		output.end();
		over = text;
	});
	const stop = async () => {
		if (over) return;
		child.kill(farewell);
		const hard = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), STOP_MS);
		await ended;
		clearTimeout(hard);
	};
	const deadline = Date.now() + START_MS;
	try {
		for (;;) {
			signal?.throwIfAborted();
			if (!over && Date.now() > deadline) over = 'did not start in time';
			if (over) throw new Error(`${await endOf(logFile)}\n\n${name} ${over}. Its log: ${logFile}`);
			const ready = await ask().then(
				() => true,
				() => false,
			);
			if (ready && !over) return { stop, logFile };
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Whoever dies with its starter, even one that was killed, leaves nothing behind. */
const dyingWith = (name) => ['setpriv', '--pdeathsig', name];

/**
 * Starts Redis, and writes down every command that it is given.
 *
 * @param {{ program: string, folder: string, signal?: AbortSignal }} options `folder` is there
 */
export async function startRedis({ program, folder, signal }) {
	const port = await freePort();
	const password = randomBytes(16).toString('hex');
	const client = {
		args: ['-h', '127.0.0.1', '-p', String(port)],
		env: { ...process.env, REDISCLI_AUTH: password },
	};
	const config = [
		'bind 127.0.0.1',
		`port ${port}`,
		`dir ${folder}`,
		`requirepass ${password}`,
		'save ""',
		'appendonly no',
	];
	const server = await startServer({
		name: 'Redis',
		command: [...dyingWith('TERM'), program, '-'],
		input: `${config.join('\n')}\n`,
		folder,
		logFile: join(folder, 'redis.log'),
		ask: async () => {
			const { stdout } = await run('redis-cli', [...client.args, 'ping'], {
				env: client.env,
				timeout: 5_000,
			});
			if (stdout.trim() !== 'PONG') throw new Error(stdout);
		},
		signal,
	});
	const commands = join(folder, 'redis.commands');
	const monitor = spawn('redis-cli', [...client.args, 'monitor'], {
		env: client.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const over = once(monitor, 'close').catch(() => undefined);
	monitor.stdout.pipe(createWriteStream(commands));
	return {
		port,
		password,
		commands,
		logFile: server.logFile,
		stop: async () => {
			// The monitor ends with the server that it listens to.
			await server.stop();
			monitor.kill();
			await over;
		},
	};
}

/** PostgreSQL refuses to run as root: its own user then, whom Debian's package makes. */
function unprivileged() {
	if (process.getuid() !== 0) return { prefix: [], own: async () => {} };
	const id = (option) =>
		Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8', timeout: 5_000 }));
	const [uid, gid] = [id('-u'), id('-g')];
	return {
		prefix: [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
		own: async (path) => await chown(path, uid, gid),
	};
}

/**
 * Makes a database cluster and starts PostgreSQL on it.
 *
 * @param {{ bin: string, folder: string, signal?: AbortSignal }} options `folder` is there and empty
 */
export async function startPostgres({ bin, folder, signal }) {
	const { prefix, own } = unprivileged();
	const password = randomBytes(16).toString('hex');
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	await mkdir(data);
	await writeFile(passwordFile, password);
	await chmod(passwordFile, 0o600);
	for (const path of [folder, data, passwordFile]) await own(path);
	const init = [
		...prefix,
		join(bin, 'initdb'),
		`--pgdata=${data}`,
		'--username=n8n',
		'--auth=scram-sha-256',
		`--pwfile=${passwordFile}`,
		'--encoding=UTF8',
		'--locale=C',
		'--no-sync',
	];
	await run('setpriv', ['--pdeathsig', 'KILL', ...init], {
		cwd: folder,
		timeout: START_MS,
		signal,
	});

	const port = await freePort();
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const server = await startServer({
		name: 'PostgreSQL',
		command: [
			...dyingWith('INT'),
			...prefix,
			join(bin, 'postgres'),
			'-D',
			data,
			'-p',
			String(port),
			...settings.flatMap((setting) => ['-c', setting]),
		],
		folder,
		logFile: join(folder, 'postgres.log'),
		// Fast: without waiting for clients to leave.
		farewell: 'SIGINT',
		ask: async () =>
			await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], {
				timeout: 5_000,
			}),
		signal,
	});
	return { ...server, bin, port, password };
}
