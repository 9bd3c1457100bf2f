import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many API resources',
	description: 'List the API resources of the tenant, that of Logto itself among them',
	fields: [
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Permissions',
					name: 'includePermissions',
					type: 'boolean',
					default: false,
					description: 'Whether to return each with its permissions',
				},
			],
		},
	],
	list: ({ options }) => ({
		method: 'GET',
		path: path`/api/resources`,
		query: { includeScopes: options.includePermissions || undefined },
		pageSize: 100,
	}),
});
