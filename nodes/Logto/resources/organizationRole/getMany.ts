import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { without } from '../../simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many organization roles',
	description: 'List the roles that there are in all organizations, each with what it gives',
	fields: [
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
					placeholder: 'e.g. billing',
					description: 'Part of the name, description or ID',
				},
			],
		}),
	],
	list: ({ filters }) => ({
		method: 'GET',
		path: path`/api/organization-roles`,
		query: { q: filters.search },
		pageSize: 100,
	}),
	simplify: (role) => without(role, ['tenantId']),
});
