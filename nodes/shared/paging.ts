import type { IDataObject } from 'n8n-workflow';
import type { Api, Call, ListCall, Reply } from './api';
import { ApiError } from './errors';

/** Why nothing is returned of a list that could not be read to its end. */
export const PART = 'Nothing is returned, since a part of a list could pass for the whole.';

/** A list that leads back to where it was. */
export const endless = (): ApiError =>
	new ApiError(
		{ summary: 'The list does not end: its next page is one that was read already' },
		`${PART} Try again, or narrow the list with filters.`,
	);

/** Most empty pages in a row: a list with more of them has no end. */
const MOST_EMPTY = 100;

/**
 * The number of records to ask for in each page of a list; `undefined` where it takes no such parameter.
 *
 * @param limit number of records wanted, maybe Infinity
 */
export const sizeOf = (
	{ pageSize, smallestPage = 1 }: Pick<ListCall, 'pageSize' | 'smallestPage'>,
	limit: number,
): number | undefined => pageSize && Math.max(smallestPage, Math.min(pageSize, limit));

/**
 * Leaves out of a page what was on one before: a record that is changed while a list is read may move to
 * a later page. What has no `id` of its own is kept.
 */
function unseen(): (page: IDataObject[]) => IDataObject[] {
	const known = new Set<unknown>();
	return (page) => {
		const fresh = page.filter(({ id }) => !known.has(id));
		for (const { id } of page) if (id !== undefined && id !== null) known.add(id);
		return fresh;
	};
}

/**
 * Follows a list from page to page, and gives each record once. Only the absence of a next page ends it: vendors send short and
 * even empty pages in the middle.
 *
 * @param next the request of the page after this reply, or `undefined` after the last
 * @param records the records of a reply
 * @param endsEmpty see {@link ListCall}
 * @throws {ApiError} when the vendor gives the same next page or the same records twice, or nothing
 *   but empty pages: the list would never end, and a part of it must not pass for the whole
 */
export async function* follow(
	api: Pick<Api, 'send'>,
	first: Call,
	next: (reply: Reply, call: Call) => Call | undefined,
	records: (reply: Reply) => IDataObject[],
	endsEmpty = false,
): AsyncGenerator<IDataObject[]> {
	const seen = new Set<string>();
	const see = (...what: unknown[]): void => {
		const key = JSON.stringify(what);
		if (seen.has(key)) throw endless();
		seen.add(key);
	};
	const fresh = unseen();
	let empty = 0;
	for (let call: Call | undefined = first; call; ) {
		see(call.path, call.query);
		const reply: Reply = await api.send(call);
		const page = records(reply);
		empty = page.length === 0 ? empty + 1 : 0;
		if (empty > MOST_EMPTY) throw endless();
		// A server that pays no heed to the cursor sends the same records under new cursors for ever.
		if (page.length > 0) see(page[0], page[page.length - 1]);
		yield fresh(page);
		call = endsEmpty && page.length === 0 ? undefined : next(reply, call);
	}
}
