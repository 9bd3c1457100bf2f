import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { rolesWhere } from '../../roleSearch';
import { conditionsOn, isCaseSensitive, joint, searchMode } from '../../search';
import { user } from '../../user';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many roles of a user',
	description: 'List the roles of a user, or those that match a search',
	fields: [
		user,
		returnAll,
		limit,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. %admin%',
					description:
						'Pattern for ID, name and description at once: % stands for any characters, _ for a single one. Without them the whole value must match.',
				},
				searchMode,
			],
		}),
		conditionsOn(
			[
				{ name: 'Description', value: 'description' },
				{ name: 'ID', value: 'id' },
				{ name: 'Name', value: 'name' },
			],
			'name',
		),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [isCaseSensitive, joint],
		},
	],
	isRead: true,
	run: async (api, { user, returnAll, limit, ...search }) =>
		await rolesWhere(
			api,
			{ method: 'GET', path: path`/api/users/${user}/roles`, pageSize: 100 },
			search,
			{ returnAll, limit },
		),
});
