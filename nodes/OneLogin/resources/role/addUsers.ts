import { defineOperation } from '../../../shared/operation';
import { toManageAll } from '../../scope';
import { changeMembers, memberFields } from './members';

export const addUsers = defineOperation({
	value: 'addUsers',
	name: 'Add Users',
	action: 'Add users to a role',
	description:
		'Give a role to users. Where its applications do not follow, use User > Run Mappings for them.',
	fields: memberFields,
	run: async (api, params) => await changeMembers(api, params, { list: 'users', wanted: true }),
	advise: toManageAll,
});
