import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';

export const expirePassword = defineOperation({
	value: 'expirePassword',
	name: 'Expire Password',
	action: 'Expire the password of a user',
	description:
		'Have a user choose another password at the next sign-in. Needs a password expiration policy in the sign-in experience.',
	fields: [
		user,
		{
			displayName: 'Expired',
			name: 'isExpired',
			type: 'boolean',
			default: true,
			description: 'Whether the password counts as expired. Turn off to take it back.',
		},
		simplify,
	],
	request: ({ user, isExpired }) => ({
		method: 'PATCH',
		path: path`/api/users/${user}/password/expiration`,
		body: { isExpired },
	}),
	result: userIn,
	simplify: simplifyUser,
});
