/** `npm start`, as far as it gets without n8n: its options, and what it says when it cannot start. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clientFor } from './sandbox.mjs';

const up = join(__dirname, '../../sandbox/up.mjs');
const freePorts = ['', 'okta-', 'onelogin-', 'logto-', 'control-'].flatMap((name) => [
	`--${name}port`,
	'0',
]);

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'up-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** Starts it; `seen` waits for what it prints, `ended` for its exit code and all that it printed. */
function start(args: string[], { script = up, before = [] as string[], cwd = folder } = {}) {
	const child = spawn(process.execPath, [...before, script, ...args], {
		cwd,
		env: { ...process.env, INIT_CWD: cwd, N8N_NODES_IDENTITY_CACHE: join(folder, 'cache') },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	const waiting: Array<() => void> = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk) => {
			printed += String(chunk);
			waiting.forEach((look) => look());
		});
	}
	return {
		child,
		seen: async (pattern: RegExp) =>
			await new Promise<RegExpExecArray>((resolve, reject) => {
				const look = () => {
					const found = pattern.exec(printed);
					if (found) resolve(found);
				};
				waiting.push(look);
				child.once('exit', () => reject(new Error(printed)));
				look();
			}),
		ended: new Promise<{ code: number | null; printed: string }>((resolve) => {
			child.once('close', (code) => resolve({ code, printed }));
		}),
	};
}

/** How long a start may print nothing, ms. */
const SILENCE = 60_000;

/**
 * Starts it, and once more where it prints nothing at all: about one in a hundred processes of Node.js 20
 * hangs on a machine with other work, in a lock of its own before it has run the first module.
 */
async function begun(args: string[]) {
	const first = start(args);
	const silence = new Promise<'silent'>((resolve) =>
		setTimeout(() => resolve('silent'), SILENCE).unref(),
	);
	if ((await Promise.race([first.seen(/\S/), silence])) !== 'silent') return first;
	first.child.kill('SIGKILL');
	return start(args);
}

test('--help lists the ports, the data folder and the rest, and starts nothing', async () => {
	const { code, printed } = await start(['--help']).ended;
	expect(code).toBe(0);
	for (const option of [
		'--port',
		'--okta-port',
		'--n8n',
		'--data',
		'--reset',
		'--no-n8n',
		'--latency',
	]) {
		expect(printed).toContain(option);
	}
	expect(printed).toContain(join(folder, 'cache', 'data'));
	expect(existsSync(join(folder, 'cache'))).toBe(false);
});

test.each([
	[['--port', 'x'], '--port must be a whole number'],
	[['--okta-port', '70000'], '--okta-port must be at most 65535'],
	[['--n8n', '1.0.0'], '--n8n must be one of 1.123.81, 2.41.1'],
	[['--sideways'], "Unknown option '--sideways'"],
])('%j is refused before anything starts', async (args, message) => {
	const { code, printed } = await start(args).ended;
	expect(code).toBe(1);
	expect(printed).toContain(message);
	expect(printed).not.toContain('    at ');
});

test('an old Node.js is told which one is needed', async () => {
	const old = join(folder, 'old.mjs');
	writeFileSync(
		old,
		"Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });",
	);
	const { code, printed } = await start(['--help'], {
		before: ['--import', pathToFileURL(old).href],
	}).ended;
	expect(code).toBe(1);
	expect(printed).toMatch(/^Node\.js 20 or later is needed, and this is 18\.20\.8\./);
});

test.each([
	['okta-port', ['--no-n8n']],
	['control-port', ['--no-n8n']],
])('a --%s in use is named, with the way out', async (option, more) => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	const { code, printed } = await start([...freePorts, `--${option}`, String(port), ...more]).ended;
	await new Promise((resolve) => server.close(resolve));
	expect(code).toBe(1);
	expect(printed).toContain(`Port ${port} is in use.`);
	expect(printed).toContain(`npm start -- --${option} `);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
	'without n8n it says where the three are, and %s stops them',
	async (signal) => {
		const { child, seen, ended } = await begun([...freePorts, '--no-n8n', '--people', '20']);
		const [, okta, token] = await seen(/Okta +(http:\S+) +API token (\S+)/);
		await seen(/Ctrl-C stops everything/);
		const ask = clientFor(okta, { Authorization: `SSWS ${token}` });
		expect((await ask.get('/api/v1/users', { params: { limit: 200 } })).status).toBe(200);
		child.kill(signal);
		expect(await ended).toMatchObject({ code: 0, printed: expect.stringContaining('Stopping') });
		await expect(ask.get('/api/v1/users')).rejects.toThrow('ECONNREFUSED');
	},
);

describe('the data folder', () => {
	/** The setup without its command, and with a package that is never reached. */
	const startSetup = async (data: string, reset = false) => {
		const script = join(folder, 'setup.mjs');
		const setup = pathToFileURL(join(__dirname, '../../sandbox/setup.mjs')).href;
		writeFileSync(
			script,
			`import { startSetup } from ${JSON.stringify(setup)};
			const [data, reset, port] = process.argv.slice(2);
			await startSetup({ data, tarball: 'none', reset: reset === 'true', port: Number(port) })
				.catch((error) => { console.error(error.message); process.exit(1); });`,
		);
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		const result = await start([data, String(reset), String(port)], { script }).ended;
		await new Promise((resolve) => server.close(resolve));
		return result;
	};

	test('of another n8n is left alone, even by a reset', async () => {
		mkdirSync(join(folder, '.n8n'));
		writeFileSync(join(folder, '.n8n', 'config'), '{}');
		const { printed } = await startSetup(folder, true);
		expect(printed).toContain(`${folder} holds another n8n`);
		expect(existsSync(join(folder, '.n8n', 'config'))).toBe(true);
	});

	test('is emptied by a reset of what n8n keeps there, and of nothing else', async () => {
		const data = join(folder, 'data');
		expect((await startSetup(data)).printed).toContain('EADDRINUSE');
		mkdirSync(join(data, '.n8n'));
		writeFileSync(join(data, 'mine.txt'), 'kept');
		await startSetup(data);
		expect(existsSync(join(data, '.n8n'))).toBe(true);
		await startSetup(data, true);
		expect(existsSync(join(data, '.n8n'))).toBe(false);
		expect(existsSync(join(data, 'mine.txt'))).toBe(true);
	});

	test('in use by another start is left to it', async () => {
		const data = join(folder, 'data');
		await startSetup(data);
		// A process that passes for n8n, and this one that passes for its starter.
		const n8n = join(folder, 'n8n.mjs');
		writeFileSync(n8n, 'setInterval(() => {}, 1000); console.log("up")');
		const running = start([], { script: n8n });
		await running.seen(/up/);
		writeFileSync(join(data, 'n8n.pid'), `${running.child.pid} ${process.pid}`);
		const { printed } = await startSetup(data);
		expect(printed).toContain(`process ${process.pid}`);
		expect(running.child.exitCode).toBe(null);

		// Its starter was killed, so that nobody is left to stop it.
		const gone = start(['--help']);
		await gone.ended;
		writeFileSync(join(data, 'n8n.pid'), `${running.child.pid} ${gone.child.pid}`);
		expect((await startSetup(data)).printed).toContain('EADDRINUSE');
		await running.ended;
	});
});
