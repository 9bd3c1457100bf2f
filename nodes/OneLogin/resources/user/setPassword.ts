import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { user } from './user';

export const setPassword = defineOperation({
	value: 'setPassword',
	name: 'Set Password',
	action: 'Set the password of a user',
	description:
		'Set a password that is sent in clear text, inside the encrypted connection. The API credential needs "Manage all".',
	fields: [
		user,
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The new password',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Validate Policy',
					name: 'validate_policy',
					type: 'boolean',
					default: false,
					description:
						'Whether the password must satisfy the OneLogin policy of the user. Without this option it need not; the policy of a connected directory holds in any case.',
				},
			],
		},
	],
	request: ({ user, password, options }) => ({
		method: 'PUT',
		path: path`/api/1/users/set_password_clear_text/${user}`,
		body: { password, password_confirmation: password, ...options },
	}),
	result: (_payload, { user }) => ({ id: asId(user), passwordSet: true }),
});
