import { defineOperation } from '../../../shared/operation';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { roleIds, roles } from '../user/roles';
import { changeHolders, options } from './change';

export const removeRoles = defineOperation({
	value: 'removeRoles',
	name: 'Remove Roles',
	action: 'Remove roles from a privilege',
	description: 'No longer let those who have a role do what a privilege allows',
	fields: [privilege, roles, options],
	run: async (api, { privilege, roles, options: chosen }) =>
		await changeHolders(api, privilege, {
			list: 'roles',
			wanted: false,
			ids: roleIds(roles),
			chosen,
		}),
	advise: toManageAll,
});
