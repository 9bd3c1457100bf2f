import { defineOperation } from '../../../shared/operation';
import { asId } from '../../id';
import { afterwards } from './change';
import { changeRoles, heldRoles, REMOVE, roleIds, roles } from './roles';
import { user } from './user';

export const removeRoles = defineOperation({
	value: 'removeRoles',
	name: 'Remove Roles',
	action: 'Remove roles from a user',
	description:
		'Take roles away from a user. OneLogin keeps roles that a mapping or provisioning gives.',
	fields: [
		user,
		roles,
		{
			displayName: 'Skip Roles Not Held',
			name: 'skipNotHeld',
			type: 'boolean',
			default: true,
			description:
				'Whether to leave out roles that the user does not have. If off, OneLogin refuses the whole request as soon as one of them is not held.',
		},
		{
			displayName: 'Check Afterwards',
			name: 'checkAfterwards',
			type: 'boolean',
			default: true,
			description:
				'Whether to read the roles again and report those still held, e.g. because a mapping gives them. OneLogin answers with success even then.',
		},
	],
	async run(api, { user, roles, skipNotHeld, checkAfterwards }) {
		const ids = roleIds(roles);
		const { changed, skipped } = await changeRoles(api, user, ids, REMOVE, skipNotHeld);
		const userId = asId(user);
		if (!checkAfterwards) return { userId, removedRoleIds: changed, skippedRoleIds: skipped };
		const held = new Set(
			changed.length === 0
				? []
				: await afterwards(`Roles of the user ${user} were removed`, async () => {
						return await heldRoles(api, user);
					}),
		);
		return {
			userId,
			removedRoleIds: changed.filter((id) => !held.has(id)),
			skippedRoleIds: skipped,
			stillHeldRoleIds: changed.filter((id) => held.has(id)),
		};
	},
});
