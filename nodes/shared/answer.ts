import type { IDataObject } from 'n8n-workflow';
import { ApiError, InputError } from './errors';

/**
 * Checks that a payload is a list of records.
 *
 * @throws {ApiError} when it is anything else, since reading it as "no records" would hide people
 */
export function asRecords(payload: unknown): IDataObject[] {
	if (!Array.isArray(payload)) {
		throw new ApiError(unreadable('a list', payload));
	}
	const odd = payload.findIndex(
		(record) => typeof record !== 'object' || record === null || Array.isArray(record),
	);
	if (odd >= 0) throw new ApiError(unreadable('a list of records', payload[odd]));
	return payload as IDataObject[];
}

/**
 * The records of a page, out of what stands around them.
 *
 * @param at name of the list within the payload; without it the payload is the list
 * @throws {ApiError} when there is no such list
 */
export const recordsOf = (payload: unknown, at?: string): IDataObject[] =>
	asRecords(at === undefined ? payload : asRecord(payload)[at]);

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

/**
 * The id of a record, to go on with.
 *
 * @throws {ApiError} when it has none: the text "undefined" must not become part of an address
 */
export function idOf({ id }: IDataObject): string {
	if (typeof id !== 'string' || id === '') throw new ApiError(unreadable('an ID', id));
	return id;
}

/** A text of a record; `undefined` where there is none, or an empty one. */
export const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** What to say of an answer that is not what the vendor documents. */
export function unreadable(
	expected: string,
	found: unknown,
): { summary: string; causes: string[] } {
	const kind =
		found === '' || found === undefined
			? 'an empty answer'
			: typeof found === 'string'
				? // Not quoted: it may be about people, or repeat what was sent.
					/^\s*</.test(found)
					? 'a page of HTML or XML'
					: 'text that is not JSON'
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

/**
 * The item of a change that left nothing to do. Only for what is proven to be so: a "not found" while
 * something is taken away is also what a mistyped ID gets.
 *
 * @param chosen the options of the operation, with `ifAlreadyDone` of `field.ts` among them
 * @param fact what is so, as a sentence without its full stop, e.g. `The user is suspended already`
 * @throws {InputError} where the person chose to stop
 */
export function alreadyDone(
	item: IDataObject,
	chosen: { ifAlreadyDone?: 'stop' | 'succeed' },
	fact: string,
): IDataObject {
	if (chosen.ifAlreadyDone !== 'stop') return { ...item, already: true };
	throw new InputError(
		fact,
		'Nothing was changed. Set "If Already Done" to "Succeed" to go on in this case.',
		'already',
	);
}
