import type { IDataObject } from 'n8n-workflow';
import { asList } from '../shared/coerce';
import { asRecords, idOf } from '../shared/answer';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import { several } from '../shared/field';
import { theOne } from '../shared/locate';
import { isBrokenText, path } from '../shared/path';
import { has, lagging, quoted, USER_ID, userAt } from './locate';

/** Several persons in one item. */
export const users = several({
	displayName: 'Users',
	name: 'users',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. nathan@example.com, 00u1a2b3c4d5E6f7G8h9',
	description:
		'IDs, logins or email addresses, separated by commas, or a list by an expression. All are found before anything is changed.',
});

/** Most persons in one item: each is a request of its own, or several. */
const MOST = 1000;

/**
 * The IDs of the persons in a field like {@link users}, each once, in their order.
 *
 * @throws {InputError} for one who is nobody, or several
 */
export async function locateUsers(
	api: Api,
	given: string,
	label: string = users.displayName,
): Promise<string[]> {
	const entries = [...new Set(asList(given, label).map(String))];
	if (entries.length === 0) {
		throw new InputError(`"${label}" is empty`, 'Enter at least one ID, login or email address.');
	}
	const odd = entries.find((entry) => /^\s*\.{0,2}\s*$/.test(entry) || isBrokenText(entry));
	if (odd !== undefined)
		throw new InputError(`"${label}" holds ${JSON.stringify(odd)}, which is nobody`);
	if (entries.length > MOST) {
		throw new InputError(
			`"${label}" has ${entries.length} entries, and one item can have ${MOST} at most`,
			'Split them into several items.',
		);
	}
	const ids: string[] = [];
	for (const entry of entries) ids.push(await locateAny(api, entry.trim(), label));
	return [...new Set(ids)];
}

/**
 * The ID of the person whom an entry means: an ID, a login or an email. A login counts before an email,
 * since it belongs to one person only.
 */
async function locateAny(api: Api, value: string, label: string): Promise<string> {
	if (USER_ID.test(value)) return value;
	const user = await userAt(api, value);
	if (user && (user.id === value || has(user, 'login', value))) return idOf(user);
	const found = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/v1/users`,
			query: {
				search: ['login', 'email']
					.map((name) => `profile.${name} eq ${quoted(value)}`)
					.join(' or '),
				limit: 5,
			},
		}),
	);
	const those = (attribute: string): IDataObject[] =>
		found.filter((one) => has(one, attribute, value));
	const byLogin = those('login');
	const byEmail = those('email');
	// Whom the index does not know yet: an email is mostly the login too, so the look-up may have met it.
	const fresh = user && has(user, 'email', value) ? [user] : [];
	const meant = [byLogin, byEmail, fresh].find((some) => some.length > 0) ?? [];
	return theOne(meant.map(idOf), {
		thing: 'user',
		attribute: 'login or email',
		value,
		label,
		advice: lagging('user'),
	});
}
