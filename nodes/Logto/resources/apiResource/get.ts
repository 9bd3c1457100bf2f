import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource } from '../../apiResource';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an API resource',
	description: 'Read one API resource',
	fields: [
		apiResource,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ apiResource }) => ({ method: 'GET', path: path`/api/resources/${apiResource}` }),
	result: asRecord,
});
