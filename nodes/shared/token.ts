import { createHash } from 'node:crypto';
import type { IHttpRequestHelper, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { clock } from './clock';
import { InputError, raise } from './errors';

/** What a token endpoint issued. */
export interface IssuedToken {
	accessToken: string;
	/** How the API wants it presented, in the endpoint's words, e.g. `Bearer`. */
	type?: string;
	/** Seconds that it is good for, where the endpoint says so. */
	expiresIn?: number;
	/** Private key that the token is bound to: whoever uses the token has to prove that it has it. */
	key?: string;
}

/** An access token as it is kept in the credential, in one hidden field that n8n never shows. */
export interface StoredToken extends IssuedToken {
	/** When it was fetched, ms since the epoch: tells the newer of two tokens. */
	obtainedAt: number;
	/** {@link binding} of the settings it was issued for. */
	binding: string;
}

interface Shared {
	pending?: Promise<StoredToken>;
	latest?: StoredToken;
	/** When the newest token was obtained that `latest` was fetched in place of. */
	replaced?: number;
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
		const stored = JSON.parse(field) as StoredToken | null;
		return stored?.binding === bound ? stored : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The token to go on with, for `preAuthentication`: n8n calls that once per request that has no
 * token or got a 401, so without sharing 50 parallel requests would fetch 50 tokens.
 *
 * Concurrent callers share one fetch, and a caller that holds an older token than the last one
 * fetched gets that one, unless it ran out meanwhile. Where several processes fetched at the same
 * moment, the token of another may be older and yet refused before its time: revoked, and the last one
 * most likely with it, so a new one is fetched. So it is when the token of another is newer.
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
	fetch: () => Promise<IssuedToken>,
): Promise<string> {
	const own = readToken(field, bound);
	const entry = shared.get(bound) ?? {};
	if (!shared.has(bound)) remember(bound, entry);
	if (!entry.pending) {
		const { latest, replaced = 0 } = entry;
		const isPast = !own || isExpired(own) || own.obtainedAt <= replaced;
		if (latest && isPast && latest.obtainedAt > (own?.obtainedAt ?? 0) && !isExpired(latest)) {
			return JSON.stringify(latest);
		}
		if (own && !isExpired(own) && Math.abs(clock.now() - own.obtainedAt) < keepFor) {
			return JSON.stringify(own);
		}
		entry.pending = fetch()
			.then((issued) => {
				entry.latest = { ...issued, obtainedAt: clock.now(), binding: bound };
				entry.replaced = Math.max(latest?.obtainedAt ?? 0, own?.obtainedAt ?? 0);
				return entry.latest;
			})
			.finally(() => {
				entry.pending = undefined;
			});
	}
	return JSON.stringify(await entry.pending);
}

const isExpired = ({ obtainedAt, expiresIn }: StoredToken): boolean =>
	expiresIn !== undefined && clock.now() >= obtainedAt + expiresIn * 1000;

function remember(bound: string, entry: Shared): void {
	const oldest = shared.keys().next();
	if (shared.size >= MOST_SHARED && !oldest.done) shared.delete(oldest.value);
	shared.set(bound, entry);
}

/** The tokens that this process has fetched and may still use, so that no message repeats one. */
export const knownTokens = (): string[] =>
	[...shared.values()].flatMap(({ latest }) => latest?.accessToken ?? []);

/** Whether a value can be sent as a token: visible ASCII, since it becomes a part of a header. */
const isToken = (value: unknown): value is string =>
	typeof value === 'string' && /^[\x21-\x7E]+$/.test(value);

/** A token endpoint's answer; OAuth 2.0 names (RFC 6749) and the vendors' own. */
interface TokenAnswer {
	access_token?: unknown;
	token_type?: unknown;
	expires_in?: unknown;
	error?: unknown;
	error_description?: unknown;
	message?: unknown;
	/** Where the same token is given again until it runs out (OneLogin): when it was made. */
	created_at?: unknown;
	status?: { message?: { description?: unknown } };
}

const answerOf = ({ body }: IN8nHttpFullResponse): TokenAnswer =>
	typeof body === 'object' && body !== null ? (body as TokenAnswer) : {};

/** The code of a token endpoint's refusal, e.g. `invalid_client`. */
export function refusalCode(response: IN8nHttpFullResponse): string | undefined {
	const { error } = answerOf(response);
	return typeof error === 'string' ? error : undefined;
}

/** A token request is sent up to this many times while the endpoint or the connection is broken. */
const ATTEMPTS = 3;

/** First wait between two attempts, in ms; doubled each time. */
const BACKOFF_MS = 500;

/** Answers of an endpoint that is overloaded: nothing was issued, and a moment later it may be. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Sends a token request and returns the answer, whatever its status: n8n would reduce a refusal to
 * "Bad request".
 *
 * @param vendorName for messages
 * @param request makes the request; called for each attempt, as signed requests are good for one
 * @throws {InputError} when no answer arrives
 */
export async function askForToken(
	helper: IHttpRequestHelper,
	vendorName: string,
	request: () => IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	for (let attempt = 1; ; attempt++) {
		const isLast = attempt === ATTEMPTS;
		try {
			const response = (await helper.helpers.httpRequest({
				timeout: 30_000,
				...request(),
				method: 'POST',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			})) as IN8nHttpFullResponse;
			if (isLast || !PASSING.has(response.statusCode)) return response;
		} catch (error) {
			const { code } = error as { code?: string };
			if (code === undefined) return raise(error as Error);
			if (isLast) return raise(noAnswer(vendorName, code));
		}
		await clock.sleep(BACKOFF_MS * 2 ** (attempt - 1));
	}
}

const noAnswer = (vendorName: string, code: string): InputError =>
	new InputError(
		`${vendorName} issued no access token: it could not be reached or did not answer in full (${code})`,
		'Check the URL in the credential and the network between n8n and the server. Nothing else was sent.',
	);

/**
 * Reads the answer of a token endpoint.
 *
 * @param vendorName for messages
 * @param advice what to do about a refusal, when its code tells. Part of the message, since the test
 *   of a credential shows nothing else
 * @throws {InputError} with the vendor's own reason when no token was issued
 */
export function issuedToken(
	vendorName: string,
	response: IN8nHttpFullResponse,
	advice?: string,
): IssuedToken {
	const answer = answerOf(response);
	if (response.statusCode < 300 && isToken(answer.access_token)) {
		const expiresIn = secondsLeft(answer);
		return {
			accessToken: answer.access_token,
			...(typeof answer.token_type === 'string' && { type: answer.token_type }),
			...(expiresIn !== undefined && { expiresIn }),
		};
	}
	const { error_description, message: text, status, error } = answer;
	const reason = [
		error_description,
		text,
		status?.message,
		status?.message?.description,
		error,
	].find((one) => typeof one === 'string' && one !== '');
	const code = refusalCode(response);
	const message = `${vendorName} issued no access token: ${String(reason ?? 'the answer could not be read')} (HTTP ${response.statusCode}${code === undefined ? '' : `, ${code}`})`;
	throw advice === undefined
		? new InputError(
				message,
				'Check the URL, the client ID and the client secret in the credential.',
			)
		: new InputError(`${message}. ${advice}`);
}

/** How long a token is good for, from now. */
function secondsLeft({ expires_in, created_at }: TokenAnswer): number | undefined {
	const lifetime = Number(expires_in);
	if (!(lifetime > 0)) return undefined;
	const made = typeof created_at === 'string' ? Date.parse(created_at) : NaN;
	return Number.isNaN(made) ? lifetime : Math.max(0, lifetime - (clock.now() - made) / 1000);
}

/**
 * Asks a token endpoint for an access token: {@link askForToken} and {@link issuedToken} in one.
 *
 * @param advice what to do about a refusal, by its code
 */
export async function requestToken(
	helper: IHttpRequestHelper,
	vendorName: string,
	request: IHttpRequestOptions,
	advice: Readonly<Record<string, string>> = {},
): Promise<IssuedToken> {
	const response = await askForToken(helper, vendorName, () => ({ ...request }));
	const code = refusalCode(response) ?? '';
	return issuedToken(vendorName, response, Object.hasOwn(advice, code) ? advice[code] : undefined);
}
