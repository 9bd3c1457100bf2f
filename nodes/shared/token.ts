import { createHash } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { CancelledError, clock } from './clock';
import { InputError, raise } from './errors';
import { Recent } from './recent';

/** What a token endpoint issued. */
export interface IssuedToken {
	accessToken: string;
	/** How the API wants it presented, in the endpoint's words, e.g. `Bearer`. */
	type?: string;
	/** Seconds that it is good for, where the endpoint says so. */
	expiresIn?: number;
}

/** Asks the vendor for a token; `signal` ends that when nobody waits for it any more. */
type Fetch = (signal: AbortSignal) => Promise<IssuedToken>;

/** Most tokens of a credential that are remembered so that no message repeats them. */
const MOST_KNOWN = 4;

/** A token that has just taken another's place is not replaced as well within this time, in ms. */
const KEEP_MS = 60_000;

/**
 * The token that was issued for one {@link binding}. It is in this process and nowhere else: older n8n
 * would write it into the credential together with resolved `$secrets`, and undo an edit made
 * meanwhile (n8n PR 35064).
 */
class TokenPlace {
	/** Fetches so far, those that gave no token included. */
	fetches = 0;
	/** Why the last fetch gave no token. */
	failure?: Error;
	/** Tokens that no message may repeat, the newest first. */
	readonly known: string[] = [];
	private held?: { issued: IssuedToken; obtainedAt: number };
	private fetching?: { done: Promise<void>; cancel: AbortController; isCounted: boolean };
	/** Requests of our nodes under way. */
	private users = 0;
	private keptUntil = -Infinity;
	/** The credentials that n8n asked with, and how to fetch a token with them. */
	private readonly asked = new WeakMap<object, Fetch>();
	/** Those for which a token was fetched since. */
	private readonly served = new WeakSet<object>();

	/** The token; one that ran out too, which the vendor then refuses. */
	get issued(): IssuedToken | undefined {
		return this.held?.issued;
	}

	/** How long ago the token was obtained, in ms. */
	get age(): number {
		return this.held ? clock.now() - this.held.obtainedAt : Infinity;
	}

	/** The token is good no more. Another that took its place meanwhile stays. */
	drop(accessToken: string): void {
		if (this.issued?.accessToken === accessToken) this.held = undefined;
	}

	/** A request of our nodes begins; returns what ends it. A fetch that nobody waits for is ended. */
	use(): () => void {
		this.users++;
		return () => {
			if (--this.users > 0 || !this.fetching?.isCounted) return;
			this.fetching.cancel.abort();
			this.fetching = undefined;
		};
	}

	/**
	 * Makes sure that there is a token, with one fetch for all who ask meanwhile.
	 *
	 * n8n asks before each request, and again with the same `credentials` after a 401, in the HTTP
	 * Request node after any error. Then the token is replaced, unless it has just replaced another:
	 * it seems not to be the reason.
	 */
	async ready(credentials: object, fetch: Fetch): Promise<void> {
		if (this.asked.has(credentials) && this.held && clock.now() >= this.keptUntil) {
			this.held = undefined;
			this.keptUntil = clock.now() + KEEP_MS;
		}
		this.asked.set(credentials, fetch);
		if (this.age < (this.issued?.expiresIn ?? Infinity) * 1000) return;
		await this.fetched(credentials, fetch);
	}

	/**
	 * Has the vendor issue a token for credentials with which n8n has asked, unless it just did: a token
	 * from before says nothing of a secret that has run out since. Where none is issued, it stays.
	 */
	async prove(credentials: object): Promise<void> {
		const fetch = this.asked.get(credentials);
		if (!fetch || this.served.has(credentials)) return;
		await this.fetched(credentials, fetch, false);
		this.keptUntil = clock.now() + KEEP_MS;
	}

	private async fetched(
		credentials: object,
		fetch: Fetch,
		// Who else uses the credential, such as the HTTP Request node, is not counted.
		isCounted = this.users > 0,
	): Promise<void> {
		if (!this.fetching) {
			const cancel = new AbortController();
			this.fetching = { cancel, isCounted, done: this.fetch(fetch, cancel.signal) };
		}
		await this.fetching.done;
		this.served.add(credentials);
	}

	private async fetch(fetch: Fetch, signal: AbortSignal): Promise<void> {
		try {
			const issued = await fetch(signal);
			this.held = { issued, obtainedAt: clock.now() };
			this.failure = undefined;
			this.known.unshift(issued.accessToken);
			this.known.splice(MOST_KNOWN);
		} catch (error) {
			if (signal.aborted) return raise(new CancelledError());
			this.failure = error as Error;
			return raise(error as Error);
		} finally {
			if (!signal.aborted) {
				this.fetches++;
				this.fetching = undefined;
			}
		}
	}
}

const places = new Recent(() => new TokenPlace());

/** Where the token of a {@link binding} is. */
export const placeOf = (bound: string): TokenPlace => places.of(bound);

/**
 * Identifies what a token was issued for. A token is used only with the very settings it belongs
 * to: once someone edits URL, client or secret, the old token is sent nowhere.
 */
export const binding = (...settings: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(settings)).digest('hex');

/** A request of our nodes, which want to hear when it goes and with which token. */
export interface ReportedRequest extends IHttpRequestOptions {
	onSend?: (accessToken: string) => void;
}

/**
 * Has a token issued anew while n8n tests the credential, for `authenticate`, so that the test proves
 * the secret: until a token runs out, one that is kept works with a secret that does not. n8n asks for
 * a token in its tests as it does before each request, but they alone have a base URL.
 */
export async function proveInTest(
	bound: string,
	credentials: object,
	{ baseURL }: IHttpRequestOptions,
): Promise<void> {
	if (baseURL !== undefined) await placeOf(bound).prove(credentials);
}

/**
 * The token to put into a request, for `authenticate`.
 *
 * @throws {InputError} when there is none, e.g. since n8n did not ask for one before
 */
export function tokenToSend(bound: string, request: ReportedRequest): IssuedToken {
	const { issued } = placeOf(bound);
	if (!issued) throw new InputError('There is no access token for this credential yet');
	request.onSend?.(issued.accessToken);
	return issued;
}
