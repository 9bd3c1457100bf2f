import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/**
 * Makes the id of the user that is meant. By email or username, what comes back must carry the
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
	if (mode !== 'email' && mode !== 'username') {
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
	const found = await usersWith(api, mode, value);
	if (found.length === 1) return found[0];
	throw new InputError(
		found.length === 0
			? `No user has the ${mode} "${value}"`
			: `${found.length} users have the ${mode} "${value}": ${found.join(', ')}`,
		`Check "${label}". Choosing the user by ID leaves no doubt.`,
		found.length === 0 ? 'notFound' : 'ambiguous',
	);
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
	return users
		.filter((user) => String(user[attribute]).toLowerCase() === value.toLowerCase())
		.map(({ id }) => String(id))
		.filter((id) => USER_ID.test(id));
}
