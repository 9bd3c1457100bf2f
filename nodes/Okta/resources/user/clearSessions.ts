import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const clearSessions = defineOperation({
	value: 'clearSessions',
	name: 'Clear Sessions',
	action: 'Clear the sessions of a user',
	description:
		'Sign a user out of Okta, on all devices. Sessions in applications go on until the applications end them.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Keep Remembered Devices',
					name: 'keepDevices',
					type: 'boolean',
					default: false,
					description: 'Whether devices on which the user asked to be remembered still are',
				},
				{
					displayName: 'Revoke OAuth Tokens',
					name: 'oauthTokens',
					type: 'boolean',
					default: false,
					description:
						'Whether access and refresh tokens are revoked too, which applications got for the user',
				},
			],
		},
	],
	request: ({ user, options }) => ({
		method: 'DELETE',
		path: path`/api/v1/users/${user}/sessions`,
		query: {
			oauthTokens: options.oauthTokens,
			// Okta forgets them by itself; the Classic Engine keeps them.
			forgetDevices: options.keepDevices ? false : undefined,
		},
	}),
	result: (_payload, { user }) => ({ userId: user, success: true }),
});
