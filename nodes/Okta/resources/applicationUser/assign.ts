import { asRecord } from '../../../shared/answer';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { simplifyAppUser } from '../../simplify';
import { user } from '../../user';
import { appCredentials, appProfile, credentialsOf, profileFrom } from './fields';

export const assign = defineOperation({
	value: 'assign',
	name: 'Assign',
	action: 'Assign a user to an application',
	description: 'Give an application to a user',
	fields: [
		app,
		user,
		appCredentials,
		appProfile,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Scope',
					name: 'scope',
					type: 'options',
					options: [
						{
							name: 'Group',
							value: 'GROUP',
							description: 'The user has the application through a group',
						},
						{
							name: 'User',
							value: 'USER',
							description: 'The user has the application directly',
						},
					],
					default: 'USER',
					description: 'How the user has the application. Okta finds out by itself if not given.',
				},
			],
		},
	],
	request: ({ app, user, appCredentials, appProfile, options }) => ({
		method: 'POST',
		path: path`/api/v1/apps/${app}/users`,
		body: {
			id: user,
			scope: options.scope,
			credentials: credentialsOf(appCredentials),
			profile: profileFrom(appProfile),
		},
	}),
	result: asRecord,
	simplify: simplifyAppUser,
});
