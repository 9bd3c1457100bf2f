import { defineOperation } from '../../../shared/operation';
import { readCustomAttributes } from '../../customAttributes';
import { readDefinitions } from '../../definitions';
import { toReadUsers } from '../../scope';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many custom attributes',
	description: 'List the short names of all custom attributes that the account defines for users',
	fields: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include IDs',
					name: 'includeIds',
					type: 'boolean',
					default: false,
					description:
						'Whether to ask the newer API, which gives the ID, the name and the position as well',
				},
			],
		},
	],
	isRead: true,
	run: async (api, { options: { includeIds } }) =>
		includeIds ? await readDefinitions(api) : await readCustomAttributes(api),
	advise: toReadUsers,
});
