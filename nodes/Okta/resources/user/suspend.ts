import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { changeStatus, lifecycle, maxWait } from './lifecycle';

export const suspend = defineOperation({
	value: 'suspend',
	name: 'Suspend',
	action: 'Suspend a user',
	description:
		'Keep an active user out for the time being. Groups and applications stay, and sessions in applications may go on: see Clear Sessions.',
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
			change: 'suspend',
			user,
			chosen: options,
			fact: 'The user is suspended already',
			async send() {
				await api.request({ method: 'POST', path: lifecycle(user, 'suspend') });
			},
		}),
});
