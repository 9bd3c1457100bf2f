import { alreadyDone } from '../../../shared/answer';
import { ApiError, raise } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { toManageUsers } from '../../scope';
import { readUserV2 } from './status';
import { user } from './user';

/** The number of OneLogin's status "Locked". */
const LOCKED = 3;

export const unlock = defineOperation({
	value: 'unlock',
	name: 'Unlock',
	action: 'Unlock a user',
	description: 'Let a user sign in again who was locked, by Lock or by too many attempts',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { user, options }) {
		const userId = asId(user);
		try {
			await api.request({ method: 'POST', path: path`/api/2/users/${user}/unlock`, body: {} });
			return { userId, success: true, already: false };
		} catch (error) {
			// Said of those who are not locked, and of those whom nothing but a license would help.
			const isRefusal =
				error instanceof ApiError && /cannot be unlocked/i.test(error.refusal.summary);
			if (!isRefusal) return raise(error as Error);
			const { status, state } = await readUserV2(api, user);
			if (status !== LOCKED) {
				return alreadyDone({ userId, success: true }, options, 'The user is not locked');
			}
			error.description = `The user is locked (status ${LOCKED}, state ${String(state)}). OneLogin unlocks approved and licensed users only: see "Set State".`;
			return raise(error);
		}
	},
	advise: toManageUsers,
});
