import { InputError } from './errors';
import { type Path, isBrokenText } from './path';

/** How often an address is decoded to see what it may become: proxies on the way do it once or twice. */
const DECODINGS = 3;

const refused = (fault: string): InputError =>
	new InputError(
		`"Path" ${fault}`,
		'Enter the path as the documentation of the API has it, from the slash after the host on, e.g. /api/v1/users.',
	);

/**
 * The path and the query of an address that somebody wrote by hand, with each segment encoded anew.
 *
 * What may lead elsewhere on the way is refused, also percent-encoded and encoded again: another host, a
 * way up, a slash or a backslash within a segment.
 *
 * @param barred paths that are not for a node, e.g. of token endpoints, which answer with secrets of
 *   their own
 * @throws {InputError} for anything but a path within the API
 */
export function freePath(
	text: string,
	barred: RegExp,
): { path: Path; query: Array<[name: string, value: string]> } {
	if (isBrokenText(text)) throw refused('contains half of a character (a lone surrogate)');
	if (/^[a-z][a-z\d+.-]*:/i.test(text)) throw refused('is a whole address: leave out the host');
	if (!/^\/(?!\/)/.test(text)) throw refused('must begin with one slash');
	const [before, ...search] = text.split('?');
	const written = before.replace(/\/$/, '');
	let decoded = written;
	for (let round = 0; round <= DECODINGS; round++) {
		requirePlain(decoded, barred);
		decoded = decodedOnce(decoded);
	}
	const path = written
		.split('/')
		.map((segment) => encodeURIComponent(decodeURIComponent(segment)))
		.join('/');
	return { path: path as Path, query: [...new URLSearchParams(search.join('?'))] };
}

function requirePlain(path: string, barred: RegExp): void {
	const [sign] = /[\\#?\p{Cc}]/u.exec(path) ?? [];
	if (sign) throw refused(`contains ${JSON.stringify(sign)}`);
	if (/%(2f|5c)/i.test(path)) throw refused('contains an encoded slash or backslash');
	const segments = path.split('/').slice(1);
	if (segments.some((segment) => /^\s*\.{1,2}\s*(;|$)/.test(segment))) {
		throw refused('contains "." or ".." in place of a name');
	}
	if (segments.some((segment) => segment.trim() === '')) throw refused('has an empty part');
	if (barred.test(path))
		throw refused('is one of those that give out tokens, which a node never asks');
}

function decodedOnce(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		throw refused('has a percent sign that encodes nothing: write it as %25');
	}
}
