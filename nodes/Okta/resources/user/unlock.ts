import { asRecords } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { changeStatus, lifecycle, maxWait } from './lifecycle';

export const unlock = defineOperation({
	value: 'unlock',
	name: 'Unlock',
	action: 'Unlock a user',
	description:
		'Let a user sign in again who is locked out, or blocked on unknown devices. Users of a directory are unlocked there.',
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
			change: 'unlock',
			user,
			chosen: options,
			fact: 'The user is active, and not blocked',
			async send() {
				await api.request({ method: 'POST', path: lifecycle(user, 'unlock') });
			},
			// An active user can be unlocked only if blocked on unknown devices (Okta, "Unlock a user").
			isDone: async ({ status }) =>
				status === 'ACTIVE' &&
				asRecords(await api.request({ method: 'GET', path: path`/api/v1/users/${user}/blocks` }))
					.length === 0,
		}),
});
