import { asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { chosenRoles, roles, rolesGiven } from './roles';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace the roles of a user',
	description: 'Give a user exactly these roles; all others are taken away',
	fields: [
		user,
		{
			displayName: 'Remove All Roles',
			name: 'removeAll',
			type: 'boolean',
			default: false,
			description: 'Whether to take all roles from the user and give none',
		},
		{ ...roles, displayOptions: { show: { removeAll: [false] } } },
	],
	async run(api, { user, removeAll, roles }) {
		const roleIds = removeAll ? [] : chosenRoles(roles);
		await refuseUnfit(api, roleIds);
		const reply = await api.send({
			method: 'PUT',
			path: path`/api/users/${user}/roles`,
			body: { roleIds },
		});
		return { userId: user, ...rolesGiven(reply, roleIds) };
	},
});

/**
 * Looks at each role first. Logto takes the old roles away before it finds out that a user cannot
 * have a new one, and then leaves the user with none: a role for applications is refused by its
 * database only (core/src/routes/admin-user/role.ts, observed with 1.42.0).
 *
 * @throws {InputError} for a role that a user cannot have
 * @throws {ApiError} for one that does not exist
 */
async function refuseUnfit(api: Api, roleIds: string[]): Promise<void> {
	for (const roleId of roleIds) {
		const { name, type } = asRecord(
			await api.request({ method: 'GET', path: path`/api/roles/${roleId}` }),
		);
		if (type !== 'User' || String(name).startsWith('#internal:')) {
			throw new InputError(
				`"Role Names or IDs" has a role that a user cannot have: "${String(name)}" (${roleId}${type === 'User' ? '' : `, type ${String(type)}`})`,
				'Only roles of the type "User" fit. Nothing was changed: Logto would have taken all roles from the user before refusing.',
			);
		}
	}
}
