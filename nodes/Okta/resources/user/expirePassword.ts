import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { changeStatus, lifecycle, maxWait } from './lifecycle';

export const expirePassword = defineOperation({
	value: 'expirePassword',
	name: 'Expire Password',
	action: 'Expire the password of a user',
	description:
		'Make a user choose a new password at the next sign-in. Where a directory checks the password, it expires there too.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone, maxWait],
		},
	],
	run: async (api, { user, options }) =>
		await changeStatus(api, {
			change: 'expirePassword',
			user,
			chosen: options,
			fact: 'The password has expired already',
			async send() {
				await api.request({ method: 'POST', path: lifecycle(user, 'expire_password') });
			},
		}),
});
