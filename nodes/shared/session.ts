import { bounded, CancelledError } from './clock';
import { raise } from './errors';
import { Slots } from './lanes';
import { Recent } from './recent';
import type { Carried } from './renewal';
import type { RequestContext, Tenant } from './tenant';
import type { TokenFault } from './vendor';

/** Most requests that this process has in flight at one tenant, whoever sends them. */
const MOST_IN_FLIGHT = 30;

const inFlight = new Recent(() => new Slots(MOST_IN_FLIGHT));

/** Fetches of tokens that an execution waits for before one of its requests comes through. */
const MOST_FETCHES = 2;

/** A 401 that does not say why is no matter of a token that was obtained within this time, in ms. */
const FRESH_MS = 60_000;

/** How often an execution puts up with such answers in a row, each time for all parallel items. */
const ROUNDS = 3;

/**
 * One execution of a node against one tenant. It keeps the requests of all its items within the
 * number that may be in flight, and stops when the credential is good for nothing: each item would try
 * it anew, and vendors lock out clients that keep failing.
 */
export class Session {
	readonly signal: AbortSignal | undefined;
	private readonly slots: Slots;
	private readonly tenantSlots: Slots;
	/** Why the credential could not be used, since the last request that came through. */
	private reason?: Error;
	private isGivenUp = false;
	/** Refusals in a row that did not say why. */
	private unclear = 0;
	/** Fetches of tokens when a request last came through. */
	private fetchesBefore: number;

	constructor(
		readonly context: RequestContext,
		readonly tenant: Tenant,
		/** Most requests in flight. */
		readonly width = tenant.vendor.parallel,
	) {
		this.signal = context.getExecutionCancelSignal?.();
		this.slots = new Slots(width);
		this.tenantSlots = inFlight.of(tenant.origin);
		this.fetchesBefore = this.fetches;
	}

	private get fetches(): number {
		return this.tenant.renewal?.fetches() ?? 0;
	}

	private get mayFetch(): boolean {
		return this.fetches - this.fetchesBefore < MOST_FETCHES;
	}

	/**
	 * Sends as soon as there is a place for one more request.
	 *
	 * @throws {CancelledError} when `stop` is aborted meanwhile
	 * @throws the reason why the credential cannot be used
	 */
	async inSlot<T>(send: () => Promise<T>, stop?: AbortSignal): Promise<T> {
		return await this.slots.run(
			async () =>
				await this.tenantSlots.run(async () => {
					if (this.reason && (this.isGivenUp || !this.mayFetch)) throw this.reason;
					return await send();
				}, stop),
			stop,
		);
	}

	/** The credential was accepted. */
	cameThrough(): void {
		this.reason = undefined;
		this.isGivenUp = false;
		this.unclear = 0;
		this.fetchesBefore = this.fetches;
	}

	/** The credential gave no token, so no request went. */
	gaveNoToken(reason: Error): void {
		this.reason = reason;
	}

	/**
	 * The vendor did not accept what a request carried: has it replaced, where that may help.
	 *
	 * @returns whether another token can be had
	 */
	async wasRefused(
		fault: TokenFault,
		carried: Carried | undefined,
		reason: Error,
		stop?: AbortSignal,
	): Promise<boolean> {
		this.reason = reason;
		if (fault === 'unclear') {
			this.isGivenUp ||= ++this.unclear >= ROUNDS * this.width;
			if (!carried || carried.age() < FRESH_MS) return false;
		}
		if (!carried) {
			this.isGivenUp = true;
			return false;
		}
		if (!this.mayFetch) {
			// Why there is no other token says more than that this one is not accepted.
			const failure = this.tenant.renewal?.failure();
			if (!failure) return false;
			this.reason = failure;
			return raise(failure);
		}
		try {
			// A replacement that is under way is for others too, so it goes on without this one.
			await bounded(stop, async () => await carried.replace());
			return true;
		} catch (error) {
			if (!(error instanceof CancelledError)) this.reason = error as Error;
			return raise(error as Error);
		}
	}

	/** Shows a hint below the node's output, once. */
	hint(message: string): void {
		if (this.hinted) return;
		this.hinted = true;
		this.context.addExecutionHints?.({ message, location: 'outputPane' });
	}

	private hinted = false;
}
