import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';

export const suspend = defineOperation({
	value: 'suspend',
	name: 'Suspend',
	action: 'Suspend a user',
	description:
		'Keep a user from signing in and end all sessions. Personal access tokens stay usable: delete them as well.',
	fields: [user, simplify],
	request: ({ user }) => ({
		method: 'PATCH',
		path: path`/api/users/${user}/is-suspended`,
		body: { isSuspended: true },
	}),
	result: userIn,
	simplify: simplifyUser,
});
