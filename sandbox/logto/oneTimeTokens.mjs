/** /api/one-time-tokens: what magic links carry. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';

const EMAIL = z.string().min(1).max(128);
const TOKEN = z.string().min(1).max(256);
const CREATE = z.object({
	// Whatever it is.
	email: EMAIL,
	context: z
		.object({
			jitOrganizationIds: z.array(z.string()).optional(),
			interactionEvent: z.enum(['SignIn', 'Register', 'ForgotPassword']).optional(),
		})
		.default({}),
	expiresIn: z.number().min(1).default(600),
});
const STATUS = z.enum(['active', 'consumed', 'revoked', 'expired']);

export function oneTimeTokenRoutes({ tenant, origin }) {
	const now = () => tenant.clock.now();
	const refused = (reason, status = 400) =>
		new LogtoError(status, `one_time_token.${reason}`, { values: ['***'] });

	/** One that has run out is stored as active until somebody comes with it. */
	const view = (token) => ({
		...token,
		status: token.status === 'active' && token.expiresAt < now() ? 'expired' : token.status,
	});
	const tokenOf = ({ params }) => entityOf(tenant.oneTimeTokens, 'one_time_tokens', params.id);

	function list(request, reply) {
		const email = first(request.query.email);
		const status = first(request.query.status);
		if (email !== undefined) guarded(z.string().regex(/^\S+@\S+\.\S+$/), email, 'query');
		if (status !== undefined) guarded(STATUS, status, 'query');
		const all = [...tenant.oneTimeTokens].reverse();
		// By what is stored, not by what is shown.
		const found = all.filter(
			(token) => (!email || token.email === email) && (!status || token.status === status),
		);
		const page = pageOf({ request, reply, origin }, found, { isOptional: true });
		// The total is that of all tokens, whatever the filter.
		if (reply.hasHeader('Total-Number')) reply.header('Total-Number', String(all.length));
		return page.map(view);
	}

	function create({ body }, reply) {
		const { expiresIn, ...given } = guarded(CREATE, body);
		const createdAt = now();
		const token = {
			tenantId: 'default',
			id: tenant.id(21),
			...given,
			token: tenant.random.text(32),
			status: 'active',
			createdAt,
			expiresAt: createdAt + expiresIn * 1000,
		};
		tenant.oneTimeTokens.push(token);
		reply.code(201);
		return token;
	}

	function verify({ body }) {
		const given = guarded(z.object({ token: TOKEN, email: EMAIL }), body);
		const found = tenant.oneTimeTokens.find(({ token }) => token === given.token);
		if (!found) throw refused('token_not_found', 404);
		if (found.email !== given.email) throw refused('email_mismatch');
		if (found.expiresAt <= now() || found.status === 'expired') {
			if (found.status === 'active') found.status = 'expired';
			throw refused('token_expired');
		}
		if (found.status !== 'active') throw refused(`token_${found.status}`);
		found.status = 'consumed';
		return found;
	}

	function setStatus(request) {
		const { status } = guarded(z.object({ status: STATUS }), request.body);
		const found = tokenOf(request);
		if (status === 'active') throw refused('cannot_reactivate_token');
		return Object.assign(found, { status });
	}

	function remove({ params }, reply) {
		if (!tenant.oneTimeTokens.some(({ id }) => id === params.id)) throw notFound();
		tenant.oneTimeTokens = tenant.oneTimeTokens.filter(({ id }) => id !== params.id);
		reply.code(204).send();
	}

	const tokens = '/api/one-time-tokens';
	return [
		['GET', tokens, list],
		['POST', tokens, create],
		['POST', `${tokens}/verify`, verify],
		['GET', `${tokens}/:id`, (request) => view(tokenOf(request))],
		['DELETE', `${tokens}/:id`, remove],
		['PUT', `${tokens}/:id/status`, setStatus],
	];
}
