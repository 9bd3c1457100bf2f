import { ApiError, raise } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { logto } from '../../logto.api';
import { user } from '../../user';

/** Logto's way to say "no": the password is another one, or the user has none. */
const isWrongPassword = (error: unknown): boolean =>
	error instanceof ApiError &&
	error.refusal.status === 422 &&
	error.refusal.code === 'session.invalid_credentials';

export const verifyPassword = defineOperation({
	value: 'verifyPassword',
	name: 'Verify Password',
	action: 'Verify the password of a user',
	description:
		'Check whether a password is that of the user. The answer is also no when the user has none.',
	fields: [
		user,
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password to check, in clear text',
		},
	],
	isRead: true,
	async run(api, { user, password }) {
		try {
			const reply = await api.send({
				method: 'POST',
				path: path`/api/users/${user}/password/verify`,
				body: { password },
				isRead: true,
			});
			if (reply.status === 204) return { userId: user, verified: true };
			// Logto's "yes" is that status, and nothing else may pass for it.
			logto.payload(reply);
			throw new ApiError({
				status: reply.status,
				summary: `The answer could not be read: expected status 204, received ${reply.status}`,
			});
		} catch (error) {
			return isWrongPassword(error) ? { userId: user, verified: false } : raise(error as Error);
		}
	},
});
