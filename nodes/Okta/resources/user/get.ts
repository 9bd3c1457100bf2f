import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { userOf } from '../../record';
import { simplifyUser } from '../../simplify';
import { user } from '../../user';
import { omit, omitHeader } from './fields';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Get one user, with the ETag that Update and Replace take',
	fields: [
		user,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Expand',
					name: 'expand',
					type: 'options',
					options: [
						{
							name: 'Blocks',
							value: 'blocks',
							description: 'What keeps the user from signing in',
						},
						{
							name: 'Classification',
							value: 'classification',
							description: 'Which kind of licence the user counts for. Early access at Okta.',
						},
					],
					default: 'blocks',
					description: 'Related information to add to the user',
				},
				ifNotFound,
				omit,
			],
		},
	],
	isRead: true,
	run: async (api, { user, options }) =>
		userOf(
			await api.send({
				method: 'GET',
				path: path`/api/v1/users/${user}`,
				query: { expand: options.expand },
				headers: omitHeader(options.omit),
			}),
		),
	simplify: simplifyUser,
});
