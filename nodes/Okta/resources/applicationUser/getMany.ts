import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { pageSize } from '../../pages';
import { simplifyAppUser } from '../../simplify';
import { expandUser } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users of an application',
	description: 'List the users who have an application, directly or through a group',
	fields: [
		app,
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Name or Email Starts With',
					name: 'q',
					type: 'string',
					default: '',
					placeholder: 'e.g. nat',
					description:
						'Beginning of the user name, first name, last name or email. For OpenID Connect applications, of user name or email only.',
				},
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				expandUser,
				{ ...pageSize, typeOptions: { ...pageSize.typeOptions, maxValue: 500 }, default: 500 },
			],
		},
	],
	list: ({ app, filters, options }) => ({
		method: 'GET',
		path: path`/api/v1/apps/${app}/users`,
		query: { q: filters.q || undefined, expand: options.expand },
		pageSize: options.pageSize ?? 500,
	}),
	simplify: simplifyAppUser,
});
