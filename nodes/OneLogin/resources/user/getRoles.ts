import { defineOperation } from '../../../shared/operation';
import { asId } from '../../id';
import { heldRoles } from './roles';
import { user } from './user';

export const getRoles = defineOperation({
	value: 'getRoles',
	name: 'Get Roles',
	action: 'Get the roles of a user',
	description:
		'List the IDs of all roles that a user has. The API credential needs "Read all" or "Manage all".',
	fields: [user],
	isRead: true,
	async run(api, { user }) {
		const held = await heldRoles(api, user);
		return held.map((roleId) => ({ userId: asId(user), roleId }));
	},
});
