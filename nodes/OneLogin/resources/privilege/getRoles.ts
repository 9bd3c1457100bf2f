import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { holdersOf } from './holders';

export const getRoles = defineOperation({
	value: 'getRoles',
	name: 'Get Roles',
	action: 'Get the roles that have a privilege',
	description: 'List the IDs of the roles that have a privilege',
	fields: [privilege, returnAll, limit],
	isRead: true,
	run: async (api, { privilege, returnAll, limit }) =>
		await holdersOf(api, privilege, 'roles', returnAll ? Infinity : limit),
	advise: toManageAll,
});
