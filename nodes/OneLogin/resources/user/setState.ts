import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { changes } from './change';
import { state } from './state';
import { user } from './user';

export const setState = defineOperation({
	value: 'setState',
	name: 'Set State',
	action: 'Set the state of a user',
	description: 'Approve or reject a user, or take the license away',
	fields: [
		user,
		{ ...state, required: true, description: 'State to put the user in' },
		{
			displayName: 'Succeed If Already in This State',
			name: 'skipSame',
			type: 'boolean',
			default: true,
			description:
				'Whether it counts as success when the user is in this state already. If off, OneLogin refuses the request.',
		},
	],
	async run(api, { user, state, skipSame }) {
		const changed = await changes(
			api,
			{ method: 'PUT', path: path`/api/1/users/${user}/set_state`, body: { state } },
			skipSame ? /already in this state/i : undefined,
		);
		return { id: asId(user), state, changed };
	},
});
