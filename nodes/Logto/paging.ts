import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../shared/answer';
import { type Api, type Call, ReadAgain, type Reply } from '../shared/api';
import { ApiError } from '../shared/errors';
import { endless, PART } from '../shared/paging';
import { inParts } from './parts';
import { withoutDigest } from './simplify';

/** How often a list that changes while it is read is read at most. */
const READINGS = 3;

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
	/** All records, each read in one page with few others; `undefined` where they cannot be divided so. */
	parts: (total: number) => Promise<IDataObject[] | undefined>;
	/** Puts records that were read in parts into the order of the list. */
	order: (a: IDataObject, b: IDataObject) => number;
}

/**
 * Reads a list by page numbers, several pages at the same time, and gives them in order.
 *
 * Numbered pages shift when records come and go: a newcomer pushes one onto the next page, where it
 * is seen twice, and a deletion pulls one onto a page that was read already, where it is missed. So
 * no record is given twice, and a whole list is read once more when the total changed meanwhile, up
 * to three times. Where it never stood still, or the pages do not hold all records although nothing
 * changed, the list is read in parts. What cannot be divided is refused when some are missing; where none
 * is, a hint says that it never stood still.
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
	/** The smallest number of records that the list had: so many have been there all the time, or came. */
	let least = Infinity;
	let changed = false;
	let stuck = false;
	let page = 0;
	for await (const reply of inOrder(api, list, limit)) {
		const records = list.records(reply);
		const now = list.total(reply);
		changed ||= total !== undefined && now !== total;
		if (changed && !isLast) break;
		total = now;
		least = Math.min(least, now ?? Infinity);
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
	const missing = total === undefined ? 0 : Math.min(limit, changed ? least : total) - count;
	const isWhole = limit === Infinity;
	if (!changed && missing <= 0) return;
	if (changed ? isLast && isWhole : missing > 0) {
		const all = await list.parts(total ?? count);
		if (all && all.length >= (await stillThere(api, list, all.length, least))) {
			throw new ReadAgain(all.sort(list.order));
		}
	}
	if (isLast) {
		if (stuck) throw endless();
		if (missing > 0 && isWhole) throw incomplete(count, least);
		if (missing > 0) {
			api.hint(
				`The list gave ${missing} records fewer than were asked for, although it has more: it changed while it was read, or its order is not fixed. Read it again, or narrow it with filters.`,
			);
		} else if (isWhole) {
			api.hint(
				`The list changed each of the ${READINGS} times it was read, so a record that moved meanwhile may be missing. Read it again at a quieter time to be sure.`,
			);
		}
		return;
	}
	throw new ReadAgain();
}

/** How many records there must be, now that some may have left: asked for only where fewer were found. */
async function stillThere(
	api: Api,
	list: NumberedList,
	found: number,
	least: number,
): Promise<number> {
	if (least === Infinity || found >= least) return 0;
	return Math.min(least, list.total(await api.send(list.page(1))) ?? Infinity);
}

const incomplete = (count: number, total: number): ApiError =>
	new ApiError(
		{ summary: `The list changed while it was read: ${count} of ${total} records arrived` },
		`${PART} Run again. If that does not help, the order of the list is not fixed: narrow it with filters.`,
	);

/**
 * The replies of the pages in order; the next pages are asked for while one is worked on. Pages beyond
 * those that hold `limit` records come one by one, for a reader who lacks some since they came twice.
 */
async function* inOrder(api: Api, list: NumberedList, limit: number): AsyncGenerator<Reply> {
	const first = await api.send(list.page(1));
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

/** A list of users or roles as it is read. */
export function listOf(api: Api, call: Call, size: number): NumberedList {
	const isHashWanted = call.query?.includePasswordHash === true;
	const records = ({ body }: Reply): IDataObject[] =>
		isHashWanted ? asRecords(body) : asRecords(body).map(withoutDigest);
	return {
		page: (page) => ({ ...call, query: { ...call.query, page, page_size: size } }),
		size,
		records,
		total: totalOf,
		// Email domains have no ID.
		identity: ({ id, emailDomain }) => id ?? emailDomain,
		parts: async (total) => await inParts(api, call, total, records),
		order: (a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0),
	};
}
