import { ApiError, type Refusal } from '../shared/errors';
import { asRecords, follow, unreadable } from '../shared/paging';
import type { Call, Reply, Vendor } from '../shared/vendor';
import { locateUser } from './locate';
import { oneLoginOrigin } from './origin';

interface Status {
	error?: boolean;
	code?: number;
	type?: string;
	message?: string | { attribute?: string; description?: string };
}

/** OneLogin's error bodies: the v1 envelope, and the flat forms of v2 and of its generated SDKs. */
interface Body extends Status {
	status?: Status | number;
	statusCode?: number;
	name?: string;
	description?: string;
	error_description?: string;
	messages?: string[];
	data?: unknown;
	pagination?: { after_cursor?: string | null };
}

const bodyOf = (reply: Reply): Body =>
	typeof reply.body === 'object' && reply.body !== null && !Array.isArray(reply.body)
		? (reply.body as Body)
		: {};

/** The `status` of the v1 envelope. A user's own `status` is a number. */
const envelope = (reply: Reply): Status | undefined => {
	const { status } = bodyOf(reply);
	return typeof status === 'object' && status !== null ? status : undefined;
};

const header = (reply: Reply, name: string): string => String(reply.headers[name] ?? '').trim();

/** What OneLogin says, in the order in which its own SDKs look for it. */
function sentence(reply: Reply): string | undefined {
	const status = envelope(reply);
	const body = bodyOf(reply);
	const message = status?.message ?? body.message;
	if (typeof message === 'object' && message !== null) {
		return [message.attribute, message.description].filter(Boolean).join(': ');
	}
	return [
		message,
		status?.type,
		body.description,
		body.error_description,
		body.messages?.join(' '),
		body.name,
	].find((text) => typeof text === 'string' && text !== '');
}

/** Whether a reply of any status, 200 included, says that the hourly limit is used up. */
const isThrottled = (reply: Reply): boolean =>
	reply.status === 429 || /rate_limit_exceeded/i.test(sentence(reply) ?? '');

/**
 * The request for the page after this reply. v1 gives the cursor in the body; the bare lists that
 * the generated SDKs expect give it in a header, URL-encoded, and it then holds the page size too.
 */
export function nextPage(reply: Reply, call: Call): Call | undefined {
	const after = bodyOf(reply).pagination?.after_cursor;
	if (after) return { ...call, query: { ...call.query, after_cursor: after } };
	const cursor = envelope(reply) ? '' : header(reply, 'after-cursor');
	if (!cursor) return undefined;
	return { ...call, query: { ...call.query, limit: undefined, cursor: decoded(cursor) } };
}

function decoded(cursor: string): string {
	try {
		return decodeURIComponent(cursor);
	} catch {
		return cursor;
	}
}

/** The data of a reply, out of the v1 envelope where it has one. */
function payload(reply: Reply): unknown {
	if (typeof reply.body === 'string' && reply.body !== '') {
		throw new ApiError({ status: reply.status, ...unreadable('JSON', reply.body) });
	}
	const status = envelope(reply);
	if (status?.error || bodyOf(reply).error === true) throw new ApiError(oneLogin.refusal(reply));
	if (!status) return reply.body;
	return bodyOf(reply).data ?? '';
}

/** v1 nests some lists one array deeper, and writes "none" as a list that holds an empty list. */
export const flattened = (data: unknown): unknown => (Array.isArray(data) ? data.flat() : data);

export const oneLogin: Vendor = {
	name: 'OneLogin',
	credentialTypes: { '': 'oneLoginOAuth2Api' },
	origin: ({ url }) => oneLoginOrigin(url),
	headers: {},
	payload,

	refusal(reply): Refusal {
		const type = envelope(reply)?.type ?? bodyOf(reply).type ?? bodyOf(reply).name;
		return {
			status: envelope(reply)?.code ?? reply.status,
			code: type,
			summary: sentence(reply) ?? `OneLogin refused the request with status ${reply.status}`,
			requestId: header(reply, 'x-request-id') || undefined,
		};
	},

	throttle(reply) {
		if (!isThrottled(reply)) return undefined;
		// Seconds that are left of the hour, not a point in time.
		const reset = header(reply, 'x-ratelimit-reset');
		return {
			waitMs: /^\d+$/.test(reset) ? Number(reset) * 1000 : undefined,
			reason: 'allows no more requests this hour',
		};
	},

	allowance(reply, now) {
		const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
			header(reply, `x-ratelimit-${name}`),
		);
		if (![limit, remaining, reset].every((text) => /^\d+$/.test(text))) return undefined;
		return {
			limit: Number(limit),
			remaining: Number(remaining),
			resetAt: now + Number(reset) * 1000,
			// Seconds left, counted down and rounded, plus the time that the answer took.
			tolerance: 10_000,
		};
	},

	// One limit for the whole account.
	bucket: () => '',

	parallel: 10,

	advise({ status, summary }) {
		if (/insufficient permission/i.test(summary)) {
			return 'The API credential works, but its scope does not allow this operation. Roles, states and passwords need "Manage all".';
		}
		return status === 500
			? 'Try again later. If it stays so, check that the administrator who made the API credential still exists.'
			: undefined;
	},

	async *pages(api, { pageSize, ...call }, limit) {
		const query = { ...call.query, limit: Math.min(pageSize, limit) };
		yield* follow(api, { ...call, query }, nextPage, (reply) =>
			asRecords(flattened(payload(reply))),
		);
	},

	locate: { user: locateUser },
};
