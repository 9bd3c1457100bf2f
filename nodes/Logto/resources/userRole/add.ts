import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { chosenRoles, roles, rolesGiven } from './roles';

export const add = defineOperation({
	value: 'assign',
	name: 'Add',
	action: 'Add roles to a user',
	description: 'Give roles to a user; those the user has already are left as they are',
	fields: [user, { ...roles, required: true }],
	async run(api, { user, roles }) {
		const roleIds = chosenRoles(roles);
		const reply = await api.send({
			method: 'POST',
			path: path`/api/users/${user}/roles`,
			body: { roleIds },
		});
		return { userId: user, ...rolesGiven(reply, roleIds) };
	},
});
