import type { Api } from '../../../shared/api';
import { ApiError, raise } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { findRecord, isMissing } from '../../record';
import { user } from '../../user';

export const unassign = defineOperation({
	value: 'unassign',
	name: 'Unassign',
	action: 'Unassign a user from an application',
	description:
		'Take an application away from a user. Okta refuses it for one that the user has through a group: take the user out of the group instead, or the application away from the group.',
	fields: [
		app,
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Send Email',
					name: 'sendEmail',
					type: 'boolean',
					default: false,
					description: 'Whether Okta tells the administrator about it by email',
				},
				{
					displayName: 'Succeed If Not Assigned',
					name: 'succeedIfNotAssigned',
					type: 'boolean',
					default: false,
					description:
						'Whether it counts as done when the user does not have the application. Needs the right to read users and applications.',
				},
			],
		},
	],
	async run(api, { app, user, options }) {
		const done = { userId: user, appId: app, unassigned: true };
		try {
			await api.request({
				method: 'DELETE',
				path: path`/api/v1/apps/${app}/users/${user}`,
				query: { sendEmail: options.sendEmail },
			});
			return { ...done, wasAssigned: true };
		} catch (error) {
			const isDone =
				options.succeedIfNotAssigned && isMissing(error) && (await bothExist(api, app, user));
			return isDone ? { ...done, wasAssigned: false } : raise(error as Error);
		}
	},
});

/**
 * Whether user and application exist, so that "not found" can only mean the assignment. A mistyped
 * ID must not pass for a user who has lost access.
 */
async function bothExist(api: Api, app: string, user: string): Promise<boolean> {
	try {
		const hasApp = await findRecord(api, path`/api/v1/apps/${app}`);
		return Boolean(hasApp && (await findRecord(api, path`/api/v1/users/${user}`)));
	} catch (error) {
		// Not allowed to look: then the vendor's own "not found" is all that can be said.
		return error instanceof ApiError ? false : raise(error as Error);
	}
}
