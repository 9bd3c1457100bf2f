import { CancelledError } from './clock';

/** Lets at most `width` tasks run at the same time; the others wait in the order in which they came. */
export class Slots {
	private free: number;
	private readonly waiting = new Set<() => void>();

	constructor(width: number) {
		this.free = width;
	}

	/** @throws {CancelledError} when `stop` is aborted before the task could begin */
	async run<T>(task: () => Promise<T>, stop?: AbortSignal): Promise<T> {
		if (stop?.aborted) throw new CancelledError();
		if (this.free > 0) this.free--;
		else await this.turn(stop);
		try {
			return await task();
		} finally {
			const [next] = this.waiting;
			if (next) next();
			else this.free++;
		}
	}

	private async turn(stop?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const leave = (then: () => void): void => {
				this.waiting.delete(begin);
				stop?.removeEventListener('abort', quit);
				then();
			};
			const begin = (): void => leave(resolve);
			const quit = (): void => leave(() => reject(new CancelledError()));
			this.waiting.add(begin);
			stop?.addEventListener('abort', quit);
		});
	}
}

/**
 * Runs `work` on 0 … count − 1, at most `width` at the same time, and starts no more once it
 * throws. What was started is always waited for.
 *
 * @throws the error of the lowest index, as if the work had been done one after another
 */
export async function inParallel(
	count: number,
	width: number,
	work: (index: number) => Promise<void>,
): Promise<void> {
	const failures: Array<{ index: number; error: unknown }> = [];
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < count && failures.length === 0) {
			const index = next++;
			await work(index).catch((error: unknown) => failures.push({ index, error }));
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
	const [first] = failures.sort((a, b) => a.index - b.index);
	if (first) throw first.error;
}

/**
 * Keeps tasks on the same target in the order of their items, while those on different targets run
 * side by side. A task may have several targets, and a kind: those of different kinds keep their order
 * as well. Every item must {@link enter} or {@link skip}, in any order of time.
 */
export class Lanes {
	private readonly tails = new Map<string, Promise<void>>();
	private readonly kinds = new Map<string, Set<Promise<void>>>();
	private readonly turns: Array<{ promise: Promise<void>; done: () => void }> = [];

	private turn(index: number): { promise: Promise<void>; done: () => void } {
		for (let next = this.turns.length; next <= index; next++) {
			let done = () => {};
			const promise = new Promise<void>((resolve) => (done = resolve));
			this.turns.push({ promise, done });
		}
		return this.turns[index];
	}

	/** Item `index` has no task after all, e.g. because its parameters are wrong. */
	async skip(index: number): Promise<void> {
		if (index > 0) await this.turn(index - 1).promise;
		this.turn(index).done();
	}

	/** Runs the task of item `index` after those that earlier items have on one of its targets. */
	async enter<T>(
		index: number,
		targets: readonly string[],
		task: () => Promise<T>,
		kind?: string,
	): Promise<T> {
		if (index > 0) await this.turn(index - 1).promise;
		const before: Array<Promise<void> | undefined> = targets.map((target) =>
			this.tails.get(target),
		);
		let leave = () => {};
		const tail = new Promise<void>((resolve) => (leave = resolve));
		for (const target of targets) this.tails.set(target, tail);
		if (kind !== undefined) {
			for (const [other, tails] of this.kinds) if (other !== kind) before.push(...tails);
			if (!this.kinds.has(kind)) this.kinds.set(kind, new Set());
			this.kinds.get(kind)!.add(tail);
		}
		this.turn(index).done();
		await Promise.all(before);
		try {
			return await task();
		} finally {
			for (const target of targets) {
				if (this.tails.get(target) === tail) this.tails.delete(target);
			}
			if (kind !== undefined) this.kinds.get(kind)!.delete(tail);
			leave();
		}
	}
}
