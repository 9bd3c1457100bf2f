import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { expand, simplifyGrant } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many grants of a user',
	description:
		'List what applications may do for a user: the scopes that the user, or an administrator, has consented to',
	fields: [
		user,
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Scope ID',
					name: 'scopeId',
					type: 'string',
					default: '',
					placeholder: 'e.g. scp1a2b3c4d5E6f7G8h9',
					description: 'Only grants of this scope, by the ID that grants show',
				},
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [expand],
		},
	],
	list: ({ user, filters, options }) => ({
		method: 'GET',
		path: path`/api/v1/users/${user}/grants`,
		query: { scopeId: filters.scopeId, expand: options.expand },
		pageSize: 200,
	}),
	result: (grant, { user }) => ({ ...(grant as object), userId: user }),
	simplify: simplifyGrant,
});
