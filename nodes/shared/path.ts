import { InputError } from './errors';

/** The path of a request, with every variable segment encoded. Only {@link path} makes one. */
export type Path = string & { readonly checked: unique symbol };

/** A surrogate without its other half: it has no UTF-8 form, and `encodeURIComponent` throws on it. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Whether a text holds half of a character and so cannot be sent in a URL or a header. */
export const isBrokenText = (text: string): boolean => LONE_SURROGATE.test(text);

/**
 * Why a text cannot be one segment of a path, or `undefined` when it can.
 *
 * Encoding is not enough. It leaves `.` and `..`, which URL parsers fold: `/users/../blocks` becomes
 * `/blocks`. And a proxy that decodes addresses makes a way up of `..%2F`, and some do it twice. An
 * empty segment turns a single record's path into the list's: Logto answers `GET /api/users/` with all
 * users.
 */
function segmentFault(segment: string, barred: RegExp, ending: string): string | undefined {
	if (segment.trim() === '') return 'is empty';
	if (isBrokenText(segment)) return 'contains half of a character (a lone surrogate)';
	if (/^\s*\.\.?\s*([;?#]|$)/.test(segment)) return `is "${segment}", which is not an ID`;
	const [found] = barred.exec(segment) ?? [];
	return found && `contains ${JSON.stringify(found)}, ${ending}`;
}

/** Why a text cannot be an ID: none has a sign that means something in an address. */
export const idFault = (id: string): string | undefined =>
	segmentFault(id, /[/\\%?#;\p{Cc}]/u, 'which no ID has');

/** Why a name cannot stand in a path, though it may be the name of something. */
export const nameFault = (name: string): string | undefined =>
	segmentFault(
		name,
		/[/\\\p{Cc}]|%[\da-f]{2}/iu,
		'which a proxy on the way could take for a part of the address',
	);

/** Why a name cannot be the key of a value: servers in JavaScript lose it without a word. */
export const keyFault = (name: string): string | undefined =>
	name === '__proto__' ? '"__proto__", which cannot be an attribute' : undefined;

/** Says in a path that a segment is a name, which somebody chose, and not an ID. */
export const named = (name: string): { readonly name: string } => ({ name });

/**
 * Builds a request path and percent-encodes each variable segment, so that no operation can forget.
 *
 * @example path`/api/v1/users/${id}/blocks`, path`/api/v1/users/${named(login)}`
 * @throws {InputError} for a segment that can be no ID, or is a name that cannot be sent
 */
export function path(
	literals: TemplateStringsArray,
	...segments: Array<string | number | ReturnType<typeof named>>
): Path {
	let built = literals[0];
	segments.forEach((value, index) => {
		const isName = typeof value === 'object';
		const segment = isName ? value.name : String(value);
		const fault = isName ? nameFault(segment) : idFault(segment);
		if (fault) {
			throw new InputError(`A value that goes into the request's address ${fault}`);
		}
		built += encodeURIComponent(segment) + literals[index + 1];
	});
	return built as Path;
}
