import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { grant } from './grants';

export const revokeGrant = defineOperation({
	value: 'revokeGrant',
	name: 'Revoke Grant',
	action: 'Revoke a grant of a user',
	description:
		'End the access of one application to the account of a user, its refresh tokens included. The browser session stays.',
	fields: [user, grant],
	request: ({ user, grant }) => ({
		method: 'DELETE',
		path: path`/api/users/${user}/grants/${grant}`,
	}),
	result: (_payload, { user, grant }) => ({ success: true, userId: user, grantId: grant }),
});
