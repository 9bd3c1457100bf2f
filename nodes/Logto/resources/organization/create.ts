import { asRecord } from '../../../shared/answer';
import { jsonObject } from '../../../shared/coerce';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyOrganization } from '../../simplify';
import { written } from '../../written';
import { customData, description, isMfaRequired } from './attributes';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an organization',
	description: 'Create an organization, whether or not there is one with this name',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Northwind',
			description: 'Up to 128 characters. Logto lets several have one name.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [customData, description, isMfaRequired],
		},
		simplify,
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request: ({ name, additionalFields: { customData, description, isMfaRequired } }) => ({
		method: 'POST',
		path: path`/api/organizations`,
		body: {
			name: written(name, 'Name'),
			description: description || undefined,
			customData: jsonObject(customData, 'Additional Fields > Custom Data'),
			isMfaRequired,
		},
	}),
	result: asRecord,
	simplify: simplifyOrganization,
});
