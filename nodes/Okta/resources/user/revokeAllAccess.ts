import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const revokeAllAccess = defineOperation({
	value: 'revokeAllAccess',
	name: 'Revoke All Access',
	action: 'Revoke all access of a user',
	description:
		'Sign a user out of Okta and of every application that supports Universal Logout, and revoke the tokens. Needs the scope okta.universalLogout.manage, and the feature in the organization.',
	fields: [user],
	request: ({ user }) => ({
		method: 'POST',
		path: path`/oauth2/v1/global-token-revocation`,
		body: { sub_id: { format: 'opaque', id: user } },
	}),
	result: (_payload, { user }) => ({ userId: user, success: true }),
});
