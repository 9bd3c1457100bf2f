import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { written } from '../../written';
import { accessTokenTtl } from './attributes';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an API resource',
	description: 'Register an API of yours, so that Logto issues access tokens for it',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Shop API',
			description: 'What people know it by. Logto lets several have one name.',
		},
		{
			displayName: 'API Identifier',
			name: 'indicator',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.example.com',
			description: 'The URI that applications ask tokens for; it stays so for good',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [accessTokenTtl],
		},
	],
	target: ({ indicator }) => indicator,
	names: ({ name, indicator }) => [name, indicator],
	request: ({ name, indicator, additionalFields }) => ({
		method: 'POST',
		path: path`/api/resources`,
		body: {
			name: written(name, 'Name'),
			indicator: written(indicator, 'API Identifier'),
			accessTokenTtl: additionalFields.accessTokenTtl,
		},
	}),
	result: asRecord,
});
