/** /api/v1/users/{userId}/credentials: what users do who say their password (okta-next.md, 4.2). */
import { notFound, OktaError } from './errors.mjs';
import { booleanOf } from './paging.mjs';
import { isObject, knows, onlyKeys, readCredentials } from './schema.mjs';

export function credentialRoutes({ org, origin }) {
	const MANAGE = 'okta.users.manage';

	/** These paths take the id of a user, and no login. */
	function userOf({ params }) {
		const user = org.users.get(params.id);
		if (!user || !org.settle(user)) throw notFound(params.id, 'User');
		return user;
	}

	const valueOf = (given) => {
		onlyKeys(given, ['value']);
		if (typeof given.value !== 'string' || given.value === '') throw new OktaError('E0000003');
		return given.value;
	};

	const view = ({ credentials }) => ({
		...(credentials.password && { password: {} }),
		...(credentials.recovery_question && { recovery_question: credentials.recovery_question }),
		provider: credentials.provider,
	});

	/** Whose password another system checks, or who has none, cannot change it here. */
	function requirePassword(user, code) {
		const { password, provider } = user.credentials;
		if (!password || !['OKTA', 'IMPORT'].includes(provider.type)) throw new OktaError(code);
	}

	function changePassword(request) {
		const user = userOf(request);
		const { body, query } = request;
		const strict = booleanOf(query, 'strict', false);
		if (!isObject(body)) throw new OktaError('E0000003');
		onlyKeys(body, ['oldPassword', 'newPassword', 'revokeSessions']);
		requirePassword(user, 'E0000035');
		const allowed = ['STAGED', 'ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED'];
		if (!allowed.includes(user.status)) throw new OktaError('E0000038');
		if (!knows(user.credentials, valueOf(body.oldPassword))) {
			throw new OktaError('E0000014', '', ['Old Password is not correct']);
		}
		const { hasNewPassword: _new, ...credentials } = readCredentials(
			{ password: { value: valueOf(body.newPassword) } },
			{
				login: user.profile.login,
				current: user.credentials,
				isStaged: user.status === 'STAGED',
				strict,
			},
		);
		user.credentials = credentials;
		user.passwordChanged = org.clock.iso();
		if (['RECOVERY', 'PASSWORD_EXPIRED'].includes(user.status)) user.status = 'ACTIVE';
		if (body.revokeSessions === true) org.sessions.delete(user.id);
		org.touch(user);
		org.note('user.account.update_password', [org.userTarget(user)]);
		return view(user);
	}

	function changeQuestion(request) {
		const user = userOf(request);
		const { body } = request;
		if (!isObject(body)) throw new OktaError('E0000003');
		onlyKeys(body, ['password', 'recovery_question']);
		requirePassword(user, 'E0000036');
		if (!['STAGED', 'ACTIVE', 'RECOVERY'].includes(user.status)) throw new OktaError('E0000038');
		if (!knows(user.credentials, valueOf(body.password))) {
			throw new OktaError('E0000014', '', ['Password is not correct']);
		}
		const { hasNewPassword: _new, ...credentials } = readCredentials(
			{ recovery_question: body.recovery_question },
			{ login: user.profile.login, current: user.credentials, isStaged: false, strict: false },
		);
		user.credentials = credentials;
		org.touch(user);
		org.note('user.account.update_profile', [org.userTarget(user)]);
		return view(user);
	}

	function forgotPassword(request) {
		const user = userOf(request);
		const send = booleanOf(request.query, 'sendEmail', true);
		requirePassword(user, 'E0000034');
		if (user.status !== 'ACTIVE' || !user.credentials.recovery_question) {
			throw new OktaError('E0000034');
		}
		org.note('user.account.reset_password', [org.userTarget(user)]);
		return send
			? {}
			: { resetPasswordUrl: `${origin}/signin/reset-password/${org.random.text(20)}` };
	}

	const at = '/api/v1/users/:id/credentials';
	return [
		['POST', `${at}/change_password`, MANAGE, changePassword],
		['POST', `${at}/change_recovery_question`, MANAGE, changeQuestion],
		['POST', `${at}/forgot_password`, MANAGE, forgotPassword],
	];
}
