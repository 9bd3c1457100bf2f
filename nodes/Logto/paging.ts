import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../shared/answer';
import { type Api, type Call, ReadAgain, type Reply } from '../shared/api';
import { ApiError } from '../shared/errors';
import { inParallel } from '../shared/lanes';
import { endless, PART } from '../shared/paging';
import { withoutDigest } from './simplify';

/** How often a list that changes while it is read is read at most. */
const READINGS = 3;

/** Most records that Logto puts into a page. */
const LARGEST_PAGE = 100;

/** How many records the list has in all, where Logto says so. */
export function totalOf(reply: Reply): number | undefined {
	const total = String(reply.headers['total-number'] ?? '').trim();
	return /^\d+$/.test(total) ? Number(total) : undefined;
}

/** A list whose pages have numbers and whose answers give the number of records. */
interface NumberedList {
	/** The request of a page, counted from 1. */
	page: (number: number) => Call;
	/** Records in a full page. */
	size: number;
	/** The records of a reply. */
	records: (reply: Reply) => IDataObject[];
	/** How many records there are in all, where the reply says so. */
	total: (reply: Reply) => number | undefined;
	/** What tells a record from others; `undefined` where nothing does. */
	identity: (record: IDataObject) => unknown;
	/**
	 * Lists that together hold each record of this one once; `undefined` where it cannot be divided.
	 * Needed where records that are equal in the vendor's order trade places from page to page.
	 */
	divide: () => NumberedList[] | undefined;
	/** Puts records that were read in parts into the order of the list. */
	order: (a: IDataObject, b: IDataObject) => number;
}

/**
 * Reads a list by page numbers, several pages at the same time, and gives them in order.
 *
 * Numbered pages shift when records come and go: a newcomer pushes one onto the next page, where it
 * is seen twice, and a deletion pulls one onto a page that was read already, where it is missed. So
 * no record is given twice, and a whole list is read once more when the total changed meanwhile, up
 * to three times; after that a hint says that it never stood still.
 *
 * Where the pages do not hold all records although nothing changed, the list is read in parts.
 *
 * @param limit number of records wanted, maybe Infinity
 * @param reading how often the list is read now, from 1
 * @throws {ReadAgain} when the pages so far do not count
 */
export async function* numbered(
	api: Api,
	list: NumberedList,
	limit: number,
	reading: number,
): AsyncGenerator<IDataObject[]> {
	const isLast = reading === READINGS || limit !== Infinity;
	const known = new Set<unknown>();
	let count = 0;
	let total: number | undefined;
	let changed = false;
	let stuck = false;
	let page = 0;
	for await (const reply of inOrder(api, list, limit)) {
		const records = list.records(reply);
		const now = list.total(reply);
		changed ||= total !== undefined && now !== total;
		if (changed && !isLast) break;
		total = now;
		const fresh = records.filter((record) => {
			const identity = list.identity(record);
			if (identity === undefined) return true;
			if (known.has(identity)) return false;
			known.add(identity);
			return true;
		});
		count += fresh.length;
		const goesOn = now === undefined ? records.length > 0 : ++page * list.size < now;
		if (fresh.length === 0 && goesOn) {
			if (now === undefined) throw endless();
			if (isLast && records.length === 0) throw incomplete(count, now);
			stuck = records.length > 0;
			changed ||= !stuck;
			break;
		}
		yield fresh;
	}
	// Without an order, or while records trade places, some come twice and others not at all.
	const missing = changed ? 0 : Math.min(limit, total ?? 0) - count;
	if (!changed && missing <= 0) return;
	const all = missing > 0 ? await inParts(api, list, total!) : undefined;
	if (all) {
		throw new ReadAgain(all.sort(list.order));
	}
	if (isLast) {
		if (stuck) throw endless();
		if (missing > 0 && limit === Infinity) throw incomplete(count, total!);
		if (missing > 0) {
			api.hint(
				`The list gave ${missing} records fewer than were asked for, although it has more: it changed while it was read, or its order is not fixed. Read it again, or narrow it with filters.`,
			);
		} else if (limit === Infinity) {
			api.hint(
				`The list changed each of the ${READINGS} times it was read, so a record that moved meanwhile may be missing. Read it again at a quieter time to be sure.`,
			);
		}
		return;
	}
	throw new ReadAgain();
}

const incomplete = (count: number, total: number): ApiError =>
	new ApiError(
		{ summary: `The list changed while it was read: ${count} of ${total} records arrived` },
		`${PART} Run again. If that does not help, the order of the list is not fixed: narrow it with filters.`,
	);

/**
 * All records of a list, read in its parts; `undefined` where it has none, or where they do not add
 * up to the list because it changed meanwhile.
 */
async function inParts(
	api: Api,
	list: NumberedList,
	total: number,
): Promise<IDataObject[] | undefined> {
	const parts = list.divide();
	if (!parts) return undefined;
	const firsts: Reply[] = [];
	await inParallel(parts.length, api.width, async (index) => {
		firsts[index] = await api.send(parts[index].page(1));
	});
	const totals = parts.map((part, index) => part.total(firsts[index]) ?? NaN);
	if (totals.reduce((sum, one) => sum + one, 0) !== total) return undefined;
	const records: IDataObject[] = [];
	for (const [index, part] of parts.entries()) {
		// A part that holds all of it has its pages as mixed up as they were.
		const found =
			totals[index] === total
				? await inParts(api, part, total)
				: await wholePart(api, part, totals[index], firsts[index]);
		if (!found) return undefined;
		for (const record of found) records.push(record);
	}
	return records;
}

/** All records of a part, whose first page was read; see {@link inParts}. */
async function wholePart(
	api: Api,
	part: NumberedList,
	total: number,
	first: Reply,
): Promise<IDataObject[] | undefined> {
	const found = new Map<unknown, IDataObject>();
	for await (const reply of inOrder(api, part, Infinity, first)) {
		if (part.total(reply) !== total) return undefined;
		for (const record of part.records(reply)) found.set(part.identity(record) ?? record, record);
	}
	if (found.size < total) return await inParts(api, part, total);
	return found.size === total ? [...found.values()] : undefined;
}

/**
 * The replies of the pages in order; the next pages are asked for while one is worked on. Pages beyond
 * those that hold `limit` records come one by one, for a reader who lacks some since they came twice.
 */
async function* inOrder(
	api: Api,
	list: NumberedList,
	limit: number,
	given?: Reply,
): AsyncGenerator<Reply> {
	const first = given ?? (await api.send(list.page(1)));
	yield first;
	let last = lastPage(list, limit, first);
	const wanted = Math.ceil(limit / list.size);
	const ahead: Array<Promise<Reply>> = [];
	const ask = (number: number): void => {
		const reply = api.send(list.page(number));
		// Where nobody waits for it any more, nobody need hear that it did not succeed.
		reply.catch(() => {});
		ahead.push(reply);
	};
	// Without a total, page after page, until one is empty.
	const width = last === undefined ? 1 : api.width;
	for (let next = 2, asked = 2; next <= (last ?? Infinity); next++) {
		const end = Math.min(next + width - 1, Math.max(wanted, next), last ?? Infinity);
		for (; asked <= end; asked++) ask(asked);
		const reply: Reply = await ahead.shift()!;
		yield reply;
		if (last === undefined && list.records(reply).length === 0) return;
		const now = lastPage(list, limit, reply);
		if (last !== undefined && now !== undefined) last = Math.max(last, now);
	}
}

/**
 * The number of the last page. Where the list does not say how long it is, it is the last one that the
 * limit needs, and `undefined` without a limit.
 */
function lastPage(list: NumberedList, limit: number, reply: Reply): number | undefined {
	const total = list.total(reply);
	if (total !== undefined) return Math.ceil(total / list.size);
	if (list.records(reply).length === 0) return 1;
	return limit === Infinity ? undefined : Math.ceil(limit / list.size);
}

/** What Logto makes ids of, and what others that were imported are likely to have. */
const ID_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Longest id in Logto's database. */
const LONGEST_ID = 21;

/**
 * Narrower requests for the records of a list, by the next character of their ids; `undefined` where
 * the search that is in the request cannot be narrowed.
 *
 * Logto orders users by the time of their creation alone, and roles by nothing. Of users that were
 * imported at once all have the same time, and PostgreSQL then gives each page an order of its own:
 * of 2,573 users, only 2,042 were on some page, every time (observed).
 */
function narrower(call: Call, prefix: string): Array<{ call: Call; prefix: string }> | undefined {
	const { query = {} } = call;
	const searches = Object.keys(query).filter(
		(name) => name.startsWith('search') && query[name] !== undefined,
	);
	const isJoined = searches.length < 2 || query.joint === 'and';
	if (prefix.length >= LONGEST_ID || !isJoined || (!prefix && searches.includes('search.id')))
		return undefined;
	const isCaseSensitive = query.isCaseSensitive === true;
	// The hyphen last: elsewhere it would stand for a range.
	const characters = `${ID_CHARACTERS}${isCaseSensitive ? ID_CHARACTERS.slice(10).toUpperCase() : ''}_-`;
	const matching = (pattern: string): Call => ({
		...call,
		query: { ...query, joint: 'and', 'search.id': pattern, 'mode.id': 'posix' },
	});
	return [
		...[...characters].map((one) => ({
			call: matching(`^${prefix}${one}`),
			prefix: prefix + one,
		})),
		// All others, and the id that ends here. They cannot be narrowed further.
		{ call: matching(`^${prefix}([^${characters}]|$)`), prefix: '-'.repeat(LONGEST_ID) },
	];
}

/** A list of users or roles as it is read; ids of its records begin with `prefix`. */
export function listOf(call: Call, size: number, prefix = ''): NumberedList {
	const isHashWanted = call.query?.includePasswordHash === true;
	return {
		page: (page) => ({ ...call, query: { ...call.query, page, page_size: size } }),
		size,
		records: ({ body }) => (isHashWanted ? asRecords(body) : asRecords(body).map(withoutDigest)),
		total: totalOf,
		identity: ({ id }) => id,
		divide: () =>
			narrower(call, prefix)?.map((part) => listOf(part.call, LARGEST_PAGE, part.prefix)),
		order: (a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0),
	};
}
