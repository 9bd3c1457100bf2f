import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { readyHash, saltedHash } from './password';
import { user } from './user';

export const setPasswordHash = defineOperation({
	value: 'setPasswordHash',
	name: 'Set Password Using Hash',
	action: 'Set the password of a user using a hash',
	description:
		'Set a password of which OneLogin gets only the salted SHA-256 hash. It cannot check the policy then, and the API credential needs "Manage all".',
	fields: [
		user,
		{
			displayName: 'Password Given As',
			name: 'input',
			type: 'options',
			options: [
				{
					name: 'Clear Text',
					value: 'clearText',
					description: 'This node makes the hash; the password itself is not sent anywhere',
				},
				{
					name: 'Hash',
					value: 'hash',
					description: 'The SHA-256 of the salt followed by the password, made elsewhere',
				},
			],
			default: 'clearText',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { input: ['clearText'] } },
			default: '',
			description: 'The new password',
		},
		{
			displayName: 'Hash',
			name: 'hash',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { input: ['hash'] } },
			default: '',
			description: 'SHA-256 of the salt followed by the password, as 64 hexadecimal digits',
		},
		{
			displayName: 'Salt',
			name: 'salt',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Text that stands before the password when the hash is made, 40 characters at most. Left empty, clear text gets a random salt, and a hash is sent as one without salt.',
		},
	],
	request({ user, input, password, hash, salt }) {
		// A hash with a salt, taken for one without, would match no password.
		if (salt === undefined || salt === null) {
			throw new InputError(
				'"Salt" has no value for this item',
				'Leave it empty if there is none, or check that its expression has a result.',
			);
		}
		const hashed =
			input === 'hash'
				? readyHash(hash, salt, { hash: 'Hash', salt: 'Salt' })
				: saltedHash(password, salt, { password: 'Password', salt: 'Salt' });
		return {
			method: 'PUT',
			path: path`/api/1/users/set_password_using_salt/${user}`,
			body: {
				password: hashed.hash,
				password_confirmation: hashed.hash,
				password_algorithm: 'salt+sha256',
				password_salt: hashed.salt || undefined,
			},
		};
	},
	result: (_payload, { user }) => ({ id: asId(user), passwordSet: true }),
});
