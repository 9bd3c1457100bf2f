import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { client } from '../../client';
import { user } from '../../user';
import { expand } from '../grant/fields';
import { simplifyToken } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many tokens of a user',
	description:
		'List the refresh tokens that an application has for a user: since when, for what and until when, not the tokens themselves',
	fields: [
		user,
		client,
		returnAll,
		limit,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [expand],
		},
	],
	list: ({ user, client, options }) => ({
		method: 'GET',
		path: path`/api/v1/users/${user}/clients/${client}/tokens`,
		query: { expand: options.expand },
		pageSize: 200,
	}),
	result: (token, { user, client }) => ({
		...(token as object),
		userId: user,
		clientId: client,
	}),
	simplify: simplifyToken,
});
