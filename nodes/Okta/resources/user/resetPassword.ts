import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { changeStatus, handedOver, lifecycle, link, maxWait, revokeSessions } from './lifecycle';

export const resetPassword = defineOperation({
	value: 'resetPassword',
	name: 'Reset Password',
	action: 'Reset the password of a user',
	description:
		'Send a user a link for a new password. Until it is used, the user cannot sign in. Users of a directory reset theirs there.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [revokeSessions, link, maxWait],
		},
	],
	run: async (api, { user, options }) =>
		await changeStatus(api, {
			change: 'resetPassword',
			user,
			chosen: options,
			fact: '',
			async send() {
				const { link = 'email', revokeSessions } = options;
				const payload = await api.request({
					method: 'POST',
					path: lifecycle(user, 'reset_password'),
					query: { sendEmail: link === 'email', revokeSessions },
				});
				return handedOver(payload, ['resetPasswordUrl'], link === 'item');
			},
		}),
});
