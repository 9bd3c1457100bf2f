/** Calls of which each request of Logto's own client can be told in a line. */
import type { IDataObject } from 'n8n-workflow';
import type { Comparison, Difference, Known } from './comparison.mjs';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request of the client: its place, what stands in the address, the body and the query. */
export interface Sent {
	method: Method;
	path: string;
	ids?: Record<string, string>;
	body?: unknown;
	query?: Record<string, unknown>;
}

export interface Caller {
	call: (method: Method, path: string, init?: object) => Promise<Known>;
}

/** What stands ready in a new tenant. */
export interface Ready {
	/** The Management API by the side of the tap. @throws when it refuses */
	ask: (method: string, path: string, body?: unknown) => Promise<Known>;
	state: () => Promise<Known>;
	/** Sets what the tenant has: see the dials of the sandbox. */
	dial: (settings: object) => Promise<unknown>;
}

export const byId = (value: string) => ({ mode: 'id', value });
const LIMIT = { page: 1, page_size: 50 };

export const get = (path: string, ids: Sent['ids'] = {}, query?: Sent['query']): Sent => ({
	method: 'GET',
	path,
	ids,
	query,
});
export const page = (path: string, ids: Sent['ids'] = {}, query: Sent['query'] = {}): Sent =>
	get(path, ids, { ...query, ...LIMIT });
const send =
	(method: Method) =>
	(path: string, ids: Sent['ids'] = {}, body?: unknown, query?: Sent['query']): Sent => ({
		method,
		path,
		ids,
		body,
		query,
	});
export const [post, put, patch, remove] = (['POST', 'PUT', 'PATCH', 'DELETE'] as const).map(send);

/** Whether a body holds nothing but lists of IDs. */
const isOfIds = (body: unknown): boolean => {
	const names = Object.keys(body ?? {});
	return names.length > 0 && names.every((name) => name.endsWith('Ids'));
};

/**
 * How calls are declared that need the same to stand ready.
 *
 * @param ready makes it in a new tenant
 */
export const comparing =
	<Client extends Caller, Has>(ready: () => Promise<Has>, people?: number) =>
	(
		resource: string,
		operation: string,
		parameters: (has: Has) => IDataObject,
		sent: (has: Has) => Sent | Sent[],
		prepare?: (has: Has) => Promise<unknown>,
	): Comparison<Client> => ({
		resource,
		operation,
		people,
		async prepare() {
			const has = await ready();
			await prepare?.(has);
			return has;
		},
		parameters,
		async client({ call }, has) {
			let last: Known;
			for (const { method, path, ids, body, query } of [sent(has)].flat()) {
				// The answer is the bare word "Created" or "OK", which the client would read as JSON.
				const isRelation = (method === 'POST' || method === 'PUT') && isOfIds(body);
				const parseAs = isRelation ? 'text' : undefined;
				last = await call(method, path, { params: { path: ids, query }, body, parseAs });
			}
			return last;
		},
	});

export const HELD = 'What is there already is left out, and said to be, so it is looked at before.';
export const NAMED = 'What may be a name or an ID, by its looks, is looked for as both.';
export const NONE = 'Logto says "none" of what does not exist as well, so that is looked at.';

/** What our node reads and the client does not: the operation, the path, and the reason. */
export const onlyOurs = (
	...read: ReadonlyArray<readonly [operation: string, path: string, reason: string]>
): Difference[] =>
	read.map(([operation, path, reason]) => ({
		operation,
		difference: `only ours: GET ${path}`,
		reason,
	}));
