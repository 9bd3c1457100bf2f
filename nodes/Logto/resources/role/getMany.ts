import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { rolesWhere } from '../../roleSearch';
import { conditionsOn, isCaseSensitive, joint, searchMode } from '../../search';
import { without } from '../../simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many roles',
	description: 'List the roles of the tenant, or those that match a search',
	fields: [
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
					displayName: 'Not Held by Application',
					name: 'excludeApplicationId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4x8k2m9q7w1zr5t6y3u0p',
					description: 'ID of an application whose roles are left out',
				},
				{
					displayName: 'Not Held by User',
					name: 'excludeUserId',
					type: 'string',
					default: '',
					placeholder: 'e.g. a1b2c3d4e5f6',
					description: 'ID of a user whose roles are left out',
				},
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
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Machine-to-Machine', value: 'MachineToMachine' },
						{ name: 'User', value: 'User' },
					],
					default: 'User',
					description: 'Who can have the role',
				},
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
	async run(api, { returnAll, limit, filters, conditions, options }) {
		const { type, excludeUserId, excludeApplicationId } = filters;
		return await rolesWhere(
			api,
			{
				method: 'GET',
				path: path`/api/roles`,
				query: { type, excludeUserId, excludeApplicationId },
				pageSize: 100,
			},
			{ filters, conditions, options },
			{ returnAll, limit },
		);
	},
	simplify: (role) => without(role, ['tenantId', 'featuredUsers', 'featuredApplications']),
});
