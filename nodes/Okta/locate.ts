import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords, idOf } from '../shared/answer';
import type { Api, ListCall } from '../shared/api';
import { ApiError, InputError, raise } from '../shared/errors';
import { ANY, theOne, theOneNamed } from '../shared/locate';
import { named, nameFault, path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { findRecord } from './record';

/** Text as a literal of Okta's search expressions. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** The profile of a user record. */
export const profileOf = (user: IDataObject): IDataObject => (user.profile ?? {}) as IDataObject;

/** The form of every user ID in Okta's documentation. */
export const USER_ID = /^00u[0-9A-Za-z]{17}$/;

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
	if (mode === 'email') return await locateByEmail(api, value, label);
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
 * made by the node before is found, one renamed by it is not.
 */
async function locateByLogin(api: Api, login: string, label: string): Promise<string> {
	const user = await userAt(api, login);
	if (user && has(user, 'login', login)) return idOf(user);
	return await locateBySearch(api, 'login', login, label);
}

/** An email is mostly the login too, by which somebody is found whom the index does not know yet. */
async function locateByEmail(api: Api, email: string, label: string): Promise<string> {
	return await locateBySearch(api, 'email', email, label, async () => {
		const user = await userAt(api, email);
		return user && has(user, 'email', email) ? [user] : [];
	});
}

/**
 * Signs that keep a login from being asked for in an address, also when they are encoded. Of a slash
 * and a question mark Okta says so ("Retrieve a user"); for the others its web server answers 400
 * before Okta sees them.
 */
const NOT_IN_ADDRESS = /[?[\]\\;]/;

/**
 * The user whom Okta gives for a login in an address: also somebody whose login only begins so.
 * `undefined` where there is none, and where the login cannot be asked for in this way.
 */
export async function userAt(api: Api, login: string): Promise<IDataObject | undefined> {
	// It stands for the owner of the API token.
	if (login.toLowerCase() === 'me') return undefined;
	if (nameFault(login) || NOT_IN_ADDRESS.test(login)) return undefined;
	try {
		return await findRecord(api, path`/api/v1/users/${named(login)}`);
	} catch (error) {
		// Whatever else its web server does not let through: the search takes any login.
		const isBarred = error instanceof ApiError && error.refusal.status === 400;
		return isBarred ? undefined : raise(error as Error);
	}
}

/** Whether an attribute of a user has a value, in upper or lower case. */
export const has = (user: IDataObject, attribute: string, value: string): boolean =>
	String(profileOf(user)[attribute]).toLowerCase() === value.toLowerCase();

/**
 * The id of the one user who has an attribute.
 *
 * @param elsewhere where else to look when the search finds nobody
 */
async function locateBySearch(
	api: Api,
	attribute: 'login' | 'email',
	value: string,
	label: string,
	elsewhere: () => Promise<IDataObject[]> = async () => [],
): Promise<string> {
	const hits = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/v1/users`,
			query: { search: `profile.${attribute} eq ${quoted(value)}`, limit: 5 },
		}),
	).filter((user) => has(user, attribute, value));
	const found = hits.length > 0 ? hits : await elsewhere();
	return theOne(found.map(idOf), {
		thing: 'user',
		attribute,
		value,
		label,
		advice: lagging('user'),
	});
}

/** Okta's index lags behind by a moment, as its documentation of searches says. */
export const lagging = (thing: string): string =>
	`Okta needs a moment until its search finds a ${thing} that was created or changed just now: then run again, or choose the ${thing} by ID.`;

/** How every group ID in Okta's documentation begins. */
const GROUP_ID = /^00g[0-9A-Za-z]+$/;

/** The id of the group that is meant, out of those that Okta itself manages: others have no members to give. */
export const locateGroup = async (api: Api, locator: Locator, label: string): Promise<string> =>
	await locateGroupOf(api, locator, label, 'type eq "OKTA_GROUP" and ');

/** The id of the group that is meant, of whatever kind. */
export const locateAnyGroup = async (api: Api, locator: Locator, label: string): Promise<string> =>
	await locateGroupOf(api, locator, label, '');

/** @param narrowed the beginning of the search, which leaves out other kinds of groups */
async function locateGroupOf(
	api: Api,
	{ mode, value }: Locator,
	label: string,
	narrowed: string,
): Promise<string> {
	if (mode !== 'name' && (mode !== ANY || GROUP_ID.test(value))) return value;
	const groups = await api.all({
		method: 'GET',
		path: path`/api/v1/groups`,
		query: { search: `${narrowed}profile.name eq ${quoted(value)}` },
		pageSize: 200,
	});
	const records = groups.map((group) => ({ id: idOf(group), name: String(profileOf(group).name) }));
	return theOneNamed(records, { thing: 'group', value, label, advice: lagging('group') });
}

/** The id of the application that is meant. Okta finds what begins with a text, so the whole label is compared. */
export async function locateApp(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'label') return value;
	const found = await api.all({
		method: 'GET',
		path: path`/api/v1/apps`,
		query: { q: value },
		pageSize: 200,
	});
	const folded = value.toLowerCase();
	const near = found.filter((app) => String(app.label).toLowerCase() === folded);
	const ids = near.filter((app) => app.label === value).map(idOf);
	const similar = near.map((app) => String(app.label));
	return theOne(ids, { thing: 'application', attribute: 'label', value, label, similar });
}

/** Lists that Okta gives without a search, whose records have a label that no other has. */
export const LABELLED = {
	customRole: {
		method: 'GET',
		path: path`/api/v1/iam/roles`,
		recordsAt: 'roles',
	},
	resourceSet: {
		method: 'GET',
		path: path`/api/v1/iam/resource-sets`,
		recordsAt: 'resource-sets',
	},
} as const satisfies Record<string, ListCall>;

const locateLabelled =
	(list: ListCall, thing: string) =>
	async (api: Api, { mode, value }: Locator, label: string): Promise<string> => {
		if (mode !== 'name') return value;
		const found = await api.all(list);
		const records = found.map((record) => ({ id: idOf(record), name: record.label }));
		return theOneNamed(records, { thing, value, label });
	};

/** The id of the custom administrator role that is meant. */
export const locateCustomRole = locateLabelled(LABELLED.customRole, 'custom role');

/** The id of the resource set that is meant. */
export const locateResourceSet = locateLabelled(LABELLED.resourceSet, 'resource set');

/** The id of the group rule that is meant. */
export async function locateGroupRule(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name') return value;
	// All are read: what Okta's search compares the word with is documented nowhere.
	const rules = await api.all({ method: 'GET', path: path`/api/v1/groups/rules`, pageSize: 200 });
	return theOneNamed(rules, { thing: 'group rule', value, label });
}
