import { defineOperation } from '../../../shared/operation';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { userIds, users } from '../../users';
import { changeHolders, options } from './change';

export const addUsers = defineOperation({
	value: 'addUsers',
	name: 'Add Users',
	action: 'Add users to a privilege',
	description: 'Let users do what a privilege allows',
	fields: [privilege, users, options],
	run: async (api, { privilege, users, options: chosen }) =>
		await changeHolders(api, privilege, {
			list: 'users',
			wanted: true,
			ids: await userIds(api, users),
			chosen,
		}),
	advise: toManageAll,
});
