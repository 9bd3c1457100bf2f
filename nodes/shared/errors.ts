import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Something the person set is wrong. Thrown before anything is sent. */
export class InputError extends Error {
	/**
	 * @param message what is wrong, naming the parameter as the form shows it
	 * @param description what to do about it
	 */
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
		this.name = 'InputError';
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

	constructor(
		readonly refusal: Refusal,
		description?: string,
	) {
		super(refusal.summary);
		this.name = 'ApiError';
		this.description = description;
	}
}

/** Texts shorter than this are too common to be masked without garbling the message. */
const SHORTEST_SECRET = 3;

/** Replaces each secret in a text, so that a vendor's echo of a password goes no further. */
export function mask(text: string, secrets: Iterable<string>): string {
	let masked = text;
	for (const secret of secrets) {
		if (secret.length >= SHORTEST_SECRET) masked = masked.split(secret).join('***');
	}
	return masked;
}

/** What the runner knows about the item whose request did not succeed. */
export interface FailedItem {
	node: INode;
	itemIndex: number;
	/** Advice for a refusal that carries none. */
	advise: (refusal: Refusal) => string | undefined;
	/** Values that must not be repeated to anyone. */
	secrets: Iterable<string>;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * The node error that n8n shows. It is always built from plain values: wrapping an existing
 * NodeApiError would return that one and lose message, description and item index, and an Axios
 * error carries the request with its Authorization header.
 */
export function toNodeError(
	error: unknown,
	{ node, itemIndex, advise, secrets }: FailedItem,
): NodeApiError | NodeOperationError {
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
		const message = mask(refusal.summary, secrets);
		const made = new NodeApiError(node, { message } as JsonObject, {
			message,
			description: mask(lines.filter(Boolean).join('\n'), secrets),
			httpCode: refusal.status === undefined ? undefined : String(refusal.status),
			itemIndex,
			...(failure && { failure }),
		});
		// NodeApiError swaps texts it knows ("ECONNREFUSED …", "rate limit") for general ones.
		made.message = message;
		made.context.code = refusal.code;
		return made;
	}
	const { message, description } = describe(error);
	return new NodeOperationError(node, mask(message, secrets), {
		itemIndex,
		description: description === undefined ? undefined : mask(description, secrets),
	});
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
 * The item in place of one that did not succeed. n8n takes `error` and `details` alone for a failed
 * item; with an `error` object beside `json` it would cut `json` down to the message, and a workflow
 * could no longer tell a 404 from a 403. All of it is masked and safe to store.
 */
export function failedItem(error: NodeApiError | NodeOperationError): IDataObject {
	const details: IDataObject = {};
	if (error instanceof NodeApiError && error.httpCode) details.statusCode = Number(error.httpCode);
	if (error.context.code) details.code = error.context.code as string;
	if (error.description) details.description = error.description;
	return { error: error.message, details };
}
