/** What nobody sees and nobody means at the end of a text: it comes along from spreadsheets and web pages. */
const AROUND = /^[\s\u00AD\u200B-\u200D\u2060\uFEFF]+|[\s\u00AD\u200B-\u200D\u2060\uFEFF]+$/g;

/** Signs without width. Some scripts need others of them within a word; no address has one. */
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]/;

/**
 * A text as it was meant: without blank and unseen signs around it, and with each letter as one sign.
 * "é" may also be an "e" with an accent that follows it, which vendors take for another name.
 */
export const cleaned = (text: string): string => text.replace(AROUND, '').normalize('NFC');

/** Why a text cannot be the address that it seems to be, such as an email or a login. */
export function addressFault(text: string): string | undefined {
	const found = /^\S+@\S+$/.test(text) && UNSEEN.exec(text)?.[0];
	if (!found) return undefined;
	const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
	return `has a sign in it that cannot be seen (U+${code}), so it would be somebody else's address`;
}

/**
 * A token without the scheme that it may have been copied with out of a header, as in "Bearer ey…" or
 * "Authorization: Bearer ey…".
 */
export const withoutScheme = (token: unknown): string =>
	cleaned(String(token ?? '')).replace(/^(?:authorization:\s*)?[a-z]+\s+(?=\S+$)/i, '');
