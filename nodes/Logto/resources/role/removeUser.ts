import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { readRole } from '../../permission';
import { role } from '../../role';
import { take } from '../../taken';
import { requireUser, user } from '../../user';

export const removeUser = defineOperation({
	value: 'removeUser',
	name: 'Remove User',
	action: 'Remove a user from a role',
	description: 'Take a role from one user',
	fields: [
		role,
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { role, user, options }) =>
		await take(api, {
			call: { method: 'DELETE', path: path`/api/roles/${role}/users/${user}` },
			item: { roleId: role, userId: user },
			options,
			fact: 'The user does not have the role',
			prove: async () => [await readRole(api, role), await requireUser(api, user)],
		}),
});
