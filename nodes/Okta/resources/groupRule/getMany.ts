import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { expand, expanded, simplifyRule } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many group rules',
	description: 'List the rules that fill groups, those that are not active too',
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
					placeholder: 'e.g. sales',
					description: 'A word to look for in the rules',
				},
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [expand],
		},
	],
	list: ({ simplify, filters, options }) => ({
		method: 'GET',
		path: path`/api/v1/groups/rules`,
		query: { search: filters.search, expand: expanded(simplify, options) },
		pageSize: 200,
	}),
	simplify: simplifyRule,
});
