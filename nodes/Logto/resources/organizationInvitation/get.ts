import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { invitation } from './invitation';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an organization invitation',
	description: 'Read one invitation',
	fields: [
		invitation,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ invitation }) => ({
		method: 'GET',
		path: path`/api/organization-invitations/${invitation}`,
	}),
	result: asRecord,
});
