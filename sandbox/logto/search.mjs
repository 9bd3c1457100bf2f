/** Logto's search: `search`, `search.<field>`, `mode`, `joint`, `isCaseSensitive` (core/src/utils/search.ts). */
import { invalidInput } from './errors.mjs';

const MODES = ['like', 'exact', 'similar_to', 'posix'];
const yes = (value) => ['true', '1', 'yes', 'y'].includes(String(value ?? '').toLowerCase());
export { yes };

/** A SQL pattern as a regular expression; a backslash takes the next sign literally. */
function like(text) {
	let source = '';
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (sign === '%') source += '.*';
		else if (sign === '_') source += '.';
		else {
			const literal = sign === '\\' && at + 1 < text.length ? text[++at] : sign;
			source += literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		}
	}
	return `^${source}$`;
}

/** SIMILAR TO: a pattern of LIKE with the groups and repetitions of regular expressions. */
const similar = (text) =>
	`^(?:${text.replace(/[.^$]/g, '\\$&').replace(/%/g, '.*').replace(/_/g, '.')})$`;

function testOf(mode, values, isCaseSensitive) {
	const flags = isCaseSensitive ? 's' : 'is';
	if (mode === 'exact') {
		const fold = (text) => (isCaseSensitive ? text : text.toLowerCase());
		const wanted = values.map(fold);
		return (text) => wanted.includes(fold(text));
	}
	const source = { like, similar_to: similar, posix: (text) => text }[mode](values[0]);
	// A bad POSIX expression ends in the database, and so in a 500.
	const expression = new RegExp(source, flags);
	return (text) => expression.test(text);
}

/**
 * The conditions that the search parameters of a query describe, in their order, and how they go together.
 *
 * @param {Record<string, string | string[]>} query
 * @param {string[]} fields that can be searched
 * @returns {{ joint: 'and' | 'or', tests: Array<(record: any) => boolean> }}
 */
function conditionsOf(query, fields) {
	const searches = new Map();
	const modes = new Map();
	for (const [key, given] of Object.entries(query)) {
		const kind = ['search', 'mode'].find((name) => key.startsWith(name));
		if (!kind) continue;
		const [, ...rest] = key.split('.');
		// Whatever merely begins with the word counts as the search of all fields.
		const field = rest.length === 0 ? '*' : rest.join('.');
		if (field !== '*' && !fields.includes(field)) {
			throw invalidInput(`Search field '${field}' is not allowed.`);
		}
		const values = [given].flat();
		if (kind === 'mode') {
			if (values.length > 1 || !MODES.includes(values[0])) {
				throw invalidInput(`Search mode '${values.join(', ')}' is invalid.`);
			}
			modes.set(field, values[0]);
		} else {
			if (values.some((value) => value === '')) throw invalidInput('Search value cannot be empty.');
			searches.set(field, values);
		}
	}
	const joint = [query.joint ?? query.jointMode ?? 'or'].flat()[0];
	if (!['or', 'and'].includes(joint)) throw invalidInput(`Search joint '${joint}' is invalid.`);
	const isCaseSensitive = yes([query.isCaseSensitive].flat()[0]);
	const tests = [...searches].map(([field, values]) => {
		const mode = modes.get(field) ?? modes.get('*') ?? 'like';
		if (values.length > 1 && mode !== 'exact') {
			throw invalidInput('Only exact search can have several values for one field.');
		}
		if (mode === 'similar_to' && !isCaseSensitive) {
			throw invalidInput("Search mode 'similar_to' needs a case-sensitive search.");
		}
		const test = testOf(mode, values, isCaseSensitive);
		const read = field === '*' ? fields : [field];
		return (record) => read.some((name) => typeof record[name] === 'string' && test(record[name]));
	});
	return { joint, tests };
}

/**
 * The test that the search parameters of a query describe.
 *
 * @param {Record<string, string | string[]>} query
 * @param {string[]} fields that can be searched
 * @returns {((record: any) => boolean) | undefined} undefined without a search
 */
export function searchOf(query, fields) {
	const { joint, tests } = conditionsOf(query, fields);
	if (tests.length === 0) return undefined;
	return joint === 'and'
		? (record) => tests.every((test) => test(record))
		: (record) => tests.some((test) => test(record));
}

/**
 * The test of a search of roles, together with what else narrows the list. Logto forgets the brackets:
 * `filters and one or another`, so that all conditions but the first escape the filters (buildRoleConditions
 * in core/src/queries/roles.ts; seen on 1.42).
 *
 * @param {(role: any) => boolean} filter
 */
export function roleSearchOf(query, filter) {
	const { joint, tests } = conditionsOf(query, ['id', 'name', 'description']);
	if (joint === 'and') return (role) => filter(role) && tests.every((test) => test(role));
	const [first = () => true, ...others] = tests;
	return (role) => (filter(role) && first(role)) || others.some((test) => test(role));
}
