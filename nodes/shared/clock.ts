import { sleep } from 'n8n-workflow';

/** Time as the engine sees it. An object, so that tests put their own clock in its place. */
export const clock = {
	/** Milliseconds since the Unix epoch. */
	now: (): number => Date.now(),
	/** Resolves after `ms` milliseconds. It cannot be cancelled: use {@link pause}. */
	sleep: async (ms: number): Promise<void> => await sleep(ms),
};

/** Longest uninterrupted sleep: a cancelled execution stops within this many milliseconds. */
const SLICE_MS = 250;

/** The person stopped the execution. It ends the node even when the node continues on fail. */
export class CancelledError extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'CancelledError';
	}
}

/**
 * Waits `ms` milliseconds on {@link clock}, in slices, because n8n's `sleep` cannot be cancelled.
 *
 * @throws {CancelledError} as soon as `signal` is aborted
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	const end = clock.now() + ms;
	for (;;) {
		if (signal?.aborted) throw new CancelledError();
		const left = end - clock.now();
		// Also when no time at all can be told, which would otherwise be waited for without end.
		if (!(left > 0)) return;
		await clock.sleep(Math.min(left, SLICE_MS));
	}
}
