import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { handedOver, link } from './lifecycle';

export const forgotPassword = defineOperation({
	value: 'forgotPassword',
	name: 'Forgot Password',
	action: 'Forgot the password of a user',
	description:
		'Send a user a link for a new password, for which the recovery question is asked. Unlike with Reset Password, the old one works until then.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [link],
		},
	],
	async run(api, { user, options: { link = 'email' } }) {
		const payload = await api.request({
			method: 'POST',
			path: path`/api/v1/users/${user}/credentials/forgot_password`,
			query: { sendEmail: link === 'email' },
		});
		const item = { userId: user, success: true };
		return { ...item, ...handedOver(payload, ['resetPasswordUrl'], link === 'item') };
	},
});
