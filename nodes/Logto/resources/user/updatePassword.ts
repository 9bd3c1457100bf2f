import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';

export const updatePassword = defineOperation({
	value: 'updatePassword',
	name: 'Update Password',
	action: 'Update the password of a user',
	description:
		'Set a new password for a user. Sessions and refresh tokens live on; to end them, suspend the user and unsuspend again.',
	fields: [
		user,
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In clear text. The password policy of the tenant is not applied to it.',
		},
		simplify,
	],
	request: ({ user, password }) => ({
		method: 'PATCH',
		path: path`/api/users/${user}/password`,
		body: { password },
	}),
	result: userIn,
	simplify: simplifyUser,
});
