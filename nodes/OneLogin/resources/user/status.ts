import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { userIn } from './record';

/** When the account's mappings are applied to a user who changes. */
export const mappings = {
	displayName: 'Mappings',
	name: 'mappings',
	type: 'options',
	options: [
		{ name: 'Apply Before Answering', value: 'sync' },
		{ name: 'Apply Later', value: 'async' },
		{ name: 'Do Not Apply', value: 'disabled' },
	],
	default: 'async',
} as const;

/**
 * Reads a user by v2.
 *
 * @throws {ApiError} when the answer is no user
 */
export async function readUserV2(api: Api, id: string): Promise<IDataObject> {
	const payload = await api.request({ method: 'GET', path: path`/api/2/users/${id}` });
	const user = userIn(payload);
	if (user && String(user.id) === id) return user;
	throw new ApiError(unreadable(`the user ${id}`, payload));
}

interface Options {
	mappings?: 'sync' | 'async' | 'disabled';
	ifAlreadyDone?: 'stop' | 'succeed';
}

/**
 * Sets the status of a user, which only v2 can.
 *
 * @param fact what is so when the user has it already
 * @throws {ApiError} when OneLogin answers with another status
 */
export async function setStatus(
	api: Api,
	user: string,
	status: number,
	{ mappings, ifAlreadyDone }: Options,
	fact: string,
): Promise<IDataObject> {
	const item = { userId: asId(user), status };
	if (ifAlreadyDone === 'stop') {
		const { status: present } = await readUserV2(api, user);
		if (present === status) return alreadyDone(item, { ifAlreadyDone }, fact);
	}
	const payload = await api.request({
		method: 'PUT',
		path: path`/api/2/users/${user}`,
		query: { mappings },
		body: { status },
	});
	const record = userIn(payload);
	if (record?.status === status) return item;
	throw new ApiError(
		record
			? {
					summary: `OneLogin answered, but the user ${user} has the status ${String(record.status)}`,
				}
			: unreadable('the user with the new status', payload),
		'Look at the user before you repeat this.',
	);
}
