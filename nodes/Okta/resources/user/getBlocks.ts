import { asRecords } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const getBlocks = defineOperation({
	value: 'getBlocks',
	name: 'Get Blocks',
	action: 'Get the blocks of a user',
	description:
		'List what keeps a user from signing in. There is no item for a user without blocks.',
	fields: [user],
	isRead: true,
	run: async (api, { user }) =>
		asRecords(await api.request({ method: 'GET', path: path`/api/v1/users/${user}/blocks` })).map(
			(block) => ({ userId: user, ...block }),
		),
});
