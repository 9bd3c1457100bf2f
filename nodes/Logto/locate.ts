import { asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import { ANY, theOne, theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { phoneDigits } from './phone';

/** User attributes that identify one person, by the locator's mode. */
const ATTRIBUTES: Record<string, string> = {
	email: 'primaryEmail',
	phone: 'primaryPhone',
	username: 'username',
};

/**
 * The id of the user that is meant. Logto's default search takes `_` and `%` as wildcards, so the
 * exact mode is asked for, and what comes back must carry the value. Usernames differ by case.
 *
 * @throws {InputError} when nobody or more than one person matches
 */
export async function locateUser(
	api: Api,
	{ mode, value: entered }: Locator,
	label: string,
): Promise<string> {
	if (!Object.hasOwn(ATTRIBUTES, mode)) return entered;
	const attribute = ATTRIBUTES[mode];
	const value = attribute === 'primaryPhone' ? phoneDigits(entered, label) : entered;
	const isCaseSensitive = attribute === 'username';
	const same = (found: unknown): boolean =>
		isCaseSensitive ? found === value : String(found).toLowerCase() === value.toLowerCase();
	const found = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/users`,
			query: {
				[`search.${attribute}`]: value,
				[`mode.${attribute}`]: 'exact',
				isCaseSensitive: isCaseSensitive || undefined,
				page_size: 5,
			},
		}),
	).filter((user) => same(user[attribute]));
	return theOne(
		found.map(({ id }) => String(id)),
		{ thing: 'user', attribute: mode, value, label },
	);
}

/** What Logto makes IDs of roles of; that all of it are letters happens once in a thousand. */
const MADE_ID = /^(?=.*\d)[a-z\d]{21}$/;

/**
 * The id of the role that is meant. Names are unique in a tenant, whatever the type. Both ways in one
 * request, since what is no ID by its looks may be one that was given on import; as such it counts first.
 */
export async function locateRole(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name' && (mode !== ANY || MADE_ID.test(value))) return value;
	const found = await api.all({
		method: 'GET',
		path: path`/api/roles`,
		// No other filter beside them: Logto puts no brackets around what may be one or the other.
		query: {
			'search.name': value,
			'mode.name': 'exact',
			'search.id': value,
			'mode.id': 'exact',
			joint: 'or',
		},
		pageSize: 20,
	});
	if (mode === ANY && found.some(({ id }) => id === value)) return value;
	const records = found.map(({ id, name }) => ({ id: String(id), name: String(name) }));
	return theOneNamed(records, { thing: 'role', value, label });
}
