import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { changeStatus, lifecycle, maxWait, sendEmail, waitUntilDone } from './lifecycle';

export const deactivate = defineOperation({
	value: 'deactivate',
	name: 'Deactivate',
	action: 'Deactivate a user',
	description:
		'Keep a user out for good, and take away the password and all applications, whose accounts may be deleted there. Groups stay: whoever is activated again gets back what they give.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone, maxWait, sendEmail, waitUntilDone],
		},
	],
	run: async (api, { user, options }) =>
		await changeStatus(api, {
			change: 'deactivate',
			user,
			chosen: options,
			fact: 'The user is deactivated already',
			async send() {
				await api.request({
					method: 'POST',
					path: lifecycle(user, 'deactivate'),
					query: { sendEmail: options.sendEmail },
				});
			},
		}),
});
