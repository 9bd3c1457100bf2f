/** Where users are signed in, what was granted, how they sign in, and who is locked out. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { guarded, LogtoError } from './errors.mjs';
import { userIn, userView } from './users.mjs';

const TWO_WEEKS = 1_209_600;
const SKIPPED = z.object({ skipped: z.boolean().optional() });
const SETTINGS = z.object({
	mfa: SKIPPED.extend({
		enabled: z.boolean().optional(),
		// Taken, and written nowhere (core/src/routes/admin-user/basics.ts).
		additionalBindingSuggestionSkipped: z.boolean().optional(),
		skipMfaOnSignIn: z.boolean().optional(),
	}).optional(),
	passkeySignIn: SKIPPED.optional(),
});

const sessionView = (user, { uid, jti, at, grant }) => {
	const seconds = Math.floor(at / 1000);
	return {
		payload: {
			exp: seconds + TWO_WEEKS,
			iat: seconds,
			jti,
			uid,
			kind: 'Session',
			loginTs: seconds,
			accountId: user.id,
			authorizations: { [grant.clientId]: { sid: jti, grantId: grant.id, persistsLogout: true } },
		},
		lastSubmission: null,
		clientId: grant.clientId,
		accountId: user.id,
		expiresAt: at + TWO_WEEKS * 1000,
	};
};

export function sessionRoutes({ tenant }) {
	const applicationOf = ({ clientId }) => tenant.applications.find(({ id }) => id === clientId);

	const grantView = (user, grant) => {
		const { id, clientId, at } = grant;
		const seconds = Math.floor(at / 1000);
		return {
			id,
			payload: {
				exp: seconds + TWO_WEEKS,
				iat: seconds,
				jti: id,
				kind: 'Grant',
				clientId,
				accountId: user.id,
				openid: { scope: 'openid offline_access profile' },
			},
			expiresAt: at + TWO_WEEKS * 1000,
			application: { id: clientId, name: applicationOf(grant)?.name ?? clientId },
		};
	};

	/** Whether a grant is one of those that are meant: `all`, or by whose application it is. */
	const isOf = (target) => (grant) =>
		target === 'all' || (applicationOf(grant)?.isThirdParty === true) === (target === 'thirdParty');

	function endSession({ params, query }, reply) {
		const target = guarded(
			z.object({ revokeGrantsTarget: z.enum(['all', 'firstParty']).optional() }),
			{ revokeGrantsTarget: first(query.revokeGrantsTarget) },
			'query',
		).revokeGrantsTarget;
		const holder = [...tenant.users.values()].find(({ hidden }) =>
			hidden.sessions.some(({ uid }) => uid === params.sessionId),
		);
		if (!holder) throw new LogtoError(404, 'oidc.session_not_found');
		if (holder.id !== params.id) throw new LogtoError(404, 'oidc.invalid_session_account_id');
		const { hidden } = holder;
		const session = hidden.sessions.find(({ uid }) => uid === params.sessionId);
		hidden.sessions = hidden.sessions.filter((one) => one !== session);
		// Without a target the refresh tokens that came of the session go on working.
		if (target && isOf(target)(session.grant)) {
			hidden.grants = hidden.grants.filter(({ id }) => id !== session.grant.id);
		}
		reply.code(204).send();
	}

	function listGrants({ params, query }) {
		const { appType } = guarded(
			z.object({ appType: z.enum(['firstParty', 'thirdParty']).optional() }),
			{ appType: first(query.appType) },
			'query',
		);
		const user = tenant.users.get(params.id);
		const grants = (user?.hidden.grants ?? []).filter(isOf(appType ?? 'all'));
		return { grants: grants.map((grant) => grantView(user, grant)) };
	}

	function revokeGrant({ params }, reply) {
		const user = tenant.users.get(params.id);
		const grant = user?.hidden.grants.find(({ id }) => id === params.grantId);
		if (!grant) throw new LogtoError(404, 'oidc.invalid_grant');
		// The browser session stays.
		user.hidden.grants = user.hidden.grants.filter((one) => one !== grant);
		reply.code(204).send();
	}

	const settingsView = ({ hidden: { settings = {} } }) => ({
		mfa: {
			...(settings.enabled !== undefined && { enabled: settings.enabled }),
			skipped: settings.skipped ?? false,
			skipMfaOnSignIn: settings.skipMfaOnSignIn ?? false,
		},
		passkeySignIn: { skipped: settings.passkeySkipped ?? false },
	});

	function updateSettings(request) {
		const { mfa = {}, passkeySignIn = {} } = guarded(SETTINGS, request.body);
		const user = userIn(tenant, request);
		const given = {
			enabled: mfa.enabled,
			skipped: mfa.skipped,
			skipMfaOnSignIn: mfa.skipMfaOnSignIn,
			passkeySkipped: passkeySignIn.skipped,
		};
		user.hidden.settings ??= {};
		for (const [name, value] of Object.entries(given)) {
			if (value !== undefined) user.hidden.settings[name] = value;
		}
		tenant.touch(user);
		return settingsView(user);
	}

	function expirePassword(request) {
		const { isExpired } = guarded(z.object({ isExpired: z.boolean() }), request.body);
		const user = userIn(tenant, request);
		// Taking it back is always possible.
		if (isExpired && !tenant.settings.passwordExpiration) {
			throw new LogtoError(400, 'sign_in_experiences.password_expiration_not_enabled');
		}
		user.hidden.isPasswordExpired = isExpired;
		return userView(user);
	}

	function unblock({ body }, reply) {
		const { targets } = guarded(
			z.object({ targetType: z.enum(['User', 'App']), targets: z.array(z.string()) }),
			body,
		);
		// By what was typed at the sign-in, sign by sign; whoever was not locked out is no matter.
		for (const target of targets) tenant.blocked.delete(target);
		reply.code(204).send();
	}

	const user = '/api/users/:id';
	return [
		[
			'GET',
			`${user}/sessions`,
			({ params }) => {
				// A user who does not exist has no sessions, and that is no 404.
				const found = tenant.users.get(params.id);
				return {
					sessions: (found?.hidden.sessions ?? []).map((session) => sessionView(found, session)),
				};
			},
		],
		['DELETE', `${user}/sessions/:sessionId`, endSession],
		['GET', `${user}/grants`, listGrants],
		['DELETE', `${user}/grants/:grantId`, revokeGrant],
		[
			'GET',
			`${user}/all-identities`,
			(request) => ({
				socialIdentities: Object.entries(userIn(tenant, request).identities).map(
					([target, identity]) => ({ target, identity }),
				),
				ssoIdentities: [],
			}),
		],
		['GET', `${user}/logto-configs`, (request) => settingsView(userIn(tenant, request))],
		['PATCH', `${user}/logto-configs`, updateSettings],
		['PATCH', `${user}/password/expiration`, expirePassword],
		['POST', '/api/sentinel-activities/delete', unblock],
	];
}
