import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { simplifyAppUser } from '../../simplify';
import { user } from '../../user';
import { expandUser } from './fields';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a user of an application',
	description: 'Get what a user has in an application that was assigned to the user',
	fields: [
		app,
		user,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [expandUser, ifNotFound],
		},
	],
	request: ({ app, user, options }) => ({
		method: 'GET',
		path: path`/api/v1/apps/${app}/users/${user}`,
		query: { expand: options.expand },
	}),
	result: asRecord,
	simplify: simplifyAppUser,
});
