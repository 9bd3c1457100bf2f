import { defineOperation } from '../../../shared/operation';
import { toManageAll } from '../../scope';
import { changeMembers, memberFields } from './members';

export const removeUsers = defineOperation({
	value: 'removeUsers',
	name: 'Remove Users',
	action: 'Remove users from a role',
	description: 'Take a role away from users. Who has it by a mapping keeps it, or gets it back.',
	fields: memberFields,
	run: async (api, params) => await changeMembers(api, params, { list: 'users', wanted: false }),
	advise: toManageAll,
});
