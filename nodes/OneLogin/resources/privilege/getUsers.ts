import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { holdersOf } from './holders';

export const getUsers = defineOperation({
	value: 'getUsers',
	name: 'Get Users',
	action: 'Get the users that have a privilege',
	description:
		'List the IDs of the users that have a privilege. Those who have it by a role are not among them.',
	fields: [privilege, returnAll, limit],
	isRead: true,
	run: async (api, { privilege, returnAll, limit }) =>
		await holdersOf(api, privilege, 'users', returnAll ? Infinity : limit),
	advise: toManageAll,
});
