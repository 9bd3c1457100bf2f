import { unreadable } from '../shared/answer';
import type { Reply } from '../shared/api';
import { ApiError, type Refusal } from '../shared/errors';
import type { Vendor } from '../shared/vendor';
import { advise } from './advice';
import { header } from './links';
import {
	locateAnyGroup,
	locateApp,
	locateCustomRole,
	locateGroup,
	locateGroupRule,
	locateResourceSet,
	locateUser,
} from './locate';
import { oktaOrigin, requireConnection } from './origin';
import { pages } from './pages';
import { serviceBinding } from './serviceApp';

interface OktaError {
	errorCode?: string;
	errorSummary?: string;
	errorId?: string;
	/** Documented as a list of objects; some answers hold a single object. */
	errorCauses?: unknown;
	error?: string;
	error_description?: string;
}

const headerNumber = (reply: Reply, name: string): number | undefined => {
	const text = header(reply, name).trim();
	return /^\d+$/.test(text) ? Number(text) : undefined;
};

/** The sentences of a refusal's causes, in whatever shape they come. */
const causesOf = ({ errorCauses }: OktaError): string[] =>
	[errorCauses ?? []]
		.flat()
		.map((cause) => (cause as { errorSummary?: unknown } | null)?.errorSummary)
		.filter((text) => typeof text === 'string' && text !== '') as string[];

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
/** What Okta says of an API token, and of an OAuth 2.0 token, that it does not accept. */
const TOKEN_CODES = new Set(['E0000011', 'invalid_token']);

/**
 * Refusals that mean "not yet", and the waits before the request goes again, in ms: parallel changes of
 * rules and of roles, rules that are being set up, and users on their way to another status (Terraform's
 * provider waits a minute for rules and five seconds for users).
 */
const BUSY: Record<string, number> = {
	'423 E0000239': 20_000,
	'409 E0000249': 5_000,
	'409 E0000268': 5_000,
	'409 E0000112': 5_000,
};

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
	// n8n's OAuth2 credentials have a private key as well.
	binding: (credentials) =>
		credentials.grantType !== undefined || credentials.privateKey === undefined
			? undefined
			: serviceBinding(credentials),
	headers: {},

	tokenFault(reply) {
		if (reply.status !== 401) return undefined;
		const { code } = okta.refusal(reply);
		if (code === undefined) return 'unclear';
		// Other 401s are about passwords, sessions, licences or proofs (Okta, error codes; RFC 6750, 3.1).
		return TOKEN_CODES.has(code) ? 'refused' : undefined;
	},

	payload(reply) {
		if (typeof reply.body === 'string' && reply.body !== '') {
			throw new ApiError({ status: reply.status, ...unreadable('JSON', reply.body) });
		}
		return reply.body;
	},

	refusal(reply): Refusal {
		const { status } = reply;
		const body: OktaError =
			typeof reply.body === 'object' && reply.body !== null ? (reply.body as OktaError) : {};
		const requestId = body.errorId || header(reply, 'x-okta-request-id') || undefined;
		if (body.errorSummary || body.errorCode) {
			return {
				status,
				code: body.errorCode,
				summary: body.errorSummary || `Okta refused the request with ${body.errorCode}`,
				causes: causesOf(body),
				requestId,
			};
		}
		// OAuth failures come without Okta's body: the reason is in WWW-Authenticate.
		const challenge = header(reply, 'www-authenticate');
		const part = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1];
		// Which scope one request of several lacked; other refusals repeat those of the token.
		const scopes = part('error') === 'insufficient_scope' ? part('scope') : undefined;
		// A gateway's own page says nothing about the address.
		const isPage =
			![502, 503, 504].includes(status) &&
			typeof reply.body === 'string' &&
			/^\s*</.test(reply.body);
		return {
			status,
			code: body.error ?? part('error'),
			summary:
				body.error_description ??
				part('error_description') ??
				`Okta refused the request with status ${status}`,
			causes: isPage
				? [
						'The answer is a web page: check that the URL in the credential is that of your organization',
					]
				: scopes
					? [`Okta wants the scope ${scopes}`]
					: [],
			requestId,
		};
	},

	throttle(reply, now) {
		const busy = BUSY[`${reply.status} ${okta.refusal(reply).code}`];
		if (busy) {
			return { waitMs: busy, reason: 'is still working on the change before', isBusy: true };
		}
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

	advise,

	pages: (api, call, limit) => pages(api, call, limit, okta.payload),

	locate: {
		getGroups: locateGroup,
		searchApps: locateApp,
		searchCustomRoles: locateCustomRole,
		searchGroupRules: locateGroupRule,
		searchGroups: locateAnyGroup,
		searchOktaGroups: locateGroup,
		searchResourceSets: locateResourceSet,
		searchUsers: locateUser,
	},
};
