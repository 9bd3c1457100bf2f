import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import { ApiError, raise } from '../shared/errors';
import { ANY, theOne, theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { phoneDigits, phonesLike } from './phone';

/** User attributes that identify one person, by the locator's mode. */
const ATTRIBUTES: Record<string, string> = {
	email: 'primaryEmail',
	phone: 'primaryPhone',
	username: 'username',
};

/**
 * The id of the user that is meant. Logto's default search takes `_` and `%` as wildcards, so the
 * exact mode is asked for, and what comes back must carry the value.
 *
 * @throws {InputError} when nobody or more than one person matches
 */
export async function locateUser(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (!Object.hasOwn(ATTRIBUTES, mode)) return value;
	const attribute = ATTRIBUTES[mode];
	const wanted = attribute === 'primaryPhone' ? phonesLike(phoneDigits(value, label)) : [value];
	const found = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/users`,
			query: {
				[`search.${attribute}`]: wanted,
				[`mode.${attribute}`]: 'exact',
				page_size: 100,
			},
		}),
	);
	const folded = wanted.map((one) => one.toLowerCase());
	const near = found.filter((user) => folded.includes(String(user[attribute]).toLowerCase()));
	const same = near.filter(({ username }) => username === value);
	const isLoose =
		attribute !== 'username' ||
		(same.length === 0 && near.length === 1 && (await ignoresCase(api)));
	return theOne(
		(isLoose ? near : same).map(({ id }) => String(id)),
		{
			thing: 'user',
			attribute: mode,
			value,
			label,
			similar: attribute === 'username' ? near.map(({ username }) => String(username)) : [],
		},
	);
}

/**
 * Whether usernames of the tenant are the same in upper and lower case. By default they are not
 * (`usernamePolicy` of the sign-in experience, logto-next.md), and then ADA is not Ada.
 */
async function ignoresCase(api: Api): Promise<boolean> {
	try {
		const policy = asRecord(await api.request({ method: 'GET', path: path`/api/sign-in-exp` }))
			.usernamePolicy as IDataObject | null | undefined;
		return policy?.caseSensitive === false;
	} catch (error) {
		// Not allowed to look: then case counts, as it does by default.
		return error instanceof ApiError ? false : raise(error as Error);
	}
}

/**
 * Whether a text looks like an ID that Logto made: of that many small letters and digits. That all of it
 * are letters happens once in a thousand, and then it is looked for among names as well.
 */
export const isMadeId = (text: string, length = 21): boolean =>
	text.length === length && /^(?=.*\d)[a-z\d]+$/.test(text);

/**
 * The id of the role that is meant. Names are unique in a tenant, whatever the type. Both ways in one
 * request, since what is no ID by its looks may be one that was given on import; as such it counts first.
 */
export async function locateRole(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name' && (mode !== ANY || isMadeId(value))) return value;
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
	return theOneNamed(found, { thing: 'role', value, label });
}
