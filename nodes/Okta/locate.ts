import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import { named, nameFault, path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { findRecord, idOf } from './record';

/** Text as a literal of Okta's search expressions. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** The profile of a user record. */
export const profileOf = (user: IDataObject): IDataObject => (user.profile ?? {}) as IDataObject;

/** The form of every user ID in Okta's documentation. */
const USER_ID = /^00u[0-9A-Za-z]{17}$/;

/**
 * The id of the user that is meant. Okta's paths take an id, a login, the beginning of a login, and
 * `me`; what is entered as one of these must not pass for another, so it is compared with the
 * record that comes back.
 *
 * @throws {InputError} when nobody or more than one person has the value, and for `me`: whoever made
 *   the API token is not a person that a workflow means
 */
export async function locateUser(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode === 'login') return await locateByLogin(api, value, label);
	if (mode === 'email') return await locateBySearch(api, 'email', value, label);
	if (value.toLowerCase() === 'me') {
		throw new InputError(
			`"${label}" is "me", which stands for the owner of the API token`,
			'Choose the user from the list, by ID or by login.',
		);
	}
	if (USER_ID.test(value)) return value;
	const user = asRecord(await api.request({ method: 'GET', path: path`/api/v1/users/${value}` }));
	if (user.id === value) return value;
	throw new InputError(
		`No user has the ID "${value}"`,
		`Okta reads it as a login, of the user ${String(user.id)}. If this user is meant, choose By Login in "${label}" and give the whole login.`,
		'notFound',
	);
}

/**
 * Okta's index of users lags behind by a moment, so a login is first asked for directly: a user
 * made by the node before is found, one renamed by it is not. Okta cannot do so for a login that
 * contains a slash or a question mark (Management API, "Retrieve a user").
 */
async function locateByLogin(api: Api, login: string, label: string): Promise<string> {
	const isMe = login.toLowerCase() === 'me';
	if (!nameFault(login) && !login.includes('?') && !isMe) {
		const user = await findRecord(api, path`/api/v1/users/${named(login)}`);
		if (user && has(user, 'login', login)) return idOf(user);
	}
	return await locateBySearch(api, 'login', login, label);
}

const has = (user: IDataObject, attribute: string, value: string): boolean =>
	String(profileOf(user)[attribute]).toLowerCase() === value.toLowerCase();

async function locateBySearch(
	api: Api,
	attribute: 'login' | 'email',
	value: string,
	label: string,
): Promise<string> {
	const found = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/v1/users`,
			query: { search: `profile.${attribute} eq ${quoted(value)}`, limit: 5 },
		}),
	).filter((user) => has(user, attribute, value));
	if (found.length === 1) return idOf(found[0]);
	throw new InputError(
		found.length === 0
			? `No user has the ${attribute} "${value}"`
			: `${found.length} users have the ${attribute} "${value}": ${found.map(({ id }) => String(id)).join(', ')}`,
		`Check "${label}". Choosing the user by ID leaves no doubt.`,
		found.length === 0 ? 'notFound' : 'ambiguous',
	);
}
