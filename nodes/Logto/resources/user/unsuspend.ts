import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';

export const unsuspend = defineOperation({
	value: 'unsuspend',
	name: 'Unsuspend',
	action: 'Unsuspend a user',
	description: 'Let a suspended user sign in again',
	fields: [user, simplify],
	request: ({ user }) => ({
		method: 'PATCH',
		path: path`/api/users/${user}/is-suspended`,
		body: { isSuspended: false },
	}),
	result: userIn,
	simplify: simplifyUser,
});
