import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { type Call, isRead, type Reply } from './api';
import { isUntrusted, trustAdvice } from './certificate';
import { bounded, CancelledError, LateError } from './clock';
import { ApiError, InputError, raise } from './errors';
import { jsonOrText } from './json';
import { isBrokenText } from './path';
import type { Carried } from './renewal';
import type { RequestContext, Tenant } from './tenant';
import type { ReportedRequest } from './token';

/** How one request is sent. */
export interface Sending {
	/** What it carries in place of a password. */
	carried?: Carried;
	/** Longest wait for the whole answer, in seconds. */
	timeout: number;
	/** Stops it. */
	stop?: AbortSignal;
}

/** The credential gave no token, so the request was not sent. The cause says why. */
export class NoTokenError extends Error {
	constructor(readonly cause: Error) {
		super(cause.message);
		this.name = 'NoTokenError';
	}
}

/**
 * Sends one request through n8n, with the tenant's credential.
 *
 * @returns the answer, whatever its status; an ApiError where the connection broke before the whole of it
 *   was there, so that a second try may succeed
 * @throws {NoTokenError} when the credential gave no token
 * @throws {ApiError} when n8n or the network refuses to send it
 * @throws {InputError} when the request cannot be sent as it is
 * @throws {CancelledError} as soon as `stop` is aborted
 */
export async function exchange(
	context: RequestContext,
	tenant: Tenant,
	call: Call,
	{ carried, timeout, stop }: Sending,
): Promise<Reply | ApiError> {
	const options = optionsFor(tenant, call, timeout);
	const before = tenant.renewal?.failure();
	let isOut = false;
	try {
		return await bounded(stop, async (signal, within) => {
			const bind = (): void => within(timeout * 1000);
			// What the credential needs to fetch a token is not the request's time.
			if (carried?.onSend) {
				options.onSend = (accessToken) => {
					carried.onSend?.(accessToken);
					isOut = true;
					bind();
				};
			} else bind();
			// n8n gives each request the signal of the execution; this one ends by itself as well.
			const own = Object.create(context as object, {
				getExecutionCancelSignal: { value: () => signal },
			}) as RequestContext;
			const { statusCode, headers, body } =
				(await context.helpers.httpRequestWithAuthentication.call(
					own,
					tenant.credentialType,
					options,
				)) as IN8nHttpFullResponse;
			return {
				status: statusCode,
				headers: headers as Reply['headers'],
				body: typeof body === 'string' ? jsonOrText(body) : body,
			};
		});
	} catch (error) {
		if (error instanceof CancelledError) return raise(error);
		const failure = tenant.renewal?.failure();
		// Of what is out already, the token that another request did not get says nothing.
		if (carried?.onSend && !isOut && failure && failure !== before) {
			return raise(new NoTokenError(failure));
		}
		return withoutAnswer(error as HttpFailure, tenant, call, timeout);
	}
}

/** n8n bounds a request itself, by five minutes of silence if nothing else is said; ours comes first. */
const MARGIN_MS = 5_000;

function optionsFor(
	{ vendor, origin, ignoresCertificate }: Tenant,
	{ method, path, query, headers, body }: Call,
	timeout: number,
): ReportedRequest {
	const options: ReportedRequest = {
		method,
		url: origin + path,
		qs: checkedQuery(query),
		arrayFormat: 'repeat',
		headers: checkedHeaders({ Accept: 'application/json', ...vendor.headers, ...headers }),
		returnFullResponse: true,
		// Axios would round long integers as it parses them.
		encoding: 'text',
		// All of them come back as answers. On a 401 n8n would renew and send by itself, which no two
		// of its versions do alike.
		ignoreHttpStatusErrors: true,
		// A redirect could lead the token to another host. No endpoint here uses one.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: timeout * 1000 + MARGIN_MS,
		...(ignoresCertificate && { skipSslCertificateValidation: true }),
	};
	if (body !== undefined) {
		refuseBroken(body);
		options.headers!['Content-Type'] = 'application/json';
		// As text, since n8n drops an empty object or array, and Axios a key named "constructor".
		options.body = JSON.stringify(body);
	}
	return options;
}

const halfCharacter = (name: string): InputError =>
	new InputError(
		`The value for "${name}" contains half of a character (a lone surrogate)`,
		'Texts are cut so when their length is limited in the middle of an emoji.',
	);

/** No database keeps half of a character, and what a vendor says of one explains nothing. */
function refuseBroken(body: unknown, name = 'body'): void {
	if (typeof body === 'string') {
		if (isBrokenText(body)) throw halfCharacter(name);
	} else if (Array.isArray(body)) {
		for (const entry of body) refuseBroken(entry, name);
	} else if (typeof body === 'object' && body !== null) {
		for (const [key, value] of Object.entries(body)) {
			if (isBrokenText(key)) throw halfCharacter(name);
			refuseBroken(value, key);
		}
	}
}

function checkedQuery(query: Call['query'] = {}): IDataObject {
	const checked: IDataObject = {};
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined || value === null) continue;
		if ([name, value].flat().some((part) => typeof part === 'string' && isBrokenText(part))) {
			throw halfCharacter(name);
		}
		checked[name] = value;
	}
	return checked;
}

function checkedHeaders(headers: Record<string, string>): IDataObject {
	for (const [name, value] of Object.entries(headers)) {
		if (!/^[\x20-\x7E]*$/.test(value)) {
			throw new InputError(
				`The value for the header "${name}" contains a line break or a character that a header cannot carry`,
			);
		}
	}
	return { ...headers };
}

/** What to say of a change that the vendor may have made although no answer says so. */
export const MAYBE_DONE =
	'The request may have been carried out all the same, so it was not sent again. Look at the record before you repeat it.';

/** An error of n8n's helper. Its versions differ in where they leave what was behind it. */
interface HttpFailure {
	message?: string;
	description?: string | null;
	cause?: HttpFailure;
	code?: unknown;
	/** From n8n 1.123 to 2.30 the code of a broken connection; a status where an answer broke off. */
	httpCode?: unknown;
}

/** Codes of connections that were never made, so nothing can have happened. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * What to say of a request without a whole answer.
 *
 * @throws {ApiError} when it was not sent, and will not be the next time either
 */
function withoutAnswer(
	error: HttpFailure,
	{ vendor, ignoresCertificate }: Tenant,
	call: Call,
	timeout: number,
): ApiError {
	const isWrite = !isRead(call);
	if (error instanceof LateError) {
		return new ApiError(
			{
				code: 'ETIMEDOUT',
				summary: `${vendor.name} did not answer within ${timeout} second${timeout === 1 ? '' : 's'}`,
			},
			isWrite
				? MAYBE_DONE
				: 'Raise "Timeout" in "Request Options" if the answer needs longer, or ask for less at once.',
			isWrite ? 'unclear' : 'failed',
		);
	}
	const code = [error.cause?.code, error.code, error.httpCode].find(
		(one) => typeof one === 'string' && one !== '',
	) as string | undefined;
	// Node.js's own codes for what cannot be sent at all, such as a header with a line break.
	if (code === undefined || code.startsWith('ERR_INVALID')) return raise(unsent(error));
	if (isUntrusted(code)) {
		throw new ApiError(
			{ code, summary: `${vendor.name} could not be reached (${code})` },
			trustAdvice(ignoresCertificate !== undefined),
		);
	}
	const mayBeDone = isWrite && !NOT_SENT.has(code);
	return new ApiError(
		{
			code,
			summary: `${vendor.name} could not be reached or did not answer in full (${/^\d+$/.test(code) ? `the answer with status ${code} broke off` : code})`,
		},
		mayBeDone
			? MAYBE_DONE
			: 'Check the URL in the credential and the network between n8n and the server.',
		mayBeDone ? 'unclear' : 'failed',
	);
}

/** A request that n8n or the credential stopped before it was sent. */
const unsent = ({ cause, message, description }: HttpFailure): ApiError =>
	new ApiError(
		{ summary: cause?.message ?? message ?? 'The request could not be sent' },
		description ?? undefined,
	);
