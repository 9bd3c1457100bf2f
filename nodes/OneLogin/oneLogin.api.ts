import { asRecords, recordsOf, unreadable } from '../shared/answer';
import type { Call, Reply } from '../shared/api';
import { ApiError, type Refusal } from '../shared/errors';
import { follow, sizeOf } from '../shared/paging';
import type { Vendor } from '../shared/vendor';
import { locateCustomAttribute } from './definitions';
import { locateEventType } from './eventTypes';
import {
	locateApp,
	locateGroup,
	locatePolicy,
	locatePrivilege,
	locateReport,
	locateRole,
	locateUser,
} from './locate';
import { locateMapping } from './mapping';
import { oneLoginOrigin } from './origin';
import { oneLoginBinding } from './token';

interface Status {
	error?: boolean;
	code?: number;
	type?: string;
	message?: string | { attribute?: string; description?: string };
}

interface FieldFault {
	field?: string;
	message?: string | string[];
}

/** OneLogin's error bodies: the v1 envelope, and the flat forms of v2 and of its generated SDKs. */
interface Body extends Omit<Status, 'error' | 'message'> {
	status?: Status | number;
	statusCode?: number;
	name?: string;
	error?: boolean | string;
	message?: Status['message'] | string[];
	description?: string;
	error_description?: string;
	messages?: string | string[];
	/** The attribute that a 422 is about. */
	field?: string;
	errors?: FieldFault[];
	data?: unknown;
	pagination?: { after_cursor?: string | null };
	/** Of the people and roles that have a privilege. */
	afterCursor?: string | number | null;
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

/** A body that is nothing but a verdict, without the envelope around it: no record has these keys. */
const verdict = (reply: Reply): Body | undefined => {
	const body = bodyOf(reply);
	const isVerdict = typeof (body.code ?? body.statusCode) === 'number' && 'message' in body;
	return isVerdict && !('id' in body) ? body : undefined;
};

/** The status that the body itself names. It counts even where HTTP says 200. */
const statedCode = (reply: Reply): number | undefined => {
	const flat = verdict(reply);
	const code = envelope(reply)?.code ?? flat?.code ?? flat?.statusCode;
	return typeof code === 'number' ? code : undefined;
};

const isRefused = (reply: Reply): boolean =>
	envelope(reply)?.error === true ||
	bodyOf(reply).error === true ||
	(statedCode(reply) ?? 0) >= 400;

const header = (reply: Reply, name: string): string => String(reply.headers[name] ?? '').trim();

/** What OneLogin says, in the order in which its own SDKs look for it. */
function sentence(reply: Reply): string | undefined {
	const status = envelope(reply);
	const body = bodyOf(reply);
	const message = status?.message ?? body.message;
	if (typeof message === 'object' && message !== null && !Array.isArray(message)) {
		return [message.attribute, message.description].filter(Boolean).join(': ');
	}
	return [
		[message].flat().join(', '),
		status?.type,
		body.description,
		body.error_description,
		[body.messages].flat().join(', '),
		body.name,
	].find((text) => typeof text === 'string' && text !== '');
}

/** What v2 says of single attributes. */
function causes(reply: Reply): string[] {
	const { field, errors } = bodyOf(reply);
	const faults: FieldFault[] = Array.isArray(errors) ? errors : [];
	return [
		...(typeof field === 'string' ? [`Attribute: ${field}`] : []),
		...faults.map((fault) =>
			[fault.field, [fault.message].flat().join(', ')].filter(Boolean).join(': '),
		),
	];
}

/** Whether a reply of any status, 200 included, says that the hourly limit is used up. */
const isThrottled = (reply: Reply): boolean =>
	reply.status === 429 || /rate_limit_exceeded/i.test(sentence(reply) ?? '');

/**
 * The request for the page after this reply. v1 gives the cursor in the body. v2 gives it in a header,
 * URL-encoded: it holds the size and the number of the page, and OneLogin refuses them beside it, but no
 * filters (onelogin-next.md, section 3). Whether it holds the order nobody says, so a sorted list goes on
 * by the number of the page.
 */
export function nextPage(reply: Reply, call: Call): Call | undefined {
	const { pagination, afterCursor } = bodyOf(reply);
	const after = pagination?.after_cursor ?? afterCursor;
	if (after) return { ...call, query: { ...call.query, after_cursor: after } };
	const cursor = envelope(reply) ? '' : header(reply, 'after-cursor');
	if (!cursor) return undefined;
	const { limit, page = 1, sort, ...filters } = call.query ?? {};
	return {
		...call,
		query: sort
			? { ...filters, limit, sort, page: Number(page) + 1 }
			: { ...filters, cursor: decoded(cursor) },
	};
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
	if (isRefused(reply)) throw new ApiError(oneLogin.refusal(reply));
	return envelope(reply) ? (bodyOf(reply).data ?? '') : reply.body;
}

/** v1 nests some lists one array deeper, and writes "none" as a list that holds an empty list. */
export const flattened = (data: unknown): unknown => (Array.isArray(data) ? data.flat() : data);

/**
 * Whether a 401 is about what the credential may do: v1, v2 and the privileges each say it in their own
 * words (onelogin-next.md, section 5). v2 says the same of an address that is none, and of an account
 * that lacks the feature.
 */
export const isForbidden = (summary: string): boolean =>
	/insufficient permission|^unauthorized$|requires user authentication/i.test(summary);

export const oneLogin: Vendor = {
	name: 'OneLogin',
	credentialTypes: { '': 'oneLoginOAuth2Api' },
	origin: ({ url }) => oneLoginOrigin(url),
	binding: oneLoginBinding,
	headers: {},
	payload,

	/**
	 * "Authentication Failure" is about the token, "Insufficient Permission" about its scope. The
	 * "Unauthorized" of v2 may be either, or an address that is none.
	 */
	tokenFault(reply) {
		if ((statedCode(reply) ?? reply.status) !== 401) return undefined;
		const said = sentence(reply) ?? '';
		if (/insufficient permission/i.test(said)) return undefined;
		return /authentication failure/i.test(said) ? 'refused' : 'unclear';
	},

	refusal(reply): Refusal {
		const { type, name, error } = bodyOf(reply);
		return {
			status: statedCode(reply) ?? reply.status,
			code: [envelope(reply)?.type, type, name, error].find((code) => typeof code === 'string'),
			summary: sentence(reply) ?? `OneLogin refused the request with status ${reply.status}`,
			causes: causes(reply),
			requestId: header(reply, 'x-request-id') || undefined,
		};
	},

	throttle(reply) {
		if (!isThrottled(reply)) return undefined;
		// Seconds that are left of the hour, not a point in time.
		const seconds = [header(reply, 'x-ratelimit-reset'), header(reply, 'retry-after')].find(
			(text) => /^\d+$/.test(text),
		);
		return {
			waitMs: seconds === undefined ? undefined : Number(seconds) * 1000,
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
		if (isForbidden(summary)) {
			return 'The API credential works, but its scope does not allow this operation. Roles, states, locks and passwords need "Manage all", and reading the roles of a user needs "Read all".';
		}
		if (/account owner/i.test(summary)) {
			return 'OneLogin lets nobody change the owner of the account by its API. Leave this person out, or make the change in OneLogin itself.';
		}
		if (/should be a subset of/i.test(summary)) {
			return 'Check "Role Names or IDs": the account has no role with one of these IDs.';
		}
		if (/state is invalid/i.test(summary)) {
			return 'Check "State": OneLogin does not let a user go from the present state to this one.';
		}
		return status === 500
			? 'If it stays so when you try again later, check that the administrator who made the API credential still exists.'
			: undefined;
	},

	async *pages(api, { pageSize, smallestPage, recordsAt, endsEmpty, ...call }, limit) {
		const query = { ...call.query, limit: sizeOf({ pageSize, smallestPage }, limit) };
		const records = (reply: Reply) =>
			recordsAt === undefined
				? asRecords(flattened(payload(reply)))
				: recordsOf(payload(reply), recordsAt);
		yield* follow(api, { ...call, query }, nextPage, records, endsEmpty);
	},

	locate: {
		getApps: locateApp,
		getEventTypes: locateEventType,
		getGroups: locateGroup,
		getPolicies: locatePolicy,
		getRoles: locateRole,
		searchApps: locateApp,
		searchCustomAttributes: locateCustomAttribute,
		searchGroups: locateGroup,
		searchMappings: locateMapping,
		searchPrivileges: locatePrivilege,
		searchReports: locateReport,
		searchRoles: locateRole,
		searchUsers: locateUser,
	},
};
