import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { clock } from './clock';
import { raise } from './errors';
import { Recent } from './recent';
import { placeOf } from './token';

/** What a request carries in place of a password, as seen from that request. */
export interface Carried {
	/** For the options of the request: called with the token as it goes. */
	onSend?: (accessToken: string) => void;
	/** How long ago the token was obtained, in ms; Infinity where that is not known. */
	age(): number;
	/** Has the token replaced, unless that happened since the request went. */
	replace(): Promise<void>;
	/** The request is over. */
	end(): void;
}

/** How a credential gets another token in place of one that the vendor refused. */
export interface Renewal {
	/** Fetches of tokens by this process so far, those that gave none included. */
	fetches(): number;
	/** Why the last fetch gave no token. */
	failure(): Error | undefined;
	/** Tokens that no message may repeat. */
	known(): readonly string[];
	/** A request is about to go. */
	carry(): Carried;
}

/** Of a credential that fetches tokens for itself; see `token.ts`. */
export const ownRenewal = (bound: string): Renewal => ({
	fetches: () => placeOf(bound).fetches,
	failure: () => placeOf(bound).failure,
	known: () => placeOf(bound).known,
	carry() {
		let sent: string | undefined;
		const place = placeOf(bound);
		return {
			onSend: (accessToken) => (sent = accessToken),
			age: () => place.age,
			replace: async () => {
				if (sent !== undefined) place.drop(sent);
			},
			end: place.use(),
		};
	},
});

/** Refreshes of one of n8n's OAuth2 credentials. */
interface Refreshes {
	count: number;
	/** When the last one ended, ms since the epoch. */
	last: number;
	failure?: Error;
	pending?: Promise<void>;
}

const refreshes = new Recent((): Refreshes => ({ count: 0, last: -Infinity }));

/**
 * Of n8n's own OAuth2. Asked for here, once for all requests that need it: what makes n8n refresh after
 * a 401 by itself is understood from n8n-workflow 2.9 on, and before 2.41 each request refreshed alone.
 *
 * @param id of the credential
 * @param refresh n8n's helper
 */
export const n8nRenewal = (id: string, refresh: () => Promise<unknown>): Renewal => ({
	fetches: () => refreshes.of(id).count,
	failure: () => refreshes.of(id).failure,
	known: () => [],
	carry() {
		const entry = refreshes.of(id);
		const { count } = entry;
		return {
			age: () => clock.now() - entry.last,
			replace: async () => {
				if (entry.count > count) return;
				entry.pending ??= refresh()
					.then(
						() => (entry.failure = undefined),
						(error: Error) => raise((entry.failure = error)),
					)
					.finally(() => {
						entry.count++;
						entry.last = clock.now();
						entry.pending = undefined;
					}) as Promise<void>;
				await entry.pending;
			},
			end: () => {},
		};
	},
});

/** Whether n8n signs in with a credential and keeps what it got. */
export const isN8nOAuth2 = ({ oauthTokenData }: ICredentialDataDecryptedObject): boolean =>
	oauthTokenData !== undefined;
