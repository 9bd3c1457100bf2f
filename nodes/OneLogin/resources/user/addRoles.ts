import { defineOperation } from '../../../shared/operation';
import { asId } from '../../id';
import { ADD, changeRoles, roleIds, roles } from './roles';
import { user } from './user';

export const addRoles = defineOperation({
	value: 'addRoles',
	name: 'Add Roles',
	action: 'Add roles to a user',
	description: 'Give roles to a user, beside those the user has already',
	fields: [
		user,
		roles,
		{
			displayName: 'Skip Roles Already Held',
			name: 'skipHeld',
			type: 'boolean',
			default: true,
			description:
				'Whether to leave out roles that the user has already. If off, OneLogin refuses the whole request as soon as one of them is held.',
		},
	],
	async run(api, { user, roles, skipHeld }) {
		const { changed, skipped } = await changeRoles(api, user, roleIds(roles), ADD, skipHeld);
		return { userId: asId(user), addedRoleIds: changed, skippedRoleIds: skipped };
	},
});
