import { InputError } from '../shared/errors';
import { asRecords } from '../shared/paging';
import { path } from '../shared/path';
import type { Api } from '../shared/request';
import type { Locator } from '../shared/vendor';

/**
 * The id of the user that is meant. By email or username, what comes back must carry the value:
 * OneLogin reads `*` as "anything" and a leading `!` as "not", so neither is sent.
 *
 * @throws {InputError} when the id is no number, or when nobody or more than one person matches
 */
export async function locateUser(api: Api, { mode, value }: Locator): Promise<string> {
	if (mode !== 'email' && mode !== 'username') {
		if (!/^\d+$/.test(value)) {
			throw new InputError(
				`"User" must be a number, but it is "${value}"`,
				'OneLogin user IDs are numbers. To find the user by email or username, choose that way in "User".',
			);
		}
		return value;
	}
	if (value.includes('*') || value.startsWith('!')) {
		throw new InputError(
			`"User" cannot be searched for as "${value}"`,
			'OneLogin reads "*" and a leading "!" as a pattern, which could match someone else. Choose the user by ID.',
		);
	}
	const found = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/1/users`,
			query: { [mode]: value, limit: 5 },
		}),
	).filter((user) => String(user[mode]).toLowerCase() === value.toLowerCase());
	if (found.length === 1) return String(found[0].id);
	throw new InputError(
		found.length === 0
			? `No user has the ${mode} "${value}"`
			: `${found.length} users have the ${mode} "${value}": ${found.map(({ id }) => String(id)).join(', ')}`,
		'Check "User". Choosing the user by ID leaves no doubt.',
	);
}
