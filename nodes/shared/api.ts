import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Path } from './path';

/** A query value; `undefined` and `null` are not sent, an array repeats its key. */
export type QueryValue = string | number | boolean | string[] | null | undefined;

/** One request, relative to the tenant's origin. */
export interface Call {
	method: IHttpRequestMethods;
	path: Path;
	query?: Record<string, QueryValue>;
	headers?: Record<string, string>;
	/** Sent as JSON. `{}` and `[]` are sent as they are, although n8n would drop them. */
	body?: unknown;
	/** Says of another method than GET that it changes nothing, as a check that needs a body. */
	isRead?: boolean;
	/**
	 * Says that a 401 may be about what is sent, such as a one-time code of which each try counts: it is
	 * final, whatever the token. Whether that one is good, an earlier request has to show.
	 */
	isProof?: boolean;
}

/** Whether a request changes nothing, so that it may be sent again. */
export const isRead = ({ method, isRead = method === 'GET' }: Call): boolean => isRead;

/** The request of a list's first page. */
export interface ListCall extends Call {
	method: 'GET';
	/** Most records that the endpoint gives in one page; absent where nobody can say how many. */
	pageSize?: number;
	/** Fewest records that the endpoint lets a page have, where it is more than one. */
	smallestPage?: number;
	/** Where the records are in the answer's payload, if that is not the list itself, e.g. `value`. */
	recordsAt?: string;
	/** The list has a next page for ever, as a log has that goes on: it ends with the first empty one. */
	endsEmpty?: boolean;
}

/** An answer of any status. */
export interface Reply {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON, or text where the body is not JSON; `''` where there is none. */
	body: unknown;
}

/** In place of a page: those so far do not count, and the list is read once more from its beginning. */
export class ReadAgain extends Error {
	/** @param records the whole list, where it was read in another way */
	constructor(readonly records?: IDataObject[]) {
		super('The list changed while it was read');
		this.name = 'ReadAgain';
	}
}

/** A tenant's API, as one item of an execution reaches it. */
export interface Api {
	/** Aborted when the execution is stopped. */
	readonly signal: AbortSignal | undefined;
	/** Most requests that the execution has in flight. */
	readonly width: number;

	/**
	 * Sends one request and returns the successful reply.
	 *
	 * Throttling was answered before the vendor acted, so any method waits and is sent again. After
	 * a gateway error or a broken connection the vendor may have acted: only reads are sent again.
	 *
	 * @throws {ApiError} for a refusal, a redirect, and a connection that stays broken
	 * @throws {CancelledError} when the execution is stopped
	 */
	send(call: Call): Promise<Reply>;

	/** Sends one request and returns its payload, envelope off. */
	request(call: Call): Promise<unknown>;

	/**
	 * All records of a list, or the first `limit`.
	 *
	 * @param shape the form in which to keep the records of a page, so that no more of them is kept
	 */
	all(
		call: ListCall,
		limit?: number,
		shape?: (page: IDataObject[]) => IDataObject[],
	): Promise<IDataObject[]>;

	/** Shows a hint below the node's output, once per execution. */
	hint(message: string): void;
}
