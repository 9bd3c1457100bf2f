import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toReadUsers } from '../../scope';
import { byEither } from './either';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups',
	description: 'List the groups of the account. A user is in one of them, or in none.',
	fields: [returnAll, limit],
	isRead: true,
	async run(api, { returnAll, limit }) {
		const most = returnAll ? Infinity : limit;
		return await byEither(
			async () => await api.all({ method: 'GET', path: path`/api/2/groups`, pageSize: 100 }, most),
			async () => await api.all({ method: 'GET', path: path`/api/1/groups`, pageSize: 50 }, most),
		);
	},
	advise: toReadUsers,
});
