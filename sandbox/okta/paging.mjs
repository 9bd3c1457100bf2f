/** Okta's pages: two Link headers, an opaque cursor, and not all of the query that was asked. */
import { first } from '../shared/serve.mjs';
import { OktaError } from './errors.mjs';

/** A query parameter that must be `true` or `false`. */
export function booleanOf(query, name, standard) {
	const value = first(query[name]);
	if (value === undefined) return standard;
	if (value !== 'true' && value !== 'false') throw new OktaError('E0000001', name);
	return value === 'true';
}

const read = (cursor) => {
	const text = Buffer.from(cursor, 'base64url').toString();
	const match = /^([^|]+)\|(\d+)$/.exec(text);
	if (!match) throw new OktaError('E0000029');
	return { id: match[1], index: Number(match[2]) };
};

/**
 * The page that was asked for, with its links.
 *
 * @param {{ request: any, reply: any, linkOrigin: string }} exchange
 * @param {any[]} records all of them, in order
 * @param {{ standard: number, maximum: number, minimum?: number, cap?: boolean, idOf?: (record: any) => string, lost?: string[] }} rule
 *   `cap`: a limit above the maximum is lowered; otherwise it is refused. `lost`: parameters that
 *   the next link leaves out, as that of application users does with `expand`
 *   (okta/okta-sdk-nodejs#439)
 */
export function pageOf({ request, reply, linkOrigin }, records, rule) {
	const { standard, maximum, minimum = 1, cap = false, idOf = ({ id }) => id, lost = [] } = rule;
	const { query } = request;
	let limit = standard;
	const given = first(query.limit);
	if (given !== undefined) {
		if (!/^\d+$/.test(given) || Number(given) < minimum) throw new OktaError('E0000029');
		limit = Number(given);
		if (limit > maximum) {
			// What Okta does above the maximum is not documented everywhere: refused unless known.
			if (!cap) throw new OktaError('E0000029');
			limit = maximum;
		}
	}
	const after = first(query.after);
	let start = 0;
	if (after !== undefined) {
		const { id, index } = read(after);
		const found = records.findIndex((record) => idOf(record) === id);
		start = found === -1 ? Math.min(index, records.length) : found + 1;
	}
	const page = records.slice(start, start + limit);
	const [path] = request.raw.url.split('?');
	const links = [`<${linkOrigin}${request.raw.url}>; rel="self"`];
	if (start + limit < records.length) {
		const next = new URLSearchParams(request.raw.url.split('?')[1] ?? '');
		const cursor = Buffer.from(`${idOf(page.at(-1))}|${start + limit}`).toString('base64url');
		next.set('after', cursor);
		next.set('limit', String(limit));
		for (const name of lost) next.delete(name);
		links.push(`<${linkOrigin}${path}?${next}>; rel="next"`);
	}
	reply.header('link', links);
	return page;
}
