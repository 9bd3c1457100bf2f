import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { revokeSessions } from './lifecycle';

export const changePassword = defineOperation({
	value: 'changePassword',
	name: 'Change Password',
	action: 'Change the password of a user',
	description:
		'Change the password of somebody who says the old one. To set one without it, see Update; to let the user choose, Reset Password.',
	fields: [
		user,
		{
			displayName: 'Old Password',
			name: 'oldPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password that the user has now',
		},
		{
			displayName: 'New Password',
			name: 'newPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Must satisfy the password policy of the organization',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				revokeSessions,
				{
					displayName: 'Strict',
					name: 'strict',
					type: 'boolean',
					default: false,
					description: 'Whether the rules for password age and history count, too',
				},
			],
		},
	],
	request: ({ user, oldPassword, newPassword, options }) => ({
		method: 'POST',
		path: path`/api/v1/users/${user}/credentials/change_password`,
		query: { strict: options.strict },
		body: {
			oldPassword: { value: oldPassword },
			newPassword: { value: newPassword },
			revokeSessions: options.revokeSessions,
		},
	}),
	result: (_payload, { user }) => ({ userId: user, success: true }),
});
