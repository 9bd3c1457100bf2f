import { defineOperation } from '../../../shared/operation';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { userIds, users } from '../../users';
import { changeHolders, options } from './change';

export const removeUsers = defineOperation({
	value: 'removeUsers',
	name: 'Remove Users',
	action: 'Remove users from a privilege',
	description: 'No longer let users do what a privilege allows. Who has it by a role keeps it.',
	fields: [privilege, users, options],
	run: async (api, { privilege, users, options: chosen }) =>
		await changeHolders(api, privilege, {
			list: 'users',
			wanted: false,
			ids: await userIds(api, users),
			chosen,
		}),
	advise: toManageAll,
});
