import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import { ANY, theOne, theOneNamed } from '../shared/locate';
import { type Path, path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** What a user can be found by beside the ID, in people's words. */
const KEYS: Record<string, string> = {
	email: 'email',
	username: 'username',
	external_id: 'external ID',
};

/**
 * Makes the id of the user that is meant. By anything else than the ID, what comes back must carry the
 * value: OneLogin reads `*` as "anything" and a leading `!` as "not", so neither is sent.
 *
 * @param label the locator as the form shows it
 * @throws {InputError} when the id is no number, or when nobody or more than one person matches
 */
export async function locateUser(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (!Object.hasOwn(KEYS, mode)) {
		if (USER_ID.test(value)) return value;
		throw new InputError(
			`"${label}" must be a number, but it is "${value}"`,
			`OneLogin user IDs are numbers. To find the user by email or username, choose that way in "${label}".`,
		);
	}
	if (value.includes('*') || value.startsWith('!')) {
		throw new InputError(
			`"${label}" cannot be searched for as "${value}"`,
			'OneLogin reads "*" and a leading "!" as a pattern, which could match someone else. Choose the user by ID.',
		);
	}
	return theOne(await usersWith(api, mode, value), {
		thing: 'user',
		attribute: KEYS[mode],
		value,
		label,
	});
}

const USER_ID = /^[1-9]\d*$/;

/** More records than a unique value can have, so that a second hit is seen. */
const ENOUGH = 5;

async function usersWith(api: Api, attribute: string, value: string): Promise<string[]> {
	const users = await api.all(
		{
			method: 'GET',
			path: path`/api/1/users`,
			query: { [attribute]: value },
			pageSize: ENOUGH,
		},
		ENOUGH,
	);
	// Upper and lower case may count in what another system gave.
	const folded = (text: string) => (attribute === 'external_id' ? text : text.toLowerCase());
	return users
		.filter((user) => folded(String(user[attribute])) === folded(value))
		.map(({ id }) => String(id))
		.filter((id) => USER_ID.test(id));
}

/** Most records that v1 puts into a page. */
const LARGEST_PAGE = 50;

/**
 * Finds records that OneLogin gives in a list by their name. All of them are read: lists of names are short.
 *
 * @param pageSize null for a list that has no pages
 */
const namedIn =
	(thing: string, list: Path, pageSize: number | null = LARGEST_PAGE) =>
	async (api: Api, { mode, value }: Locator, label: string): Promise<string> => {
		if (mode !== 'name' && (mode !== ANY || A_NUMBER.test(value))) return value;
		const found = await api.all({ method: 'GET', path: list, pageSize: pageSize ?? undefined });
		return theOneNamed(found, { thing, value, label });
	};

/** Numbers are IDs, also where they can be none, which is said of them as such. */
const A_NUMBER = /^[-+]?\d+(\.\d+)?$/;

/** The id of the role that is meant. */
export const locateRole = namedIn('role', path`/api/1/roles`);

/** The id of the group that is meant. */
export const locateGroup = namedIn('group', path`/api/1/groups`);

/** The id of the application that is meant. */
export const locateApp = namedIn('application', path`/api/2/apps`);

/** The id of the policy that is meant. */
export const locatePolicy = namedIn('policy', path`/api/2/policies`, null);

/** The id of the privilege that is meant. */
export const locatePrivilege = namedIn('privilege', path`/api/1/privileges`, null);

/** The id of the report that is meant. */
export const locateReport = namedIn('report', path`/api/2/reports`, null);
