import { defineOperation } from '../../../shared/operation';
import { confirmWithin, obstacle, unconfirmed } from '../../confirm';
import { asId } from '../../id';
import { afterwards } from './change';
import { ADD, changeRoles, heldRoles, roleIds, roles } from './roles';
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
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [confirmWithin],
		},
	],
	async run(api, { user, roles, skipHeld, options: { confirmWithin: seconds } }) {
		const { changed, skipped } = await changeRoles(api, user, roleIds(roles), ADD, skipHeld);
		const item = { userId: asId(user), addedRoleIds: changed, skippedRoleIds: skipped };
		if (!seconds) return item;
		const open = await afterwards(
			`Roles were added to the user ${user}`,
			async () =>
				await unconfirmed(
					api,
					seconds,
					async () => {
						const held = await heldRoles(api, user);
						return changed.filter((id) => !held.includes(id));
					},
					async () => await obstacle(api, Number(user)),
				),
		);
		const [reason] = open.values();
		return {
			...item,
			confirmed: open.size === 0,
			...(reason && { missingRoleIds: [...open.keys()], reason }),
		};
	},
});
