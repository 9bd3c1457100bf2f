import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * What became of something that did not succeed, in a word that stays when messages change:
 *
 * - `invalid`: what the person set is wrong, and nothing was changed
 * - `notFound`, `ambiguous`: nobody or nothing was meant, or several
 * - `already`: it was so before, and the person wants to stop then
 * - `refused`: the vendor does not do this
 * - `closed`: the account is deactivated, so that nothing was done
 * - `unclear`: the vendor may have done it, and nobody can tell
 * - `failed`: the vendor or the way to it broke
 */
export type Outcome =
	| 'invalid'
	| 'notFound'
	| 'ambiguous'
	| 'already'
	| 'refused'
	| 'closed'
	| 'unclear'
	| 'failed';

/** Something the person set is wrong, or is not there. Thrown before anything is changed. */
export class InputError extends Error {
	/**
	 * @param message what is wrong, naming the parameter as the form shows it
	 * @param description what to do about it
	 */
	constructor(
		message: string,
		readonly description?: string,
		readonly outcome: Outcome = 'invalid',
	) {
		super(message);
		this.name = 'InputError';
	}
}

/** A job of several steps of which some did not succeed. What is known of it goes with the item. */
export class JobError extends Error {
	/**
	 * @param description what to do about it
	 * @param data what the item would have said
	 */
	constructor(
		message: string,
		readonly description: string,
		readonly data: IDataObject,
	) {
		super(message);
		this.name = 'JobError';
	}
}

/** What a vendor said when it refused a request, in its own words. */
export interface Refusal {
	/** HTTP status; absent when no answer arrived. */
	status?: number;
	/** The vendor's code, e.g. `E0000001`. */
	code?: string;
	/** The vendor's one-line summary. */
	summary: string;
	/** Further sentences of the vendor, e.g. one for each invalid attribute. */
	causes?: string[];
	/** The id under which the vendor's support finds the request. */
	requestId?: string;
}

/** A request that did not succeed, as the vendor (or the network) put it. */
export class ApiError extends Error {
	/** What to do about it; the runner adds advice of its own where this is absent. */
	description?: string;

	/** n8n's machine-readable cause, e.g. for its own retry logic. */
	failure?: { cause: 'rate-limited'; retryAfterMs: number } | { cause: 'credential-invalid' };

	/** Where the status does not tell. */
	outcome?: Outcome;

	readonly refusal: Refusal;

	constructor(refusal: Refusal, description?: string, outcome?: Outcome) {
		const checked = inWords(refusal);
		super(checked.summary);
		this.name = 'ApiError';
		this.refusal = checked;
		this.description = description;
		this.outcome = outcome;
	}
}

/** Longest text that is kept of an answer: a broken server may send megabytes. */
const LONGEST_TEXT = 10_000;

/** Longest text that is shown. Cut after secrets were masked, of which a part could remain otherwise. */
const LONGEST_SHOWN = 1000;

/** Most sentences of a vendor that are repeated. */
const MOST_CAUSES = 20;

const shortened = (words: string, length = LONGEST_TEXT): string =>
	words.length > length ? `${words.slice(0, length)}…` : words;

const text = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? shortened(String(value)) : undefined;

/** A refusal as it was read from an answer, without whatever is no text or too long to be read. */
function inWords({ status, code, summary, causes, requestId }: Refusal): Refusal {
	return {
		status: Number.isInteger(status) ? status : undefined,
		code: text(code),
		summary: text(summary) || 'The request was refused without a reason',
		causes: causes?.flatMap((cause) => text(cause) ?? []).slice(0, MOST_CAUSES),
		requestId: text(requestId),
	};
}

/** Statuses of a refusal that says nothing of what was asked: it took too long, or too many ask. */
const NOT_ABOUT_IT = new Set([408, 423, 425, 429]);

/** What became of something, from the error that it ended with. */
export function outcomeOf(error: unknown): Outcome {
	if (error instanceof InputError) return error.outcome;
	if (!(error instanceof ApiError)) return 'failed';
	const { outcome, refusal } = error;
	const { status = 0 } = refusal;
	if (outcome) return outcome;
	// Without a code of the vendor's it is some web server that says so, maybe at a wrong address.
	if ((status === 404 || status === 410) && refusal.code !== undefined) return 'notFound';
	return status >= 400 && status < 500 && !NOT_ABOUT_IT.has(status) ? 'refused' : 'failed';
}

/** What the runner knows about the item whose request did not succeed. */
export interface FailedItem {
	node: INode;
	/** Absent where it is about no item, as in a picker. */
	itemIndex?: number;
	/** Advice for a refusal that carries none. */
	advise: (refusal: Refusal) => string | undefined;
	/** Takes out of a text what must not be repeated to anyone. */
	mask: (text: string) => string;
}

/** A text with a full stop at its end, unless it has an end of its own. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * The node error that n8n shows. It is always built from plain values: wrapping an existing
 * NodeApiError would return that one and lose message, description and item index, and an Axios
 * error carries the request with its Authorization header.
 */
export function toNodeError(
	error: unknown,
	{ node, itemIndex, advise, mask }: FailedItem,
): NodeApiError | NodeOperationError {
	const show = (text: string): string => shortened(mask(text), LONGEST_SHOWN);
	if (error instanceof ApiError) {
		const { refusal, failure } = error;
		const causes = (refusal.causes ?? []).filter((cause) => cause !== refusal.summary);
		const lines = [
			causes.map(sentence).join(' '),
			error.description ?? advise(refusal) ?? '',
			[
				refusal.status ? `HTTP ${refusal.status}` : '',
				refusal.code ? `code ${refusal.code}` : '',
				refusal.requestId ? `request ${refusal.requestId}` : '',
			]
				.filter(Boolean)
				.join(', '),
		];
		const message = show(refusal.summary);
		const made = new NodeApiError(node, { message } as JsonObject, {
			message,
			description: lines.filter(Boolean).map(show).join('\n'),
			httpCode: refusal.status === undefined ? undefined : String(refusal.status),
			itemIndex,
			...(failure && { failure }),
		});
		made.context.code = refusal.code === undefined ? undefined : show(refusal.code);
		return asSaid(made, message, outcomeOf(error));
	}
	const { message, description } = describe(error);
	const made = new NodeOperationError(node, show(message), {
		itemIndex,
		description: description === undefined ? undefined : show(description),
	});
	if (error instanceof JobError) {
		made.context.data = JSON.parse(mask(JSON.stringify(error.data))) as IDataObject;
	}
	return asSaid(made, show(message), outcomeOf(error));
}

/** n8n's errors swap texts that they know ("ECONNREFUSED …", "rate limit") for general ones. */
function asSaid<E extends NodeApiError | NodeOperationError>(
	error: E,
	message: string,
	outcome: Outcome,
): E {
	error.context.outcome = outcome;
	return Object.assign(error, { message });
}

function describe(error: unknown): { message: string; description?: string } {
	if (!(error instanceof Error)) return { message: String(error) };
	const { description } = error as { description?: unknown };
	return {
		message: error.message,
		description: typeof description === 'string' ? description : undefined,
	};
}

/**
 * The item in place of one that did not succeed. `error` and `message` alone are what every n8n from 1.123
 * on takes for a failed item; with an `error` object beside `json` it would cut `json` down to the
 * message, and a workflow could no longer tell a 404 from a 403. All of it is masked and safe to store.
 */
export function failedItem(error: NodeApiError | NodeOperationError): IDataObject {
	const { message, description, context } = error;
	return {
		error: {
			message,
			...(description && { description }),
			outcome: context.outcome as Outcome,
			...(error instanceof NodeApiError &&
				error.httpCode && { statusCode: Number(error.httpCode) }),
			...(context.code !== undefined && { code: context.code as string }),
			...(context.data as IDataObject | undefined),
		},
		message,
	};
}

/** Throws; a call, so that the place that throws is not inside a `catch`. */
export function raise(error: Error): never {
	throw error;
}
