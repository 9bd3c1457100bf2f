import type { IDataObject } from 'n8n-workflow';
import { profileOf } from './locate';

/** The base profile of Okta's schema; whatever else a profile holds is an attribute of the tenant's own. */
const STANDARD = new Set<string>([
	'login',
	'email',
	'firstName',
	'lastName',
	'secondEmail',
	'middleName',
	'honorificPrefix',
	'honorificSuffix',
	'title',
	'displayName',
	'nickName',
	'profileUrl',
	'primaryPhone',
	'mobilePhone',
	'streetAddress',
	'city',
	'state',
	'zipCode',
	'countryCode',
	'postalAddress',
	'preferredLanguage',
	'locale',
	'timezone',
	'userType',
	'employeeNumber',
	'costCenter',
	'organization',
	'division',
	'department',
	'managerId',
	'manager',
]);

/**
 * The short form of a user: who it is, its state and its last login, flat, with the ETag and with
 * what was asked for by "Expand". Attributes that the tenant added to the profile are kept, since
 * nobody expects to lose what they defined themselves.
 */
export function simplifyUser(user: IDataObject): IDataObject {
	const profile = profileOf(user);
	// One literal, and no list on the way: a directory is long, and each of its users comes by here.
	const short: IDataObject = {
		id: user.id,
		status: user.status,
		login: profile.login ?? null,
		email: profile.email ?? null,
		firstName: profile.firstName ?? null,
		lastName: profile.lastName ?? null,
		department: profile.department ?? null,
		created: user.created,
		lastLogin: user.lastLogin ?? null,
	};
	if (user.etag !== undefined) short.etag = user.etag;
	if (user._embedded) Object.assign(short, user._embedded);
	const own = Object.keys(profile).filter((name) => !STANDARD.has(name));
	if (own.length > 0) {
		short.customAttributes = Object.fromEntries(own.map((name) => [name, profile[name]]));
	}
	return short;
}

/** What the short form of a user takes apart or leaves out. */
const AROUND = new Set(['profile', 'credentials', '_links', '_embedded']);

/**
 * The short form of a user of whom only some properties were asked for: what came, and nothing in place of
 * what did not.
 */
export function simplifyPart(user: IDataObject): IDataObject {
	const given = Object.entries(profileOf(user));
	const custom = given.filter(([name]) => !STANDARD.has(name));
	return {
		...Object.fromEntries(Object.entries(user).filter(([name]) => !AROUND.has(name))),
		...Object.fromEntries(given.filter(([name]) => STANDARD.has(name))),
		...(user._embedded as IDataObject),
		...(custom.length > 0 && { customAttributes: Object.fromEntries(custom) }),
	};
}

/**
 * The short form of a user of an application: the assignment's state and the user name, with the
 * whole profile, since each application defines its own attributes.
 */
export function simplifyAppUser(appUser: IDataObject): IDataObject {
	const credentials = (appUser.credentials ?? {}) as IDataObject;
	const { user } = (appUser._embedded ?? {}) as IDataObject;
	return {
		id: appUser.id,
		status: appUser.status,
		scope: appUser.scope ?? null,
		userName: credentials.userName ?? null,
		externalId: appUser.externalId ?? null,
		syncState: appUser.syncState ?? null,
		created: appUser.created,
		lastUpdated: appUser.lastUpdated ?? null,
		profile: appUser.profile ?? {},
		...(user !== undefined && { user: simplifyUser(user as IDataObject) }),
	};
}

/** The short form of an application: what it is called and how people sign in to it. */
export const simplifyApp = (app: IDataObject): IDataObject => ({
	id: app.id,
	label: app.label ?? null,
	name: app.name ?? null,
	status: app.status ?? null,
	signOnMode: app.signOnMode ?? null,
	created: app.created,
	lastUpdated: app.lastUpdated ?? null,
});
