import { InputError } from './errors';

/** The path of a request, with every variable segment encoded. Only {@link path} makes one. */
export type Path = string & { readonly checked: unique symbol };

/** A surrogate without its other half: it has no UTF-8 form, and `encodeURIComponent` throws on it. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Whether a text holds half of a character and so cannot be sent in a URL or a header. */
export const isBrokenText = (text: string): boolean => LONE_SURROGATE.test(text);

/**
 * Says why a value cannot be one segment of a path, or `undefined` when it can.
 *
 * `.` and `..` are refused because encoding leaves them as they are and URL parsers then fold them:
 * `/users/../blocks` becomes `/blocks`. An empty segment turns a single record's path into the
 * list's: Logto answers `GET /api/users/` with all users.
 */
export function segmentFault(segment: string): string | undefined {
	if (segment.trim() === '') return 'is empty';
	if (segment === '.' || segment === '..') return `is "${segment}", which is not an ID`;
	if (isBrokenText(segment)) return 'contains half of a character (a lone surrogate)';
	return undefined;
}

/**
 * Builds a request path and percent-encodes each variable segment, so that no operation can forget.
 *
 * @example path`/api/v1/users/${id}/blocks`
 * @throws {InputError} when a segment is empty, `.`, `..` or not valid text
 */
export function path(literals: TemplateStringsArray, ...segments: Array<string | number>): Path {
	let built = literals[0];
	segments.forEach((value, index) => {
		const segment = String(value);
		const fault = segmentFault(segment);
		if (fault) {
			throw new InputError(`A value that goes into the request's address ${fault}`);
		}
		built += encodeURIComponent(segment) + literals[index + 1];
	});
	return built as Path;
}
