import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationPermission } from '../../organization';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an organization permission',
	description: 'Read one organization permission',
	fields: [
		organizationPermission,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ permission }) => ({
		method: 'GET',
		path: path`/api/organization-scopes/${permission}`,
	}),
	result: asRecord,
});
