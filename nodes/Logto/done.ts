import type { Api, Call } from '../shared/api';
import { ApiError } from '../shared/errors';
import { logto } from './logto.api';

/**
 * Sends a change to which Logto says "done" and no more, as a step among several: what comes after it
 * must not begin before it is certain.
 *
 * @throws {ApiError} for any other answer than 204, e.g. that of a proxy
 */
export async function done(api: Api, call: Call): Promise<void> {
	const reply = await api.send(call);
	if (reply.status === 204) return;
	logto.payload(reply);
	throw new ApiError(
		{
			status: reply.status,
			summary: `The answer could not be read: expected status 204, received ${reply.status}`,
		},
		'Look at the record in Logto: the change may have been made.',
	);
}
