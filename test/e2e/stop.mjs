import { once } from 'node:events';
import { rmSync } from 'node:fs';

/** Stops what start.mjs started. */
export default async function stop() {
	const { starter, data } = globalThis.e2e;
	if (starter.exitCode === null && starter.signalCode === null) {
		starter.kill('SIGTERM');
		await once(starter, 'exit');
	}
	rmSync(data, { recursive: true, force: true });
}
