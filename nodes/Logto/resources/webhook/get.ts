import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { webhook } from '../../webhook';
import { hookShown, includeSecrets, includeStatistics } from './hook';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a webhook',
	description: 'Read one webhook',
	fields: [
		webhook,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound, includeSecrets, includeStatistics],
		},
	],
	request: ({ webhook, options }) => ({
		method: 'GET',
		path: path`/api/hooks/${webhook}`,
		// Any text turns it on.
		query: { includeExecutionStats: options.includeStatistics || undefined },
	}),
	result: (payload, { options }) => hookShown(asRecord(payload), options),
});
