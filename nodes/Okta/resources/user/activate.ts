import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import {
	changeStatus,
	handedOver,
	lifecycle,
	maxWait,
	optionalLink,
	waitUntilDone,
} from './lifecycle';

export const activate = defineOperation({
	value: 'activate',
	name: 'Activate',
	action: 'Activate a user',
	description:
		'Let a staged or deactivated user sign in. Without a password, the user gets an invitation by email. Deactivated users get back what their groups give.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone, optionalLink, maxWait, waitUntilDone],
		},
	],
	run: async (api, { user, options }) =>
		await changeStatus(api, {
			change: 'activate',
			user,
			chosen: options,
			fact: 'The user is active already',
			async send() {
				const { link = 'email' } = options;
				const payload = await api.request({
					method: 'POST',
					path: lifecycle(user, 'activate'),
					query: { sendEmail: link === 'email' },
				});
				return handedOver(payload, ['activationUrl', 'activationToken'], link === 'item');
			},
		}),
});
