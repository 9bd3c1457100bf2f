import { createHash } from 'node:crypto';
import type { IHttpRequestHelper, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { clock } from './clock';
import { InputError } from './errors';

/** An access token as it is kept in the credential, in one hidden field that n8n never shows. */
export interface StoredToken {
	accessToken: string;
	/** When it was fetched, ms since the epoch: tells the newer of two tokens. */
	obtainedAt: number;
	/** {@link binding} of the settings it was issued for. */
	binding: string;
}

interface Shared {
	pending?: Promise<StoredToken>;
	latest?: StoredToken;
}

/** Tokens fetched by this process, by binding. A credential's id is not known where they are made. */
const shared = new Map<string, Shared>();

/** Most bindings remembered; a process with more credentials than this fetches some anew. */
const MOST_SHARED = 500;

/**
 * Identifies what a token was issued for. A token is used only with the very settings it belongs
 * to: once someone edits URL, client or secret, the old token is sent nowhere.
 */
export const binding = (...settings: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(settings)).digest('hex');

/** The token in a credential's hidden field, if it was issued for the present settings. */
export function readToken(field: unknown, bound: string): StoredToken | undefined {
	if (typeof field !== 'string' || field === '') return undefined;
	try {
		const stored = JSON.parse(field) as StoredToken;
		return stored.binding === bound ? stored : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The token to go on with, for `preAuthentication`: n8n calls that once per request that has no
 * token or got a 401, so without sharing 50 parallel requests would fetch 50 tokens.
 *
 * Concurrent callers share one fetch, and a caller that holds an older token than the last one
 * fetched gets that one.
 *
 * @param field the credential's hidden field
 * @param bound {@link binding} of the credential's settings
 * @param keepFor a token younger than this many ms is kept: for vendors that also answer 401 when
 *   the token is good but not allowed to do something
 * @param fetch asks the vendor for a new token
 * @returns the new content of the hidden field
 */
export async function shareToken(
	field: unknown,
	bound: string,
	keepFor: number,
	fetch: () => Promise<string>,
): Promise<string> {
	const own = readToken(field, bound);
	const entry = shared.get(bound) ?? {};
	if (!shared.has(bound)) remember(bound, entry);
	if (!entry.pending) {
		if (entry.latest && entry.latest.obtainedAt > (own?.obtainedAt ?? 0)) {
			return JSON.stringify(entry.latest);
		}
		if (own && clock.now() - own.obtainedAt < keepFor) return JSON.stringify(own);
		entry.pending = fetch()
			.then((accessToken) => {
				entry.latest = { accessToken, obtainedAt: clock.now(), binding: bound };
				return entry.latest;
			})
			.finally(() => {
				entry.pending = undefined;
			});
	}
	return JSON.stringify(await entry.pending);
}

function remember(bound: string, entry: Shared): void {
	const oldest = shared.keys().next();
	if (shared.size >= MOST_SHARED && !oldest.done) shared.delete(oldest.value);
	shared.set(bound, entry);
}

/** A token endpoint's answer; OAuth 2.0 names (RFC 6749) and the vendors' own. */
interface TokenAnswer {
	access_token?: unknown;
	error?: unknown;
	error_description?: unknown;
	message?: unknown;
	status?: { message?: unknown };
}

/**
 * Asks a token endpoint for an access token. n8n would reduce a refusal to "Bad request", so the
 * answer is read here.
 *
 * @param vendorName for messages
 * @throws {InputError} with the vendor's own reason when no token is issued
 */
export async function requestToken(
	helper: IHttpRequestHelper,
	vendorName: string,
	request: IHttpRequestOptions,
): Promise<string> {
	const response = (await helper.helpers.httpRequest({
		timeout: 60_000,
		...request,
		method: 'POST',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	})) as IN8nHttpFullResponse;
	const answer = (response.body ?? {}) as TokenAnswer;
	if (response.statusCode < 300 && typeof answer.access_token === 'string') {
		return answer.access_token;
	}
	const reason = [answer.error_description, answer.message, answer.status?.message, answer.error]
		.filter((text) => typeof text === 'string' && text !== '')
		.at(0);
	throw new InputError(
		`${vendorName} issued no access token: ${String(reason ?? 'the answer could not be read')} (HTTP ${response.statusCode}${typeof answer.error === 'string' ? `, ${answer.error}` : ''})`,
		'Check the URL, the client ID and the client secret in the credential.',
	);
}
