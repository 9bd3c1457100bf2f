import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const getSignInSettings = defineOperation({
	value: 'getSignInSettings',
	name: 'Get Sign-In Settings',
	action: 'Get the sign-in settings of a user',
	description: 'Read whether a user skipped setting up MFA and passkeys, and whether sign-in asks',
	fields: [user],
	request: ({ user }) => ({ method: 'GET', path: path`/api/users/${user}/logto-configs` }),
	result: (payload, { user }) => ({ userId: user, ...asRecord(payload) }),
});
