import type { IDataObject } from 'n8n-workflow';
import { ApiError } from './errors';
import type { Api } from './request';
import type { Call, Reply } from './vendor';

/**
 * Follows a list from page to page. Only the absence of a next page ends it: vendors send short and
 * even empty pages in the middle.
 *
 * @param next the request of the page after this reply, or `undefined` after the last
 * @param records the records of a reply
 * @throws {ApiError} when the vendor gives the same next page twice: the list would never end, and
 *   a part of it must not pass for the whole
 */
export async function* follow(
	api: Api,
	first: Call,
	next: (reply: Reply, call: Call) => Call | undefined,
	records: (reply: Reply) => IDataObject[],
): AsyncGenerator<IDataObject[]> {
	const seen = new Set<string>();
	for (let call: Call | undefined = first; call; ) {
		const key: string = JSON.stringify([call.path, call.query]);
		if (seen.has(key)) {
			throw new ApiError(
				{ summary: 'The list does not end: its next page is one that was read already' },
				'Nothing is returned, since a part of a list could pass for the whole. Try again, or narrow the list with filters.',
			);
		}
		seen.add(key);
		const reply: Reply = await api.send(call);
		yield records(reply);
		call = next(reply, call);
	}
}

/**
 * Checks that a payload is a list of records.
 *
 * @throws {ApiError} when it is anything else, since reading it as "no records" would hide people
 */
export function asRecords(payload: unknown): IDataObject[] {
	if (!Array.isArray(payload)) {
		throw new ApiError(unreadable('a list', payload));
	}
	const odd = payload.findIndex((record) => typeof record !== 'object' || record === null);
	if (odd >= 0) throw new ApiError(unreadable('a list of records', payload[odd]));
	return payload as IDataObject[];
}

/**
 * Checks that a payload is one record.
 *
 * @throws {ApiError} when it is anything else
 */
export function asRecord(payload: unknown): IDataObject {
	if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
		throw new ApiError(unreadable('a record', payload));
	}
	return payload as IDataObject;
}

/** What to say of an answer that is not what the vendor documents. */
export function unreadable(
	expected: string,
	found: unknown,
): { summary: string; causes: string[] } {
	const kind =
		found === '' || found === undefined
			? 'an empty answer'
			: typeof found === 'string'
				? `text that is not JSON (it starts with "${found.trim().slice(0, 40)}")`
				: Array.isArray(found)
					? 'a list'
					: found === null
						? 'nothing (null)'
						: `a value of type ${typeof found}`;
	return {
		summary: `The answer could not be read: expected ${expected}, received ${kind}`,
		causes: ['Check that the URL in the credential is the address of the API'],
	};
}
