/**
 * Operations as tables: what is put into the form, what must go over the wire, what comes out.
 * The tables are written by hand from the vendors' documentation, never from our own fields.
 */
import type { IDataObject } from 'n8n-workflow';
import type { NodeName } from './engine.mjs';
import type { Answer, Received } from './server.mjs';

/** In place of a method: a request that goes wherever a person writes, so that no document lists it. */
export const ANY = 'ANY';

/** A request that must arrive. What is absent must be absent on the wire too. */
export interface Expected {
	method: string;
	/** As sent, percent-encoded. */
	path: string;
	query?: Array<[string, string]>;
	/** Headers that must be there, by lower-case name. */
	headers?: Record<string, string>;
	/** The body; compared as JSON. */
	body?: unknown;
}

/** One run of an operation. */
export interface OperationCase {
	/** What is special about this run. */
	title: string;
	node: NodeName;
	resource: string;
	operation: string;
	parameters: IDataObject;
	/** Answers in the order of the requests, or a function of the request. */
	answers: Answer[] | ((request: Received) => Answer);
	/** All requests, in order, token requests left out. */
	requests: Expected[];
	items: IDataObject[];
}

/** What the vendor documents for an operation's endpoint. */
export interface Documented {
	node: NodeName;
	resource: string;
	operation: string;
	method: string;
	/** As documented, with `{name}` for variable parts. */
	path: string;
	query?: string[];
	headers?: string[];
	/** Paths of body values: `profile.login`, `roleIds`, `items[].id`. */
	body?: string[];
	/** Parameters of the OpenAPI that are no inputs here, each with its reason. */
	exceptions?: Record<string, string>;
	/** The operation that the other parameters are for, where this one is a job that uses some. */
	restOf?: string;
}

/** Paths of the values in a body, as {@link Documented.body} writes them. */
export function valuePaths(value: unknown, prefix = ''): string[] {
	if (Array.isArray(value)) {
		const objects = value.filter((entry) => typeof entry === 'object' && entry !== null);
		return objects.length === 0
			? [prefix]
			: objects.flatMap((entry) => valuePaths(entry, `${prefix}[]`));
	}
	if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
		return Object.entries(value).flatMap(([name, inner]) =>
			valuePaths(inner, prefix ? `${prefix}.${name}` : name),
		);
	}
	return [prefix];
}

/** Whether a request goes to a documented endpoint. */
export const isAt = ({ method, path }: Documented, request: Expected): boolean =>
	method === ANY ||
	(request.method === method &&
		new RegExp(
			`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`,
		).test(request.path));
