/**
 * Okta's search and filter expressions: `eq sw co gt ge lt le pr`, `and`, `or`, parentheses.
 * https://developer.okta.com/docs/reference/core-okta-api/#filter
 */

export class ExpressionError extends Error {}

const TOKEN = /\s*(?:([()])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)(?![\w.:-])|([A-Za-z_][\w.:-]*))/y;

function tokensOf(text) {
	const tokens = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.trimEnd().length) {
		const at = TOKEN.lastIndex;
		const match = TOKEN.exec(text);
		if (!match) throw new ExpressionError(`unreadable at character ${at + 1}`);
		const [, bracket, string, number, word] = match;
		if (bracket) tokens.push({ kind: bracket });
		else if (string) tokens.push({ kind: 'value', value: unquoted(string) });
		else if (number) tokens.push({ kind: 'value', value: Number(number) });
		else tokens.push({ kind: 'word', word });
	}
	return tokens;
}

const unquoted = (text) => text.slice(1, -1).replace(/\\(.)/g, '$1');

/**
 * @typedef {object} Attribute
 * @property {string[]} operators that Okta takes for it
 * @property {(record: any) => unknown} get a value, or a list of which one must match
 * @property {'date'} [type]
 */

/**
 * The test that an expression describes.
 *
 * @param {string} text
 * @param {{ attribute: (name: string) => Attribute | undefined, caseSensitive: boolean }} options
 *   names are always case-sensitive, values only where told
 * @returns {(record: any) => boolean}
 * @throws {ExpressionError} what is wrong with the expression
 */
export function compile(text, { attribute, caseSensitive }) {
	const tokens = tokensOf(text);
	let at = 0;
	const isWord = (word) => tokens[at]?.kind === 'word' && tokens[at].word.toLowerCase() === word;

	function either() {
		const parts = [both()];
		while (isWord('or')) {
			at++;
			parts.push(both());
		}
		return (record) => parts.some((part) => part(record));
	}

	function both() {
		const parts = [unit()];
		while (isWord('and')) {
			at++;
			parts.push(unit());
		}
		return (record) => parts.every((part) => part(record));
	}

	function unit() {
		const token = tokens[at++];
		if (token?.kind === '(') {
			const inner = either();
			if (tokens[at++]?.kind !== ')') throw new ExpressionError('a bracket is not closed');
			return inner;
		}
		if (token?.kind !== 'word') throw new ExpressionError('an attribute is missing');
		return comparison(token.word);
	}

	function comparison(name) {
		const found = attribute(name);
		if (!found) throw new ExpressionError(`unknown attribute ${name}`);
		const operator = tokens[at++]?.word?.toLowerCase();
		if (!operator || !found.operators.includes(operator)) {
			throw new ExpressionError(`operator ${operator ?? 'missing'} for ${name}`);
		}
		const values = (record) =>
			[found.get(record)].flat().filter((one) => one !== undefined && one !== null);
		if (operator === 'pr') return (record) => values(record).length > 0;
		const token = tokens[at++];
		const given = token?.kind === 'value' ? token.value : literal(token?.word);
		const wanted = found.type === 'date' ? dateOf(given, name) : fold(given);
		const test = TESTS[operator];
		return (record) =>
			values(record).some((value) =>
				test(found.type === 'date' ? Date.parse(value) : fold(value), wanted),
			);
	}

	const fold = (value) =>
		typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;

	const test = either();
	if (at < tokens.length) throw new ExpressionError('there is more than an expression');
	return test;
}

function literal(word) {
	if (word === 'true' || word === 'false') return word === 'true';
	throw new ExpressionError('a value is missing, or text has no double quotes');
}

function dateOf(value, name) {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	if (Number.isNaN(time)) throw new ExpressionError(`${name} is no date`);
	return time;
}

const ofOneKind = (test) => (value, wanted) =>
	typeof value === typeof wanted && test(value, wanted);

const TESTS = {
	eq: (value, wanted) => value === wanted,
	sw: ofOneKind((value, wanted) => String(value).startsWith(String(wanted))),
	co: ofOneKind((value, wanted) => String(value).includes(String(wanted))),
	gt: ofOneKind((value, wanted) => value > wanted),
	ge: ofOneKind((value, wanted) => value >= wanted),
	lt: ofOneKind((value, wanted) => value < wanted),
	le: ofOneKind((value, wanted) => value <= wanted),
};
