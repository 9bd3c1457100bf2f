import { defineOperation } from '../../../shared/operation';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { roleIds, roles } from '../user/roles';
import { changeHolders, options } from './change';

export const addRoles = defineOperation({
	value: 'addRoles',
	name: 'Add Roles',
	action: 'Add roles to a privilege',
	description: 'Let everyone who has a role do what a privilege allows',
	fields: [privilege, roles, options],
	run: async (api, { privilege, roles, options: chosen }) =>
		await changeHolders(api, privilege, {
			list: 'roles',
			wanted: true,
			ids: roleIds(roles),
			chosen,
		}),
	advise: toManageAll,
});
