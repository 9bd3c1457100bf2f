import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../shared/errors';
import { asRecords } from '../shared/paging';
import { path } from '../shared/path';
import type { Api } from '../shared/request';
import type { Locator } from '../shared/vendor';

/** Text as a literal of Okta's search expressions. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** The profile of a user record. */
export const profileOf = (user: IDataObject): IDataObject => (user.profile ?? {}) as IDataObject;

/**
 * The id of the user that is meant. A login or e-mail address is searched for exactly, and what
 * comes back must carry it: Okta's paths would also take an unambiguous part of a login.
 *
 * @throws {InputError} when nobody or more than one person has it
 */
export async function locateUser(api: Api, { mode, value }: Locator): Promise<string> {
	const attribute = { login: 'login', email: 'email' }[mode];
	if (!attribute) return value;
	const found = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/v1/users`,
			query: { search: `profile.${attribute} eq ${quoted(value)}`, limit: 5 },
		}),
	).filter((user) => String(profileOf(user)[attribute]).toLowerCase() === value.toLowerCase());
	if (found.length === 1) return String(found[0].id);
	throw new InputError(
		found.length === 0
			? `No user has the ${attribute} "${value}"`
			: `${found.length} users have the ${attribute} "${value}": ${found.map(({ id }) => String(id)).join(', ')}`,
		'Check "User". Choosing the user by ID leaves no doubt.',
	);
}
