import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { changeStatus, lifecycle, maxWait } from './lifecycle';

export const unsuspend = defineOperation({
	value: 'unsuspend',
	name: 'Unsuspend',
	action: 'Unsuspend a user',
	description: 'Let a suspended user sign in again, with what the user had before',
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
			change: 'unsuspend',
			user,
			chosen: options,
			fact: 'The user is active, and not suspended',
			async send() {
				await api.request({ method: 'POST', path: lifecycle(user, 'unsuspend') });
			},
		}),
});
