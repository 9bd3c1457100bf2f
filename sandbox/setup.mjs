// The whole setup: the sandbox, a real n8n with the package, credentials and templates.
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { provide } from './n8n/provide.mjs';
import { freePort, reclaim, startN8n } from './n8n/start.mjs';
import { webhookCredential } from './n8n/templates.mjs';
import { startSandbox } from './start.mjs';

/** Remembers what was stored in n8n, and marks a data folder as ours. */
const RECORD = 'n8n-nodes-identity.json';

/** Makes the data folder, or takes over the one of an earlier start; never that of another n8n. */
async function prepare(data, reset) {
	const record = join(data, RECORD);
	if (existsSync(join(data, '.n8n')) && !existsSync(record)) {
		throw new Error(`${data} holds another n8n. Choose another folder with --data.`);
	}
	await reclaim(data);
	if (reset) {
		for (const entry of ['.n8n', 'n8n.log', RECORD]) {
			await rm(join(data, entry), { recursive: true, force: true });
		}
	}
	await mkdir(data, { recursive: true });
	if (!existsSync(record)) await writeFile(record, '{}');
	return record;
}

/**
 * @param {object} options
 * @param {string} options.data n8n's data folder
 * @param {string} [options.tarball] the packed package; without it, the sandbox alone
 * @param {string} [options.version] of n8n; the newest by default
 * @param {boolean} [options.reset] empties the data folder first
 * @param {number} [options.port] of n8n
 * @param {import('./start.mjs').Options} [options.sandbox]
 * @param {(line: string) => void} [options.log]
 * @param {AbortSignal} [options.signal] gives up while it starts
 */
export async function startSetup({
	data,
	tarball,
	version,
	reset = false,
	port = 0,
	sandbox: sandboxOptions = {},
	log = console.log,
	signal,
}) {
	const record = tarball && (await prepare(data, reset));
	if (tarball) await freePort(port);
	const sandbox = await startSandbox(sandboxOptions);
	let n8n;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.close();
	};
	if (!tarball) return { sandbox, templates: [], stop };
	try {
		n8n = await startN8n({ userFolder: data, tarball, version, port, log, signal });
		const webhook = webhookCredential();
		const templates = await provide({ n8n, sandbox, record, webhook });
		return { sandbox, n8n, templates, webhookKey: webhook.data, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
