import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { handedOver, lifecycle, revokeSessions } from './lifecycle';

export const setTemporaryPassword = defineOperation({
	value: 'setTemporaryPassword',
	name: 'Set Temporary Password',
	action: 'Set a temporary password for a user',
	description:
		'Have Okta make a password that is good for one sign-in, for users who cannot read their email. It is in the item, and nowhere else.',
	fields: [
		user,
		{
			displayName: 'Return Password',
			name: 'returnPassword',
			type: 'boolean',
			default: false,
			description:
				'Whether the item is to have the password, in clear text. Executions are stored: nothing is done without this consent, since nobody would know the password.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [revokeSessions],
		},
	],
	async run(api, { user, returnPassword, options }) {
		if (!returnPassword) {
			throw new InputError(
				'"Return Password" is off',
				'Nobody would know the password. Turn it on, or use Reset Password, which sends the user an email.',
			);
		}
		const payload = await api.request({
			method: 'POST',
			path: lifecycle(user, 'expire_password_with_temp_password'),
			query: { revokeSessions: options.revokeSessions },
		});
		return { userId: user, success: true, ...handedOver(payload, ['tempPassword'], true) };
	},
});
