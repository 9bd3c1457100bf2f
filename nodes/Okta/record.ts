import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../shared/answer';
import type { Api, Reply } from '../shared/api';
import { ApiError, InputError, raise } from '../shared/errors';
import { type Path, path } from '../shared/path';

/** The user of a reply, with its ETag, which Okta gives in a header only. */
export function userOf({ body, headers }: Reply): IDataObject {
	const etag = [headers.etag].flat()[0];
	return { ...asRecord(body), ...(etag && { etag }) };
}

/** "Not found" and "does not exist or was deleted". A web page with status 404 says neither. */
const MISSING = new Set(['E0000007', 'E0000156']);

/** Whether Okta itself said that a record does not exist. */
export const isMissing = (error: unknown): boolean =>
	error instanceof ApiError && MISSING.has(error.refusal.code ?? '');

/** The record at a path, or `undefined` when Okta says that there is none. */
export async function findRecord(api: Api, path: Path): Promise<IDataObject | undefined> {
	try {
		return asRecord(await api.request({ method: 'GET', path }));
	} catch (error) {
		return isMissing(error) ? undefined : raise(error as Error);
	}
}

/**
 * Changes a user. Of one who is deactivated Okta says that there is none, as of one that was deleted, and
 * the two need different things to be done.
 *
 * @throws {InputError} with the outcome `closed` where the user is there, and deactivated
 */
export async function changed<T>(api: Api, id: string, change: () => Promise<T>): Promise<T> {
	try {
		return await change();
	} catch (error) {
		const isClosed = isMissing(error) && (await isDeactivated(api, id));
		return raise(isClosed ? closed(id) : (error as Error));
	}
}

const closed = (id: string): InputError =>
	new InputError(
		`The user ${id} is deactivated, and Okta changes no deactivated users`,
		'Activate the user in Okta first, or leave the user out.',
		'closed',
	);

async function isDeactivated(api: Api, id: string): Promise<boolean> {
	try {
		return (await findRecord(api, path`/api/v1/users/${id}`))?.status === 'DEPROVISIONED';
	} catch (error) {
		// Not allowed to look: then the vendor's own words are all that can be said.
		return error instanceof ApiError ? false : raise(error as Error);
	}
}
