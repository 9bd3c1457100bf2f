import type { IDataObject } from 'n8n-workflow';
import { unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import { path } from '../../../shared/path';
import { flattened } from '../../oneLogin.api';

/** The one user in a payload: v1 wraps it in a list, the generated SDKs expect it bare. */
export function userIn(payload: unknown): IDataObject | undefined {
	const records = [flattened(payload)].flat();
	const [user] = records as IDataObject[];
	const isUser = typeof user === 'object' && user !== null && /^\d+$/.test(String(user.id));
	return records.length === 1 && isUser ? user : undefined;
}

/**
 * Reads a user.
 *
 * @throws {ApiError} when the answer is not exactly the user that was asked for
 */
export async function readUser(api: Api, id: string): Promise<IDataObject> {
	const payload = await api.request({ method: 'GET', path: path`/api/1/users/${id}` });
	const user = userIn(payload);
	if (!user) throw new ApiError(unreadable(`the user ${id}`, payload));
	if (String(user.id) === id) return user;
	throw new ApiError({ summary: `Asked for the user ${id}, OneLogin gave ${String(user.id)}` });
}
