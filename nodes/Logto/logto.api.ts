import { asRecords, recordsOf, unreadable } from '../shared/answer';
import type { Call, Reply } from '../shared/api';
import { ApiError, type Refusal } from '../shared/errors';
import { sizeOf } from '../shared/paging';
import type { Vendor } from '../shared/vendor';
import { adviceFor } from './advice';
import { locateResource } from './apiResource';
import { locateApplication } from './application';
import { locateRole, locateUser } from './locate';
import { logtoOrigin } from './origin';
import { listOf, numbered, totalOf } from './paging';
import {
	locateOrganization,
	locateOrganizationPermission,
	locateOrganizationRole,
} from './organization';
import { locatePermission } from './permission';
import { locateSsoConnector } from './ssoConnector';
import { logtoBinding } from './token';
import { locateWebhook } from './webhook';

interface LogtoError {
	code?: string;
	message?: string;
	/** One line per invalid field. */
	details?: string;
	data?: {
		issues?: Array<{ path?: Array<string | number>; message?: string }>;
		/** What the database or the provider behind a connector said. */
		message?: string;
		/** What an address of a webhook answered when Logto tried it. */
		responseStatus?: unknown;
		responseBody?: unknown;
	};
	error?: string;
	error_description?: string;
}

/** Names in the form of what Logto names in its answers. */
const LABELS: Record<string, string> = {
	accessTokenTtl: 'Access Token Lifetime',
	applicationIds: 'Application Names or IDs',
	avatar: 'Avatar URL',
	codes: 'Backup Codes',
	'config.url': 'URL',
	customData: 'Custom Data',
	description: 'Description',
	email: 'Email',
	emailDomain: 'Email Domain',
	events: 'Events',
	expiresAt: 'Expires At',
	expiresIn: 'Lifetime',
	isDefault: 'Default Role',
	isThirdParty: 'Third-Party',
	indicator: 'API Identifier',
	invitee: 'Email',
	isMfaRequired: 'Require MFA',
	name: 'Name',
	organizationRoleIds: 'Role Names or IDs',
	organizationScopeIds: 'Permission Names or IDs',
	password: 'Password',
	passwordAlgorithm: 'Password Hash > Algorithm',
	passwordDigest: 'Password Hash > Digest',
	primaryEmail: 'Email',
	primaryPhone: 'Phone',
	roleIds: 'Role Names or IDs',
	scopeIds: 'Permission Names or IDs',
	secret: 'TOTP Secret',
	ssoConnectorIds: 'SSO Connector Names or IDs',
	userIds: 'Users',
	username: 'Username',
};

const header = (reply: Reply, name: string): string => String(reply.headers[name] ?? '').trim();

/** A field of a request as the form shows it, and as Logto calls it. */
function inForm(path: Array<string | number>): string {
	const name = path.join('.');
	const label = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
	return label ? `"${label}" (${name})` : name || 'input';
}

/** Short plain text of an answer, such as "Not Found"; pages of a proxy are left out. */
const words = (body: unknown): string =>
	typeof body === 'string' && /^[\w ,.'-]{1,80}$/.test(body) ? ` (${body})` : '';

/** A message without the names of what Logto forgot to fill in, as in "{{method}}: has not been …". */
const withoutGaps = (message: string): string =>
	message.includes('{{') ? message.replace(/\{\{\w+\}\}:?/g, '').trim() : message;

/** The reason behind a refusal, where it is a sentence and not the request over again. */
function reasonIn({ data, message }: LogtoError): string[] {
	const reason = data?.message;
	return typeof reason === 'string' && !/^\s*[[{]/.test(reason) && !String(message).includes(reason)
		? [reason]
		: [];
}

/** What the address of a webhook answered, where a test of it says so. */
function answerIn({ data }: LogtoError): string[] {
	const { responseStatus: status, responseBody: body } = data ?? {};
	if (status === undefined && body === undefined) return [];
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const [code] = /^\d{3}$/.exec(String(status)) ?? ['unknown'];
	return [`The address answered with status ${code}`, text.slice(0, 200)];
}

/**
 * The request for the page after this reply. Logto's Link header leaves out "/api" and so leads
 * nowhere; pages are counted instead, up to the total, or to an empty page where there is none.
 */
export function nextPage(reply: Reply, call: Call): Call | undefined {
	const page = Number(call.query?.page);
	const size = Number(call.query?.page_size);
	const total = totalOf(reply);
	const more = total === undefined ? asRecords(reply.body).length > 0 : page * size < total;
	return more ? { ...call, query: { ...call.query, page: page + 1 } } : undefined;
}

/** How long a Retry-After header asks to wait, in ms: it holds seconds or a date. */
function retryAfter(reply: Reply, now: number): number | undefined {
	const after = header(reply, 'retry-after');
	if (/^\d+$/.test(after)) return Number(after) * 1000;
	// Only a date with its weekday: Date.parse reads a date into almost anything, "-5" included.
	const date = /^[A-Z][a-z]{2}, /.test(after) ? Date.parse(after) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

export const logto: Vendor = {
	name: 'Logto',
	credentialTypes: { '': 'logtoOAuth2Api' },
	origin: ({ endpoint }) => logtoOrigin(endpoint),
	binding: logtoBinding,
	// Messages come in the language asked for.
	headers: { 'Accept-Language': 'en' },

	payload(reply) {
		if (typeof reply.body !== 'string') return reply.body;
		// 201 can be the bare word "Created". Any other text is no answer of this API, but for
		// example the sign-in page of a proxy, and must not pass for "done".
		if (reply.body !== '' && !(reply.status === 201 && reply.body === 'Created')) {
			throw new ApiError({ status: reply.status, ...unreadable('JSON', reply.body) });
		}
		return '';
	},

	tokenFault(reply) {
		if (reply.status !== 401 && reply.status !== 403) return undefined;
		const { code } = logto.refusal(reply);
		// The token may be from before the application was given its role.
		if (reply.status === 403) return code === 'auth.forbidden' ? 'refused' : undefined;
		if (code === undefined) return 'unclear';
		// Connectors answer 401 when the provider behind them refuses.
		return code.startsWith('auth.') ? 'refused' : undefined;
	},

	refusal(reply): Refusal {
		const body: LogtoError =
			typeof reply.body === 'object' && reply.body !== null ? (reply.body as LogtoError) : {};
		const issues = body.data?.issues ?? [];
		const causes = issues.length
			? issues.map(({ path, message }) => `${inForm(path ?? [])}: ${message ?? ''}`)
			: [...(body.details ?? '').split('\n').filter(Boolean), ...reasonIn(body), ...answerIn(body)];
		return {
			status: reply.status,
			code: body.code ?? body.error,
			summary:
				body.error_description ??
				(typeof body.message === 'string' ? withoutGaps(body.message) : undefined) ??
				`Logto refused the request with status ${reply.status}${words(reply.body)}`,
			causes,
			requestId: header(reply, 'logto-core-request-id') || undefined,
		};
	},

	throttle(reply, now) {
		if (reply.status !== 429) return undefined;
		// Logto Cloud's own limit is 200 requests in 10 seconds; whether it says when to go on is not known.
		return {
			waitMs: retryAfter(reply, now),
			reason: 'allows no more requests for now',
		};
	},

	// Logto says nothing about what is left of its limit.
	allowance: () => undefined,

	// One limit for the whole tenant.
	bucket: () => '',

	parallel: 10,

	advise: adviceFor,

	async *pages(api, { pageSize, smallestPage, recordsAt, ...call }, limit, reading) {
		const size = sizeOf({ pageSize, smallestPage }, limit);
		// Lists that are not paged come whole; those within an object are never paged.
		if (size === undefined) yield recordsOf(logto.payload(await api.send(call)), recordsAt);
		else yield* numbered(api, listOf(api, call, size), limit, reading);
	},

	locate: {
		getApplications: locateApplication(),
		getMachineRoles: locateRole,
		getMachines: locateApplication('MachineToMachine'),
		getOrganizationMachineRoles: locateOrganizationRole,
		getOrganizationPermissions: locateOrganizationPermission,
		getOrganizationRoles: locateOrganizationRole,
		getOrganizations: locateOrganization,
		getPermissions: locatePermission,
		getSsoConnectors: locateSsoConnector,
		getUserRoles: locateRole,
		searchApplications: locateApplication(),
		searchMachines: locateApplication('MachineToMachine'),
		searchOrganizationPermissions: locateOrganizationPermission,
		searchOrganizationRoles: locateOrganizationRole,
		searchOrganizations: locateOrganization,
		searchPermissions: locatePermission,
		searchPermissionsOfResource: locatePermission,
		searchPermissionsOfRole: locatePermission,
		searchResources: locateResource,
		searchRoles: locateRole,
		searchRolesOfApplication: locateRole,
		searchSsoConnectors: locateSsoConnector,
		searchUsers: locateUser,
		searchWebhooks: locateWebhook,
	},
};
