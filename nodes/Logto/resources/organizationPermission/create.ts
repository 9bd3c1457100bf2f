import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { written } from '../../written';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an organization permission',
	description: 'Create a permission that organization roles can give, in every organization',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. read:invoices',
			description: 'Up to 128 characters, unique among all organization permissions',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. May read invoices',
			description: 'Up to 256 characters',
		},
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request: ({ name, description }) => ({
		method: 'POST',
		path: path`/api/organization-scopes`,
		body: { name: written(name, 'Name'), description: description || undefined },
	}),
	result: asRecord,
});
