import type { Refusal } from '../shared/errors';
import { asRecords, numbered } from '../shared/paging';
import type { Call, Reply, Vendor } from '../shared/vendor';
import { locateUser } from './locate';
import { logtoOrigin } from './origin';

interface LogtoError {
	code?: string;
	message?: string;
	/** One line per invalid field. */
	details?: string;
	data?: { issues?: Array<{ path?: Array<string | number>; message?: string }> };
	error?: string;
	error_description?: string;
}

const header = (reply: Reply, name: string): string => String(reply.headers[name] ?? '').trim();

/** How many records the list has in all, where Logto says so. */
function totalOf(reply: Reply): number | undefined {
	const total = header(reply, 'total-number');
	return /^\d+$/.test(total) ? Number(total) : undefined;
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

export const logto: Vendor = {
	name: 'Logto',
	credentialTypes: { '': 'logtoOAuth2Api' },
	origin: ({ endpoint }) => logtoOrigin(endpoint),
	// Messages come in the language asked for.
	headers: { 'Accept-Language': 'en' },

	// Some endpoints answer with plain text ("Created") or nothing.
	payload: (reply) => (typeof reply.body === 'string' ? '' : reply.body),

	refusal(reply): Refusal {
		const body: LogtoError =
			typeof reply.body === 'object' && reply.body !== null ? (reply.body as LogtoError) : {};
		const issues = body.data?.issues ?? [];
		const causes = issues.length
			? issues.map(({ path, message }) => `${(path ?? []).join('.') || 'input'}: ${message ?? ''}`)
			: (body.details ?? '').split('\n').filter(Boolean);
		return {
			status: reply.status,
			code: body.code ?? body.error,
			summary:
				body.error_description ??
				body.message ??
				`Logto refused the request with status ${reply.status}`,
			causes,
			requestId: header(reply, 'logto-core-request-id') || undefined,
		};
	},

	throttle(reply) {
		if (reply.status !== 429) return undefined;
		// Logto Cloud's own limit is 200 requests in 10 seconds; whether it says when to go on is not known.
		const after = header(reply, 'retry-after');
		return {
			waitMs: /^\d+$/.test(after) ? Number(after) * 1000 : undefined,
			reason: 'allows no more requests for now',
		};
	},

	// Logto says nothing about what is left of its limit.
	allowance: () => undefined,

	// One limit for the whole tenant.
	bucket: () => '',

	parallel: 10,

	advise({ status, code }) {
		switch (code) {
			case 'auth.forbidden':
				return 'The application has no Management API access. In the Logto console, give it the machine-to-machine role "Logto Management API access".';
			case 'user.invalid_role_type':
				return 'Check "Role Names or IDs": a user can have only roles of the type "User", not machine-to-machine roles.';
			case 'entity.not_exists_with_id':
				return 'Check the IDs: one of them is not known to this Logto server.';
			default:
				return status === 404 && code === undefined
					? 'Check the endpoint in the credential: there is no such address on this server.'
					: undefined;
		}
	},

	pages: (api, { pageSize, ...call }, limit) => {
		const size = Math.min(pageSize, limit);
		return numbered(
			api,
			{
				page: (page) => ({ ...call, query: { ...call.query, page, page_size: size } }),
				size,
				records: ({ body }) => asRecords(body),
				total: totalOf,
				identity: ({ id }) => id,
			},
			limit,
		);
	},

	locate: { user: locateUser },
};
