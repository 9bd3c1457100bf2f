import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyOrganization } from '../../simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many organizations',
	description: 'List the organizations of the tenant, or those whose name or ID has a text in it',
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
					placeholder: 'e.g. north',
					description: 'Part of the name or of the ID',
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
				{
					displayName: 'Include Member Count',
					name: 'showFeatured',
					type: 'boolean',
					default: false,
					description: 'Whether to count the members of each organization and name some of them',
				},
			],
		},
	],
	list: ({ filters, options }) => ({
		method: 'GET',
		path: path`/api/organizations`,
		query: { q: filters.search, showFeatured: options.showFeatured || undefined },
		pageSize: 100,
	}),
	simplify: simplifyOrganization,
});
