import { unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { follow } from '../../../shared/paging';
import { path } from '../../../shared/path';
import { asId, bodyId, type Id } from '../../id';
import { flattened, nextPage, oneLogin } from '../../oneLogin.api';
import { changes } from './change';

/** The roles an operation is about. */
export const roles = {
	displayName: 'Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getRoles' },
	default: [],
	required: true,
	description:
		'An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/**
 * The ids as OneLogin takes them: whole numbers, since it refuses text that looks like one.
 *
 * @param label the parameter as the form shows it
 */
export function roleIds(given: readonly string[], label: string = roles.displayName): number[] {
	return [...new Set(given.map((role) => bodyId(role, label, 'role')))];
}

/** The ids of all roles that a user holds. v1 puts them into a list within a list; `[[]]` is none. */
export async function heldRoles(api: Api, user: string): Promise<Id[]> {
	const held: Id[] = [];
	const call = { method: 'GET' as const, path: path`/api/1/users/${user}/roles` };
	const pages = follow(api, call, nextPage, (reply) =>
		asIds(oneLogin.payload(reply)).map((id) => ({ id })),
	);
	for await (const page of pages) held.push(...page.map(({ id }) => asId(id)));
	return held;
}

function asIds(payload: unknown): Id[] {
	if (!Array.isArray(payload)) throw new ApiError(unreadable('a list', payload));
	return (flattened(payload) as unknown[]).map((entry) => {
		if (/^\d+$/.test(String(entry))) return asId(entry);
		throw new ApiError(unreadable('the ID of a role', entry));
	});
}

/** One of the two ways in which the roles of a user change. */
export interface RoleChange {
	endpoint: 'add_roles' | 'remove_roles';
	/** What OneLogin says when the change is done already for one of the roles. */
	refused: RegExp;
	/** Whether there is nothing to do for a role, given that the user holds it or not. */
	isDone: (held: boolean) => boolean;
}

export const ADD: RoleChange = {
	endpoint: 'add_roles',
	refused: /already included as user roles/i,
	isDone: (held) => held,
};

export const REMOVE: RoleChange = {
	endpoint: 'remove_roles',
	refused: /not included as user roles/i,
	isDone: (held) => !held,
};

/**
 * Changes the roles of a user. OneLogin refuses the whole request as soon as one role needs no
 * change; with `skip`, that role is left out and the others are sent again.
 *
 * @returns the ids that OneLogin was asked to change, and those left out
 */
export async function changeRoles(
	api: Api,
	user: string,
	ids: number[],
	{ endpoint, refused, isDone }: RoleChange,
	skip: boolean,
): Promise<{ changed: number[]; skipped: number[] }> {
	const call = (some: number[]) => ({
		method: 'PUT' as const,
		path: path`/api/1/users/${user}/${endpoint}`,
		body: { role_id_array: some },
	});
	if (await changes(api, call(ids), skip ? refused : undefined)) {
		return { changed: ids, skipped: [] };
	}
	// Refused as a whole: nothing has changed, so what is left to do can be sent again.
	const held = new Set(await heldRoles(api, user));
	const changed = ids.filter((id) => !isDone(held.has(id)));
	if (changed.length > 0) await api.request(call(changed));
	return { changed, skipped: ids.filter((id) => isDone(held.has(id))) };
}
