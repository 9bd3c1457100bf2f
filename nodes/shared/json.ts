const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * Whether an integer of sixteen digits or more may stand in a JSON text. Each run of sixteen characters
 * holds one of every sixteenth, so the others need not be looked at. A regular expression would take a
 * third of the time of the parsing or more.
 */
function mayHoldLongInteger(text: string): boolean {
	for (let at = 15; at < text.length; at += 16) {
		if (!isDigit(text.charCodeAt(at))) continue;
		let start = at;
		while (isDigit(text.charCodeAt(start - 1))) start--;
		let end = at + 1;
		while (isDigit(text.charCodeAt(end))) end++;
		// Most long runs stand in a text, such as the ID of somebody at another provider.
		if (end - start >= 16 && (start === 0 || /[\s,:[]/.test(text[start - 1]))) return true;
	}
	return false;
}

/** In valid JSON: an escaped sign of a text, the end or beginning of a text, and a whole long integer. */
const TOKENS = /\\.|"|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g;

/**
 * The value of a JSON text, and any other text as it is, as Axios reads answers. But integers beyond
 * 2^53, which would become the ID of somebody else, are given as text.
 */
export function jsonOrText(text: string): unknown {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return text;
	}
	if (!mayHoldLongInteger(text)) return value;
	let isInText = false;
	const exact = text.replace(TOKENS, (token) => {
		if (token === '"') isInText = !isInText;
		const isLong = !isInText && isDigit(token.charCodeAt(0));
		return isLong && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
	});
	return JSON.parse(exact);
}
