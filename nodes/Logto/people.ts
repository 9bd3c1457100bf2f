import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../shared/answer';
import type { Api, QueryValue } from '../shared/api';
import { asList, asText } from '../shared/coerce';
import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';
import { theOne } from '../shared/locate';
import { idFault, path } from '../shared/path';

/** Several users, in any of the ways that people and other nodes name them. */
export const users = {
	displayName: 'Users',
	name: 'users',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. nathan@example.com, a1b2c3d4e5f6',
	description:
		'IDs, emails or usernames, separated by commas; an expression can join a list by them. All are found before anything is changed.',
} as const satisfies Field;

/** How many are looked up at once, so that the address of the request stays short enough for proxies. */
const AT_ONCE = 20;

const ATTRIBUTES = ['id', 'primaryEmail', 'username'] as const;

/** Whether a user is meant by an entry. Logto takes emails for the same whatever their case. */
const isMeant = (user: IDataObject, entry: string): boolean =>
	user.id === entry ||
	user.username === entry ||
	String(user.primaryEmail ?? '').toLowerCase() === entry.toLowerCase();

/**
 * The IDs of the users that are meant, each once, in the order in which they were given. Each is looked
 * up, IDs as well: a list that Logto refuses because of one of them says little about which.
 *
 * @param given what the field {@link users} has
 * @throws {InputError} when none is given, or one is nobody or more than one person
 */
export async function usersMeant(api: Api, given: string): Promise<string[]> {
	const entries = [
		...new Set(asList(given, 'Users').map((entry) => asText(entry, 'Users').trim())),
	];
	if (entries.length === 0) {
		throw new InputError(
			'"Users" is empty',
			'Enter at least one user. If it is an expression, check that it has a result for this item.',
		);
	}
	const fault = entries.map(idFault).find(Boolean);
	if (fault) throw new InputError(`"Users" has an entry that ${fault}`);
	const ids: string[] = [];
	for (let at = 0; at < entries.length; at += AT_ONCE) {
		const part = entries.slice(at, at + AT_ONCE);
		const found = await usersLike(api, part);
		for (const entry of part) {
			const meant = found.filter((user) => isMeant(user, entry)).map(({ id }) => String(id));
			const sought = { thing: 'user', attribute: 'ID, email or username', value: entry };
			ids.push(theOne(meant, { ...sought, label: 'Users' }));
		}
	}
	return [...new Set(ids)];
}

/** The users that may be meant. Several values of a field need the exact mode (logto.md, b). */
async function usersLike(api: Api, entries: string[]): Promise<IDataObject[]> {
	const emails = entries.filter((entry) => entry.includes('@'));
	const others = entries.filter((entry) => !entry.includes('@'));
	const query: Record<string, QueryValue> = { page_size: 100 };
	for (const attribute of ATTRIBUTES) {
		const values = attribute === 'primaryEmail' ? emails : others;
		if (values.length === 0) continue;
		query[`search.${attribute}`] = values;
		query[`mode.${attribute}`] = 'exact';
	}
	return asRecords(await api.request({ method: 'GET', path: path`/api/users`, query }));
}
