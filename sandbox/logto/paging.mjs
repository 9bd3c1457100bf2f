/** Logto's pages: counted, with the total in a header and a Link header that leads astray. */
import { first } from '../shared/serve.mjs';
import { LogtoError } from './errors.mjs';

const whole = (value, standard, maximum) => {
	const given = first(value);
	if (given === undefined) return standard;
	const number = Number(given);
	if (!/^\d+$/.test(given) || number < 1 || number > maximum) {
		throw new LogtoError(400, 'guard.invalid_pagination');
	}
	return number;
};

/**
 * One page of the records.
 *
 * @param {{ request: any, reply: any, origin: string }} exchange
 * @param {any[]} records
 * @param {{ isOptional?: boolean }} [rule] `isOptional`: all records when no page is asked for
 */
export function pageOf({ request, reply, origin }, records, { isOptional = false } = {}) {
	const { query } = request;
	if (isOptional && query.page === undefined && query.page_size === undefined) return records;
	const page = whole(query.page, 1, Number.MAX_SAFE_INTEGER);
	const size = whole(query.page_size, 20, 100);
	const last = Math.max(1, Math.ceil(records.length / size));
	reply.header('Total-Number', String(records.length));
	// The prefix /api is missing: Logto's router does not know where it was mounted
	// (core/src/utils/pagination.ts). Repeated parameters are joined by a comma, too.
	const [path, search = ''] = request.raw.url.replace(/^\/api/, '').split('?');
	const link = (number, rel) => {
		const all = new URLSearchParams(search);
		const joined = new URLSearchParams();
		for (const name of new Set(all.keys())) joined.set(name, all.getAll(name).join(','));
		joined.set('page', String(number));
		return `<${origin}${path}?${joined}>; rel="${rel}"`;
	};
	const links = [link(1, 'first')];
	if (page > 1) links.push(link(page - 1, 'prev'));
	if (page < last) links.push(link(page + 1, 'next'));
	links.push(link(last, 'last'));
	reply.header('Link', links.join(', '));
	return records.slice((page - 1) * size, page * size);
}
