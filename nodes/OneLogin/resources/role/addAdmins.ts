import { defineOperation } from '../../../shared/operation';
import { toManageAll } from '../../scope';
import { changeMembers, memberFields } from './members';

export const addAdmins = defineOperation({
	value: 'addAdmins',
	name: 'Add Admins',
	action: 'Add administrators to a role',
	description: 'Let users give the role to others, and take it away',
	fields: memberFields,
	run: async (api, params) => await changeMembers(api, params, { list: 'admins', wanted: true }),
	advise: toManageAll,
});
