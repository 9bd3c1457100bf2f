// `npm start` on free ports, once for all suites of this folder: a start of n8n takes its time.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../steps.mjs';

/**
 * Starts the n8n that `E2E_N8N` names, the newest by default. Leaves in `E2E_SETUP` what
 * `npm start -- --json` printed, and n8n's data folder.
 */
export default async function start() {
	const data = mkdtempSync(join(tmpdir(), 'n8n-e2e-'));
	const ports = ['', 'okta-', 'onelogin-', 'logto-', 'control-'];
	const starter = spawn(
		process.execPath,
		[
			join(root, 'sandbox', 'up.mjs'),
			'--json',
			'--data',
			data,
			...(process.env.E2E_N8N ? ['--n8n', process.env.E2E_N8N] : []),
			...ports.flatMap((name) => [`--${name}port`, '0']),
		],
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	globalThis.e2e = { starter, data };
	for await (const line of createInterface({ input: starter.stdout })) {
		if (line.startsWith('{')) {
			process.env.E2E_SETUP = JSON.stringify({ ...JSON.parse(line), data });
			starter.stdout.resume();
			return;
		}
		console.log(line);
	}
	throw new Error('npm start ended before it was ready');
}
