/** /api/logs: sign-ins and tokens. What is done through the Management API is not in it. */
import { first } from '../shared/serve.mjs';
import { entityOf, LogtoError } from './errors.mjs';
import { pageOf } from './paging.mjs';

/** A moment in ms, as a parameter. */
export function momentOf(query, name) {
	const given = first(query[name]);
	if (given === undefined) return undefined;
	const moment = Number(given);
	if (!Number.isFinite(moment))
		throw new LogtoError(400, 'guard.invalid_input', { values: [name] });
	return moment;
}

export function logRoutes({ tenant, origin }) {
	function list(request, reply) {
		const { query } = request;
		const [userId, applicationId, logKey] = ['userId', 'applicationId', 'logKey'].map((name) =>
			first(query[name]),
		);
		const [start, end] = [momentOf(query, 'start_time'), momentOf(query, 'end_time')];
		if (start > end) throw new LogtoError(400, 'log.invalid_time_window');
		const found = tenant.logs.filter(
			({ key, payload, createdAt }) =>
				(!userId || payload.userId === userId) &&
				(!applicationId || payload.applicationId === applicationId) &&
				(!logKey || key === logKey) &&
				!(createdAt < start) &&
				!(createdAt > end),
		);
		const newestFirst = [...found].sort((a, b) => b.createdAt - a.createdAt);
		return pageOf({ request, reply, origin }, newestFirst);
	}

	return [
		['GET', '/api/logs', list],
		['GET', '/api/logs/:id', ({ params }) => entityOf(tenant.logs, 'logs', params.id)],
	];
}
