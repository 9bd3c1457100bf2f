import { asRecord } from '../../../shared/answer';
import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { customAttributes, customFrom } from './fields';
import { simplifyGroup } from './simplify';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group that Okta manages, without members',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Sales',
			description: 'Name of the group, at most 255 characters and unique in the organization',
		},
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Everyone in Sales',
					description: 'What the group is for, at most 1024 characters',
				},
			],
		}),
		customAttributes,
		simplify,
	],
	request: ({ name, additionalFields, customAttributes }) => ({
		method: 'POST',
		path: path`/api/v1/groups`,
		body: {
			profile: {
				name,
				description: additionalFields.description || undefined,
				...customFrom(customAttributes),
			},
		},
	}),
	target: ({ name }) => name,
	names: ({ name }) => [name],
	result: asRecord,
	simplify: simplifyGroup,
});
