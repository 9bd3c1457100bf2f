// `npm run test:queue`: the packed package in n8n's queue mode. Redis, PostgreSQL, a main process of
// n8n, one for webhooks and two workers are started here and not by the tests, so that a test runner that
// fails, hangs or is stopped leaves none of them behind.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, packed, root } from '../steps.mjs';

/** How long the tests may take, in ms; each has a limit of its own. */
const TESTS_MS = 1_500_000;

/** Executions at the same time in one worker. */
const CONCURRENCY = 10;

install();
// These import packages.
const { findServers, startPostgres, startRedis } = await import('./servers.mjs');
const { freePort, startN8n, startWebhooks, startWorker } = await import(
	'../../sandbox/n8n/start.mjs'
);
const { startSandbox } = await import('../../sandbox/start.mjs');
const { watchWire } = await import('./wire.mjs');

const { postgres: bin, redis: program, missing } = findServers();
if (missing.length > 0) {
	console.log(
		`\n*** SKIPPED: the tests in n8n's queue mode need ${missing.join(' and ')} (on Debian: apt-get install ${missing.join(' ')}) ***\n`,
	);
	process.exit(0);
}

const tarball = packed(join(root, 'artifacts'));
const giveUp = new AbortController();
const { signal } = giveUp;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.once(name, () => giveUp.abort(new Error(`Stopped by ${name}`)));
}

const stops = [];
const folderFor = async (name) => {
	const folder = await mkdtemp(join(tmpdir(), `n8n-queue-${name}-`));
	stops.push(async () => await rm(folder, { recursive: true, force: true }));
	return folder;
};
/** Remembers how to stop what was started; the last comes first. */
const stoppable = (started) => {
	stops.push(started.stop);
	return started;
};

/** Starts everything, and says what the tests have to know of it. */
async function start() {
	console.log('\n▶ Start Redis, PostgreSQL and n8n');
	const redis = stoppable(await startRedis({ program, folder: await folderFor('redis'), signal }));
	const database = stoppable(
		await startPostgres({ bin, folder: await folderFor('postgres'), signal }),
	);
	const webhookPort = await freePort();
	const settings = {
		EXECUTIONS_MODE: 'queue',
		// Where vendors find n8n: not at the main process.
		WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(database.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: database.password,
	};
	// Each process has a data folder of its own, as it has where each runs in a container.
	const folders = [];
	for (const name of ['main', 'webhooks', 'worker1', 'worker2']) {
		folders.push(await folderFor(name));
	}
	const [mainFolder, webhookFolder, ...workerFolders] = folders;
	const n8ns = [];
	stops.push(async () => {
		await Promise.all(n8ns.map(async ({ stop }) => await stop()));
	});
	const main = await startN8n({ userFolder: mainFolder, tarball, settings, signal });
	n8ns.push(main);
	const webhooks = await startWebhooks({
		userFolder: webhookFolder,
		tarball,
		settings,
		port: webhookPort,
		signal,
	});
	n8ns.push(webhooks);
	const workers = await Promise.allSettled(
		workerFolders.map(async (userFolder) => {
			const worker = await startWorker({
				userFolder,
				tarball,
				settings,
				concurrency: CONCURRENCY,
				signal,
			});
			n8ns.push(worker);
			return worker;
		}),
	);
	const failed = workers.find(({ status }) => status === 'rejected');
	if (failed) throw failed.reason;
	const [one, two] = workers.map(({ value }) => value);
	const processes = Object.entries({ main, 'worker 1': one, 'worker 2': two });
	// Not in the test runner, where its OAuth library does not work.
	const sandbox = await startSandbox({
		oneLogin: { clientSecret: 'marked-oneLogin-4tQz' },
		logto: { clientSecret: 'marked-logto-9wKd' },
	});
	stops.push(sandbox.close);
	const { okta, oneLogin, logto, control } = sandbox;
	const pids = Object.fromEntries(processes.map(([name, { pid }]) => [name, pid]));
	const wire = stoppable(await watchWire(sandbox, pids));
	return {
		url: main.url,
		webhooks: { url: webhooks.url, logFile: webhooks.logFile },
		cookie: main.rest.defaults.headers.common.Cookie,
		sandbox: { okta, oneLogin, logto, control },
		wire: wire.url,
		logFiles: Object.fromEntries(processes.map(([name, { logFile }]) => [name, logFile])),
		redis: { commands: redis.commands },
		database: { bin: database.bin, port: database.port, password: database.password },
	};
}

/** Runs the tests and gives their exit code. */
async function test(setup) {
	console.log("\n▶ Test in n8n's queue mode");
	const child = spawn(
		process.execPath,
		[
			'node_modules/jest/bin/jest.js',
			'--config',
			'test/queue/jest.config.mjs',
			'--runInBand',
			...process.argv.slice(2),
		],
		{
			cwd: root,
			stdio: 'inherit',
			env: {
				...process.env,
				QUEUE_SETUP: JSON.stringify(setup),
				NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`,
			},
		},
	);
	const limit = setTimeout(() => giveUp.abort(new Error('The tests did not end')), TESTS_MS);
	const kill = () => child.kill('SIGKILL');
	signal.addEventListener('abort', kill);
	const [code] = await once(child, 'close');
	clearTimeout(limit);
	signal.throwIfAborted();
	return code ?? 1;
}

let status = 1;
try {
	status = await test(await start());
} catch (error) {
	console.error(`\n${error.message}`);
} finally {
	for (const stop of stops.reverse()) {
		await stop().catch((error) => {
			status = 1;
			console.error(`\n${error.message}`);
		});
	}
}
process.exit(status);
