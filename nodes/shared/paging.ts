import type { IDataObject } from 'n8n-workflow';
import { AGAIN, type Api, type Call, type Page, type Reply } from './api';
import { ApiError } from './errors';

/** How often a list that changes while it is read is read at most. */
const READINGS = 3;

/** A list whose pages have numbers and whose answers give the number of records. */
export interface NumberedList {
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
}

/**
 * Reads a list by page numbers, several pages at the same time, and gives them in order.
 *
 * Numbered pages shift when records come and go: a newcomer pushes one onto the next page, where it
 * is seen twice, and a deletion pulls one onto a page that was read already, where it is missed. So
 * no record is given twice, and a whole list is read once more when the total changed meanwhile, up
 * to three times; after that a hint says that it never stood still.
 *
 * @param limit number of records wanted, maybe Infinity
 */
export async function* numbered(api: Api, list: NumberedList, limit: number): AsyncGenerator<Page> {
	for (let reading = 1; ; reading++) {
		const isLast = reading === READINGS || limit !== Infinity;
		const known = new Set<unknown>();
		let count = 0;
		let total: number | undefined;
		let changed = false;
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
				if (isLast && records.length === 0) throw incomplete(count, now!);
				if (isLast || now === undefined) throw endless();
				changed = true;
				break;
			}
			yield fresh;
		}
		// Without an order, or while records trade places, some come twice and others not at all.
		const missing = limit === Infinity && !changed ? (total ?? 0) - count : 0;
		if (!changed && missing <= 0) return;
		if (isLast) {
			if (missing > 0) throw incomplete(count, total!);
			if (limit === Infinity) {
				api.hint(
					`The list changed each of the ${READINGS} times it was read, so a record that moved meanwhile may be missing. Read it again at a quieter time to be sure.`,
				);
			}
			return;
		}
		yield AGAIN;
	}
}

const PART = 'Nothing is returned, since a part of a list could pass for the whole.';

const endless = (): ApiError =>
	new ApiError(
		{ summary: 'The list does not end: its next page is one that was read already' },
		`${PART} Try again, or narrow the list with filters.`,
	);

const incomplete = (count: number, total: number): ApiError =>
	new ApiError(
		{ summary: `The list changed while it was read: ${count} of ${total} records arrived` },
		`${PART} Run again.`,
	);

/** The replies of the pages in order; the next pages are asked for while one is worked on. */
async function* inOrder(api: Api, list: NumberedList, limit: number): AsyncGenerator<Reply> {
	const first = await api.send(list.page(1));
	yield first;
	let last = lastPage(list, limit, first);
	const ahead: Array<Promise<Reply>> = [];
	const ask = (number: number): void => {
		const reply = api.send(list.page(number));
		// Where nobody waits for it any more, nobody need hear that it did not succeed.
		reply.catch(() => {});
		ahead.push(reply);
	};
	// Without a total, page after page, until one is empty.
	const width = last === undefined ? 1 : api.width;
	for (let next = 2, asked = 2; last === undefined || next <= last; next++) {
		for (; asked < next + width && (last === undefined || asked <= last); asked++) ask(asked);
		const reply: Reply = await ahead.shift()!;
		yield reply;
		if (last === undefined && list.records(reply).length === 0) return;
		const now = lastPage(list, limit, reply);
		if (last !== undefined && now !== undefined) last = Math.max(last, now);
	}
}

function lastPage(list: NumberedList, limit: number, reply: Reply): number | undefined {
	const total = list.total(reply);
	if (total === undefined) {
		return list.records(reply).length === 0 || list.size >= limit
			? 1
			: limit === Infinity
				? undefined
				: Math.ceil(limit / list.size);
	}
	return Math.ceil(Math.min(total, limit) / list.size);
}

/** Most empty pages in a row: a list with more of them has no end. */
const MOST_EMPTY = 100;

/**
 * Follows a list from page to page. Only the absence of a next page ends it: vendors send short and
 * even empty pages in the middle.
 *
 * @param next the request of the page after this reply, or `undefined` after the last
 * @param records the records of a reply
 * @throws {ApiError} when the vendor gives the same next page or the same records twice, or nothing
 *   but empty pages: the list would never end, and a part of it must not pass for the whole
 */
export async function* follow(
	api: Api,
	first: Call,
	next: (reply: Reply, call: Call) => Call | undefined,
	records: (reply: Reply) => IDataObject[],
): AsyncGenerator<IDataObject[]> {
	const seen = new Set<string>();
	const see = (...what: unknown[]): void => {
		const key = JSON.stringify(what);
		if (seen.has(key)) throw endless();
		seen.add(key);
	};
	let empty = 0;
	for (let call: Call | undefined = first; call; ) {
		see(call.path, call.query);
		const reply: Reply = await api.send(call);
		const page = records(reply);
		empty = page.length === 0 ? empty + 1 : 0;
		if (empty > MOST_EMPTY) throw endless();
		// A server that pays no heed to the cursor sends the same records under new cursors for ever.
		if (page.length > 0) see(page[0], page[page.length - 1]);
		yield page;
		call = next(reply, call);
	}
}
