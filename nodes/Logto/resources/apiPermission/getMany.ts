import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource, readResource } from '../../apiResource';
import { isCaseSensitive, searchMode, searchQuery } from '../../search';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many API permissions',
	description: 'List the permissions of an API resource, or those that match a search',
	fields: [
		apiResource,
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
					placeholder: 'e.g. read:%',
					description:
						'Pattern for ID, name and description at once: % stands for any characters, _ for a single one. Without them the whole value must match.',
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
	isRead: true,
	async run(api, { apiResource, returnAll, limit, filters, options }) {
		const list = {
			method: 'GET' as const,
			path: path`/api/resources/${apiResource}/scopes`,
			query: searchQuery({ filters, conditions: {}, options }),
			pageSize: 100,
		};
		const permissions = await api.all(list, returnAll ? Infinity : limit);
		// An API that there is none of has none as well, and Logto does not look (core/src/routes/resource.scope.ts).
		if (permissions.length === 0) await readResource(api, apiResource);
		return permissions;
	},
});
