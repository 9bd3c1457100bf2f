import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { includeTokenValue, withoutValue } from './token';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many personal access tokens',
	description: 'List the personal access tokens of a user',
	fields: [
		user,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeTokenValue],
		},
	],
	list: ({ user }) => ({ method: 'GET', path: path`/api/users/${user}/personal-access-tokens` }),
	result: (token, { options }) =>
		options.includeTokenValue ? (token as IDataObject) : withoutValue(token as IDataObject),
});
