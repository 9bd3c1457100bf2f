import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource } from '../../apiResource';
import { written } from '../../written';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an API permission',
	description: 'Create a permission of an API resource, for roles to give',
	fields: [
		apiResource,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. read:orders',
			description: 'Up to 256 characters without spaces, unique among those of the API resource',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. May read orders',
			description: 'What it allows',
		},
	],
	target: ({ apiResource }) => apiResource,
	request: ({ apiResource, name, description }) => ({
		method: 'POST',
		path: path`/api/resources/${apiResource}/scopes`,
		body: { name: written(name, 'Name'), description: description || undefined },
	}),
	result: asRecord,
});
