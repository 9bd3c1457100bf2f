import { ApiError, InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { raise, type Api } from '../../../shared/request';
import { flattened } from '../../oneLogin.api';
import { user } from './user';

export const addRoles = defineOperation({
	value: 'addRoles',
	name: 'Add Roles',
	action: 'Add roles to a user',
	description: 'Give roles to a user, beside those the user has already',
	fields: [
		user,
		{
			displayName: 'Role Names or IDs',
			name: 'roles',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getRoles' },
			default: [],
			required: true,
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
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
		const ids = roleIds(roles);
		try {
			await add(api, user, ids);
			return { userId: Number(user), addedRoleIds: ids, skippedRoleIds: [] };
		} catch (error) {
			if (!skipHeld || !isAlreadyHeld(error)) return raise(error as Error);
		}
		// Refused as a whole: nothing was added, so the roles that are missing can be sent again.
		const held = new Set(await heldRoles(api, user));
		const missing = ids.filter((id) => !held.has(id));
		if (missing.length > 0) await add(api, user, missing);
		return {
			userId: Number(user),
			addedRoleIds: missing,
			skippedRoleIds: ids.filter((id) => held.has(id)),
		};
	},
});

const add = async (api: Api, user: string, ids: number[]): Promise<unknown> =>
	await api.request({
		method: 'PUT',
		path: path`/api/1/users/${user}/add_roles`,
		body: { role_id_array: ids },
	});

const isAlreadyHeld = (error: unknown): boolean =>
	error instanceof ApiError && /already included as user roles/i.test(error.refusal.summary);

async function heldRoles(api: Api, user: string): Promise<number[]> {
	const data = await api.request({ method: 'GET', path: path`/api/1/users/${user}/roles` });
	return [flattened(data)].flat().map(Number);
}

/** OneLogin takes only whole numbers, and refuses text that looks like one. */
function roleIds(roles: string[]): number[] {
	return roles.map((role) => {
		if (!/^[1-9]\d*$/.test(role)) {
			throw new InputError(
				`"Role Names or IDs" holds "${role}", which is not a role ID`,
				'OneLogin role IDs are numbers. Choose roles from the list, or give their IDs.',
			);
		}
		return Number(role);
	});
}
