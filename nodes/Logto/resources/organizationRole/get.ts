import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationRole } from '../../organization';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an organization role',
	description: 'Read one organization role',
	fields: [
		organizationRole,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ role }) => ({ method: 'GET', path: path`/api/organization-roles/${role}` }),
	result: asRecord,
});
