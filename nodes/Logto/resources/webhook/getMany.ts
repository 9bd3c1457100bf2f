import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { hookShown, includeSecrets, includeStatistics } from './hook';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'List the webhooks of the tenant',
	fields: [
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeSecrets, includeStatistics],
		},
	],
	list: ({ options }) => ({
		method: 'GET',
		path: path`/api/hooks`,
		query: { includeExecutionStats: options.includeStatistics || undefined },
		pageSize: 100,
	}),
	result: (hook, { options }) => hookShown(hook as IDataObject, options),
});
