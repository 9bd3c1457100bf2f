import type { Api, Call } from '../shared/api';
import { ApiError } from '../shared/errors';
import { logto } from './logto.api';

/**
 * Sends a change to which Logto says "done" and no more: what comes after it must not begin before it is
 * certain.
 *
 * @param status that says so: 201 where things were related to each other
 * @throws {ApiError} for any other answer, e.g. that of a proxy
 */
export async function done(api: Api, call: Call, status = 204): Promise<void> {
	const reply = await api.send(call);
	logto.payload(reply);
	if (reply.status === status) return;
	throw new ApiError(
		{
			status: reply.status,
			summary: `The answer could not be read: expected status ${status}, received ${reply.status}`,
		},
		'Look at the record in Logto: the change may have been made.',
	);
}
