import { asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
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
	if (found.length === 1) return String(found[0].id);
	throw new InputError(
		found.length === 0
			? `No user has the ${mode} "${value}"`
			: `${found.length} users have the ${mode} "${value}": ${found.map(({ id }) => String(id)).join(', ')}`,
		`Check "${label}". Choosing the user by ID leaves no doubt.`,
		found.length === 0 ? 'notFound' : 'ambiguous',
	);
}
