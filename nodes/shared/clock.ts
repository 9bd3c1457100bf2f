import { sleep } from 'n8n-workflow';

/** Time as the engine sees it. An object, so that tests put their own clock in its place. */
export const clock = {
	/** Milliseconds since the Unix epoch. */
	now: (): number => Date.now(),
	/** Resolves after `ms` milliseconds. It cannot be cancelled: use {@link pause}. */
	sleep: async (ms: number): Promise<void> => await sleep(ms),
	/** A signal that is aborted after `ms` milliseconds. */
	alarm: (ms: number): AbortSignal => AbortSignal.timeout(ms),
};

/** Longest uninterrupted sleep: a cancelled execution stops within this many milliseconds. */
const SLICE_MS = 250;

/** Nobody waits for this any more: the person stopped the execution, or it ended. */
export class CancelledError extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'CancelledError';
	}
}

/** Something took longer than it may. */
export class LateError extends Error {
	constructor() {
		super('It took too long');
		this.name = 'LateError';
	}
}

/** A signal that is aborted with `parent`, or by `end`. */
export function endingWith(parent?: AbortSignal): { signal: AbortSignal; end: () => void } {
	const own = new AbortController();
	const end = (): void => {
		parent?.removeEventListener('abort', end);
		own.abort();
	};
	if (parent?.aborted) end();
	else parent?.addEventListener('abort', end);
	return { signal: own.signal, end };
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

/**
 * Looks again and again at what takes its time, until there is something to see.
 *
 * @param seconds longest time in which a further look is begun; 0 for one look
 * @param pauses between two looks, in ms; the last one is repeated
 * @param look gives `undefined` while it is not so yet
 * @returns what was seen; `undefined` when the time was over
 * @throws {CancelledError} as soon as `signal` is aborted
 */
export async function watch<T>(
	seconds: number,
	pauses: readonly number[],
	signal: AbortSignal | undefined,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const end = clock.now() + seconds * 1000;
	for (let looks = 0; ; looks++) {
		const seen = await look();
		const left = end - clock.now();
		if (seen !== undefined || left <= 0) return seen;
		await pause(Math.min(pauses[Math.min(looks, pauses.length - 1)], left), signal);
	}
}

/**
 * The result of `work`. It gets a signal that is aborted when nobody waits for it any more, and a
 * function that bounds it from now on, in ms.
 *
 * @throws {CancelledError} as soon as `stop` is aborted
 * @throws {LateError} when the time is over
 */
export async function bounded<T>(
	stop: AbortSignal | undefined,
	work: (signal: AbortSignal, within: (ms: number) => void) => Promise<T>,
): Promise<T> {
	if (stop?.aborted) throw new CancelledError();
	const over = new AbortController();
	let unbind = (): void => {};
	const bound = new Promise<never>((_resolve, reject) => {
		const stopped = (): void => reject(new CancelledError());
		stop?.addEventListener('abort', stopped);
		unbind = () => stop?.removeEventListener('abort', stopped);
	});
	let timeUp = (): void => {};
	const late = new Promise<never>((_resolve, reject) => (timeUp = () => reject(new LateError())));
	let timer: AbortSignal | undefined;
	const within = (ms: number): void => {
		timer?.removeEventListener('abort', timeUp);
		timer = clock.alarm(ms);
		timer.addEventListener('abort', timeUp);
	};
	try {
		return await Promise.race([bound, late, work(over.signal, within)]);
	} finally {
		unbind();
		timer?.removeEventListener('abort', timeUp);
		over.abort();
	}
}
