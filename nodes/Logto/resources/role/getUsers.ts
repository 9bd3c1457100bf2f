import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';
import { isCaseSensitive, searchMode, searchQuery } from '../../search';
import { simplifyUser } from '../../simplify';

export const getUsers = defineOperation({
	value: 'getUsers',
	name: 'Get Users',
	action: 'Get the users of a role',
	description: 'List the users who have a role, newest first',
	fields: [
		role,
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
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. %@example.com',
					description:
						'Pattern for ID, name, email, phone and username at once: % stands for any characters, _ for a single one. Without them the whole value must match.',
				},
				searchMode,
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [isCaseSensitive],
		},
	],
	list: ({ role, filters, options }) => ({
		method: 'GET',
		path: path`/api/roles/${role}/users`,
		query: searchQuery({ filters, conditions: {}, options }),
		pageSize: 100,
	}),
	simplify: simplifyUser,
});
