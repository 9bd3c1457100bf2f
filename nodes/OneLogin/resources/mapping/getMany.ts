import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { readMappings } from '../../mapping';
import { toManageAll } from '../../scope';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mappings',
	description:
		'List the rules that give roles, groups and more to users by themselves, those that are disabled too',
	fields: [
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
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether to list only those that are enabled, or only the others',
				},
			],
		}),
	],
	isRead: true,
	run: async (api, { returnAll, limit, filters: { enabled } }) =>
		(await readMappings(api, enabled)).slice(0, returnAll ? Infinity : limit),
	advise: toManageAll,
});
