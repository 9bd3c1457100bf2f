import { Recent } from './recent';
import type { Allowance } from './vendor';

/** After this many ms a request asks again whether the vendor has confirmed the new window. */
const UNCONFIRMED_MS = 100;

/**
 * What is left of a rate limit, as far as this process knows: the vendor's last word, less what was
 * sent since. Shared by all executions that use the same credential, so that together they stay
 * within the limit instead of finding out by being refused.
 */
export class Bucket {
	private known?: Allowance;
	private remaining = Infinity;
	private blockedUntil = 0;
	private inFlight = 0;
	/** How far the vendor's clock is ahead of ours: it is somewhere between these two, in ms. */
	private aheadAtLeast = -Infinity;
	private aheadAtMost = Infinity;

	/**
	 * Takes one request out of the budget.
	 *
	 * @param now ms since the epoch
	 * @returns 0 when the request may go, otherwise the ms after which to ask again
	 */
	take(now: number): number {
		if (now < this.blockedUntil) return this.blockedUntil - now;
		if (this.known && now >= this.resetsAt()) {
			// A new window, whose requests in flight may be counted already.
			this.remaining = this.known.limit - this.inFlight;
			this.known = undefined;
		}
		if (this.remaining <= 0) {
			if (this.known) return this.resetsAt() - now;
			// As many as a new window holds are under way; the first answer tells what is left.
			if (this.inFlight > 0) return UNCONFIRMED_MS;
			// None did: the vendor limits no more, or says no more of it.
			this.remaining = Infinity;
		}
		this.force();
		return 0;
	}

	/** Takes one request out of the budget although none is left: the vendor has the last word. */
	force(): void {
		this.remaining--;
		this.inFlight++;
	}

	/**
	 * Gives the request back and learns from its answer.
	 *
	 * @param sent when the request went, ms
	 * @param now when the answer came, ms
	 */
	settle(allowance: Allowance | undefined, sent: number, now: number): void {
		this.inFlight--;
		if (!allowance) return;
		const { limit, remaining, resetAt, servedAt, tolerance } = allowance;
		const newer = this.known === undefined || resetAt > this.known.resetAt + tolerance;
		if (!newer && resetAt < this.known!.resetAt - tolerance) return;
		if (newer) {
			this.remaining = remaining - this.inFlight;
			this.aheadAtLeast = -Infinity;
			this.aheadAtMost = Infinity;
		} else {
			this.remaining = Math.min(this.remaining, remaining);
		}
		this.known = newer ? allowance : { ...this.known!, limit };
		if (servedAt !== undefined) {
			// The Date header has whole seconds.
			this.aheadAtLeast = Math.max(this.aheadAtLeast, servedAt - now);
			this.aheadAtMost = Math.min(this.aheadAtMost, servedAt + 1000 - sent);
		}
	}

	/** Nothing goes before `until` (ms): the vendor refused a request of this bucket. */
	block(until: number): void {
		this.blockedUntil = Math.max(this.blockedUntil, until);
	}

	/** The reset by our clock: as given where both clocks may agree, else the later end. */
	private resetsAt(): number {
		const agree = this.aheadAtLeast <= 0 && this.aheadAtMost >= 0;
		const ahead = agree || !Number.isFinite(this.aheadAtLeast) ? 0 : this.aheadAtLeast;
		return this.known!.resetAt - ahead;
	}
}

const buckets = new Recent(() => new Bucket());

/** The bucket of a rate limit, by origin, principal and whatever the vendor counts apart. */
export const bucketOf = (...key: string[]): Bucket => buckets.of(...key);

/** Forgets every bucket, e.g. between tests. */
export const forgetBuckets = (): void => buckets.clear();
