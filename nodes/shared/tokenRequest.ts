import type {
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { isUntrusted, trustAdvice } from './certificate';
import { bounded, CancelledError, LateError, pause } from './clock';
import { InputError, raise } from './errors';
import type { IssuedToken } from './token';

/** Whether a value can be sent as a token: visible ASCII, since it becomes a part of a header. */
const isToken = (value: unknown): value is string =>
	typeof value === 'string' && /^[\x21-\x7E]+$/.test(value);

/** The body of a token endpoint's answer; `{}` where it is no JSON object. */
export const answerOf = ({ body }: IN8nHttpFullResponse): IDataObject =>
	typeof body === 'object' && body !== null ? (body as IDataObject) : {};

/** The code of a token endpoint's refusal, e.g. `invalid_client` (RFC 6749, 5.2). */
export function refusalCode(response: IN8nHttpFullResponse): string | undefined {
	const { error } = answerOf(response);
	return typeof error === 'string' ? error : undefined;
}

/** A token request is sent up to this many times while the endpoint or the connection is broken. */
const ATTEMPTS = 3;

/** First wait between two attempts, in ms; doubled each time. */
const BACKOFF_MS = 500;

/** Longest wait for the whole answer to one of them, in ms. */
const LONGEST_MS = 30_000;

/** Answers of an endpoint that is overloaded: nothing was issued, and a moment later it may be. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Sends a token request and returns the answer, whatever its status: n8n would reduce a refusal to
 * "Bad request".
 *
 * @param vendorName for messages
 * @param request makes the request; called for each attempt, as signed requests are good for one
 * @param signal ends it when nobody waits for the token any more
 * @throws {InputError} when no answer arrives
 * @throws {CancelledError} when `signal` is aborted
 */
export async function askForToken(
	helper: IHttpRequestHelper,
	vendorName: string,
	request: () => IHttpRequestOptions,
	signal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	for (let attempt = 1; ; attempt++) {
		const isLast = attempt === ATTEMPTS;
		const options = request();
		try {
			const response = await bounded(signal, async (abortSignal, within) => {
				within(LONGEST_MS);
				return (await helper.helpers.httpRequest({
					...options,
					method: 'POST',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					abortSignal,
				})) as IN8nHttpFullResponse;
			});
			if (isLast || !PASSING.has(response.statusCode)) return response;
		} catch (error) {
			if (error instanceof CancelledError) return raise(error);
			const code = error instanceof LateError ? 'ETIMEDOUT' : (error as { code?: string }).code;
			if (code === undefined) return raise(error as Error);
			if (isUntrusted(code)) {
				const mayIgnore = options.skipSslCertificateValidation !== undefined;
				return raise(noAnswer(vendorName, code, trustAdvice(mayIgnore)));
			}
			if (isLast) return raise(noAnswer(vendorName, code));
		}
		await pause(BACKOFF_MS * 2 ** (attempt - 1), signal);
	}
}

const noAnswer = (
	vendorName: string,
	code: string,
	whatToDo = 'Check the URL in the credential and the network between n8n and the server. Nothing else was sent.',
): InputError =>
	new InputError(
		`${vendorName} issued no access token: it could not be reached or did not answer in full (${code})`,
		whatToDo,
	);

/** How to read what a token endpoint says, where it says more than OAuth 2.0 (RFC 6749) does. */
export interface Reading {
	/**
	 * What to do about a refusal. It becomes a part of the message, since the test of a credential shows
	 * nothing else.
	 */
	advice?: (response: IN8nHttpFullResponse) => string | undefined;
	/** The reason of a refusal, where it is not `error_description`. */
	reason?: (answer: IDataObject) => unknown;
	/** How long ago the token was made, in seconds, where the same one is given again until it runs out. */
	ageSeconds?: (answer: IDataObject) => number | undefined;
}

/**
 * Reads the answer of a token endpoint.
 *
 * @param vendorName for messages
 * @throws {InputError} with the vendor's own reason when no token was issued
 */
export function issuedToken(
	vendorName: string,
	response: IN8nHttpFullResponse,
	{ advice, reason, ageSeconds }: Reading = {},
): IssuedToken {
	const answer = answerOf(response);
	const { access_token: accessToken, token_type: type, error } = answer;
	if (response.statusCode < 300 && isToken(accessToken)) {
		const lifetime = Number(answer.expires_in);
		const left = lifetime - (ageSeconds?.(answer) ?? 0);
		return {
			accessToken,
			...(typeof type === 'string' && { type }),
			// No endpoint gives out what has run out already: then one of the clocks is wrong.
			...(lifetime > 0 && { expiresIn: left > 0 ? left : lifetime }),
		};
	}
	const said = [answer.error_description, reason?.(answer), error].find(
		(one) => typeof one === 'string' && one !== '',
	);
	const code = refusalCode(response);
	const message = `${vendorName} issued no access token: ${String(said ?? 'the answer could not be read')} (HTTP ${response.statusCode}${code === undefined ? '' : `, ${code}`})`;
	const whatToDo = advice?.(response);
	throw whatToDo === undefined
		? new InputError(
				message,
				'Check the URL, the client ID and the client secret in the credential.',
			)
		: new InputError(`${message}. ${whatToDo}`);
}
