import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { expand, expanded, groupRule, simplifyRule } from './fields';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a group rule',
	description: 'Get one rule that fills groups',
	fields: [
		groupRule,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [expand, ifNotFound],
		},
	],
	request: ({ groupRule, simplify, options }) => ({
		method: 'GET',
		path: path`/api/v1/groups/rules/${groupRule}`,
		query: { expand: expanded(simplify, options) },
	}),
	result: asRecord,
	simplify: simplifyRule,
});
