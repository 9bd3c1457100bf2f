import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { changes } from './change';
import { user } from './user';

export const lock = defineOperation({
	value: 'lock',
	name: 'Lock',
	action: 'Lock a user',
	description: 'Keep a user from signing in for some time',
	fields: [
		user,
		{
			displayName: 'Minutes',
			name: 'minutes',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 0,
			required: true,
			description:
				"How long the lock lasts, no shorter than the user's policy says. 0 leaves it to the policy; without a policy it then lasts until someone unlocks the user.",
		},
		{
			displayName: 'Succeed If Already Locked',
			name: 'skipLocked',
			type: 'boolean',
			default: true,
			description:
				'Whether it counts as success when OneLogin refuses because the user is locked already. The earlier lock then stays as it is.',
		},
	],
	async run(api, { user, minutes, skipLocked }) {
		const changed = await changes(
			api,
			{
				method: 'PUT',
				path: path`/api/1/users/${user}/lock_user`,
				body: { locked_until: minutes },
			},
			// OneLogin documents no such answer; if it comes, it will hardly say it without these words.
			skipLocked ? /already\b.*\block/i : undefined,
		);
		return { id: asId(user), locked: true, changed };
	},
});
