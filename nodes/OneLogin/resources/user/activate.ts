import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { toManageUsers } from '../../scope';
import { mappings, setStatus } from './status';
import { user } from './user';

export const activate = defineOperation({
	value: 'activate',
	name: 'Activate',
	action: 'Activate a user',
	description: 'Let a user sign in again who was suspended',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				ifAlreadyDone,
				{
					...mappings,
					description:
						"When the account's mappings are applied, which may give roles and groups. Later by default.",
				},
			],
		},
	],
	run: async (api, { user, options }) =>
		await setStatus(api, user, 1, options, 'The user is active already'),
	advise: toManageUsers,
});
