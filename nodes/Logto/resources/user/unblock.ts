import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const unblock = defineOperation({
	value: 'unblock',
	name: 'Unblock',
	action: 'Unblock a user',
	description:
		'Let a user sign in again who was locked out after too many wrong passwords or codes. Not for suspended users: see Unsuspend.',
	fields: [user],
	async run(api, { user }) {
		const { id, username, primaryEmail, primaryPhone } = asRecord(
			await api.request({ method: 'GET', path: path`/api/users/${user}` }),
		);
		// Lockouts are kept by what was typed at the sign-in, and those of MFA by the user's ID
		// (core/src/routes/experience/classes/libraries/sentinel-guard.ts): all that it may have been.
		const email = typeof primaryEmail === 'string' ? primaryEmail.toLowerCase() : undefined;
		const targets = [id, username, primaryEmail, email, primaryPhone].filter(
			(one) => typeof one === 'string' && one !== '',
		) as string[];
		const identifiers = [...new Set(targets)];
		await api.request({
			method: 'POST',
			path: path`/api/sentinel-activities/delete`,
			body: { targetType: 'User', targets: identifiers },
		});
		return { success: true, userId: user, identifiers };
	},
});
