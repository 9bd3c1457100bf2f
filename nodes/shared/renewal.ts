import type { IDataObject } from 'n8n-workflow';
import { bounded, clock, LateError } from './clock';
import { ApiError, InputError, raise } from './errors';
import { Recent } from './recent';
import { placeOf } from './token';

/** What a request carries in place of a password, as seen from that request. */
export interface Carried {
	/** For the options of the request: called with the token as it goes. */
	onSend?: (accessToken: string) => void;
	/** How long ago the token that it carries was obtained, in ms; Infinity where that is not known. */
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
		let obtainedAt = -Infinity;
		const place = placeOf(bound);
		return {
			onSend: (accessToken) => {
				sent = accessToken;
				obtainedAt = clock.now() - place.age;
			},
			// Of the token that went: meanwhile another may have taken its place.
			age: () => clock.now() - obtainedAt,
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
	/** Tokens that they gave, the newest first. */
	known: string[];
}

const refreshes = new Recent((): Refreshes => ({ count: 0, last: -Infinity, known: [] }));

/** Most tokens of a credential that are remembered so that no message repeats them. */
const MOST_KNOWN = 8;

/** The tokens in what n8n's helper returns, which it does not promise to. */
const tokensIn = (given: unknown): string[] => {
	const { access_token: access, refresh_token: refresh } = (given ?? {}) as IDataObject;
	return [access, refresh].filter((one) => typeof one === 'string');
};

/** Longest wait for a refresh, in ms; n8n's own is five minutes, in which all items would wait. */
const LONGEST_MS = 30_000;

/** Why there was no refresh. n8n throws what the server said, or an error that is for people already. */
function notRefreshed(vendorName: string, error: Error): Error {
	const nothing = `${vendorName} renewed no access token`;
	if (error instanceof LateError) {
		return new InputError(
			`${nothing}: it did not answer within ${LONGEST_MS / 1000} seconds`,
			'Check the network between n8n and the server.',
		);
	}
	const { body, code } = error as {
		body?: { error?: unknown; error_description?: unknown };
		code?: unknown;
	};
	// What n8n up to 2.20 at least says where it has no refresh token.
	if (code === 'ERR_ASSERTION') {
		return new InputError(
			`${nothing}: the connection has ended, and it has no refresh token`,
			'Open the credential and connect it again.',
		);
	}
	if (typeof body?.error !== 'string') return error;
	const reason = [body.error_description, body.error].find((one) => typeof one === 'string');
	return new ApiError(
		{ code: body.error, summary: `${nothing}: ${String(reason)}` },
		'Check the client ID and the client secret in the credential, and connect it again.',
	);
}

/**
 * Of n8n's own OAuth2. Asked for here, once for all requests that need it: what makes n8n refresh after
 * a 401 by itself is understood from n8n-workflow 2.9 on, and before 2.41 each request refreshed alone.
 *
 * @param vendorName for messages
 * @param id of the credential
 * @param refresh n8n's helper
 */
export const n8nRenewal = (
	vendorName: string,
	id: string,
	refresh: () => Promise<unknown>,
): Renewal => ({
	fetches: () => refreshes.of(id).count,
	failure: () => refreshes.of(id).failure,
	known: () => refreshes.of(id).known,
	carry() {
		const entry = refreshes.of(id);
		const { count, last } = entry;
		return {
			age: () => clock.now() - last,
			replace: async () => {
				if (entry.count > count) {
					if (entry.failure) throw entry.failure;
					return;
				}
				entry.pending ??= bounded(undefined, async (_signal, within) => {
					within(LONGEST_MS);
					entry.known.unshift(...tokensIn(await refresh()));
					entry.known.splice(MOST_KNOWN);
				})
					.then(
						() => (entry.failure = undefined),
						(error: Error) => raise((entry.failure = notRefreshed(vendorName, error))),
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
