import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { simplifyAppUser } from '../../simplify';
import { user } from '../../user';
import { appCredentials, appProfile, credentialsOf, profileFrom } from './fields';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a user of an application',
	description: 'Change the credentials or the profile that a user has in an application',
	fields: [
		app,
		user,
		{
			displayName: 'Change',
			name: 'change',
			type: 'options',
			options: [
				{ name: 'Credentials', value: 'credentials' },
				{ name: 'Profile', value: 'profile' },
			],
			default: 'profile',
			description: 'What to change; Okta takes one of them at a time',
		},
		{ ...appCredentials, displayOptions: { show: { change: ['credentials'] } } },
		{ ...appProfile, displayOptions: { show: { change: ['profile'] } } },
		simplify,
	],
	request({ app, user, change, appCredentials, appProfile }) {
		const value = change === 'profile' ? profileFrom(appProfile) : credentialsOf(appCredentials);
		if (!value) {
			throw new InputError(
				'There is nothing to update',
				`Set "${change === 'profile' ? 'Application Profile' : 'Application Credentials'}".`,
			);
		}
		return {
			method: 'POST',
			path: path`/api/v1/apps/${app}/users/${user}`,
			body: { [change]: value },
		};
	},
	result: asRecord,
	simplify: simplifyAppUser,
});
