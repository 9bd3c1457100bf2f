import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { simplifyOrganization } from '../../simplify';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an organization',
	description: 'Read one organization',
	fields: [
		organization,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ organization }) => ({
		method: 'GET',
		path: path`/api/organizations/${organization}`,
	}),
	result: asRecord,
	simplify: simplifyOrganization,
});
