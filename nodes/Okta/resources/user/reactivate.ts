import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { changeStatus, handedOver, lifecycle, link, maxWait } from './lifecycle';

export const reactivate = defineOperation({
	value: 'reactivate',
	name: 'Reactivate',
	action: 'Reactivate a user',
	description: 'Send the invitation again to a user who has not answered it yet',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [link, maxWait],
		},
	],
	run: async (api, { user, options }) =>
		await changeStatus(api, {
			change: 'reactivate',
			user,
			chosen: options,
			fact: '',
			async send() {
				const { link = 'email' } = options;
				const payload = await api.request({
					method: 'POST',
					path: lifecycle(user, 'reactivate'),
					query: { sendEmail: link === 'email' },
				});
				return handedOver(payload, ['activationUrl', 'activationToken'], link === 'item');
			},
		}),
});
