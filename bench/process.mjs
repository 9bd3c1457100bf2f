// A process that answers questions one by one.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts a script of this folder and waits until it says that it is ready.
 *
 * @param {string} script its name
 * @param {{ args?: string[], node?: string, flags?: string[] }} [options] `node` is the Node.js to use
 */
export async function start(script, { args = [], node = process.execPath, flags = [] } = {}) {
	const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
		execPath: node,
		execArgv: flags,
		// n8n's engine prints what goes wrong, which some contenders do on purpose.
		stdio: ['ignore', process.env.BENCH_OUTPUT ? 'inherit' : 'ignore', 'inherit', 'ipc'],
	});
	const waiting = new Map();
	let next = 0;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const ready = new Promise((resolve, reject) => {
		child.on('message', (message) => {
			if (message.ready) return resolve(message.ready);
			waiting.get(message.id)?.(message);
			waiting.delete(message.id);
		});
		child.once('error', reject);
		void ended.then((code) => reject(new Error(`${script} ended with ${code}`)));
	});
	return {
		ready: await ready,
		/** Sends a question and waits for its answer. */
		async ask(question) {
			const id = ++next;
			const answer = new Promise((resolve) => waiting.set(id, resolve));
			child.send({ id, ...question });
			const message = await Promise.race([
				answer,
				ended.then((code) => ({ failure: `the process ended with ${code}` })),
			]);
			if (message.failure) throw new Error(message.failure);
			return message.result;
		},
		async stop() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
