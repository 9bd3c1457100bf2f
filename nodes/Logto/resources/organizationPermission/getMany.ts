import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many organization permissions',
	description: 'List the permissions that organization roles can give',
	fields: [
		returnAll,
		limit,
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
					placeholder: 'e.g. invoices',
					description: 'Part of the name',
				},
			],
		}),
	],
	list: ({ filters }) => ({
		method: 'GET',
		path: path`/api/organization-scopes`,
		query: { q: filters.search },
		pageSize: 100,
	}),
});
