import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { toManageUsers } from '../../scope';
import { mappings, setStatus } from './status';
import { user } from './user';

export const suspend = defineOperation({
	value: 'suspend',
	name: 'Suspend',
	action: 'Suspend a user',
	description: 'Keep a user from signing in until Activate. License, roles and data stay.',
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
					default: 'disabled',
					description:
						"When the account's mappings are applied. They are left out by default, since they could give back what an offboarding takes away.",
				},
			],
		},
	],
	run: async (api, { user, options }) =>
		await setStatus(
			api,
			user,
			2,
			{ mappings: 'disabled', ...options },
			'The user is suspended already',
		),
	advise: toManageUsers,
});
