import { defineOperation } from '../../../shared/operation';
import { toManageAll } from '../../scope';
import { changeMembers, memberFields } from './members';

export const removeAdmins = defineOperation({
	value: 'removeAdmins',
	name: 'Remove Admins',
	action: 'Remove administrators from a role',
	description: 'No longer let users give the role to others',
	fields: memberFields,
	run: async (api, params) => await changeMembers(api, params, { list: 'admins', wanted: false }),
	advise: toManageAll,
});
