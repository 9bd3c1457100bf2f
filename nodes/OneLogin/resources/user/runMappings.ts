import { unreadable } from '../../../shared/answer';
import { ApiError } from '../../../shared/errors';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageUsers } from '../../scope';
import { simplifyUser } from '../../simplify';
import { userIn } from './record';
import { readUserV2 } from './status';
import { user } from './user';

export const runMappings = defineOperation({
	value: 'runMappings',
	name: 'Run Mappings',
	action: 'Run the mappings for a user',
	description:
		"Apply the account's mappings to a user now, e.g. where the applications of a role did not follow. OneLogin does so when a user is saved, so this saves the user as it is.",
	fields: [user, simplify],
	async run(api, { user }) {
		const { email, username } = await readUserV2(api, user);
		const payload = await api.request({
			method: 'PUT',
			path: path`/api/2/users/${user}`,
			query: { mappings: 'sync' },
			// Nobody knows whether an empty body is enough (onelogin-next.md, section 8).
			body: email ? { email } : { username },
		});
		const record = userIn(payload);
		if (record && String(record.id) === user) return record;
		throw new ApiError(
			unreadable('the user', payload),
			'The mappings may have been applied. Look at the user.',
		);
	},
	simplify: simplifyUser,
	advise: toManageUsers,
});
