import type { IDataObject } from 'n8n-workflow';
import { profileOf } from './locate';

/** Profile attributes that every organization has and that say who a person is. */
const BASE = ['login', 'email', 'firstName', 'lastName'] as const;

/** The base profile of Okta's schema; whatever else a profile holds is an attribute of the tenant's own. */
const STANDARD = new Set<string>([
	...BASE,
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

/** What Okta added because "Expand" asked for it. */
const embeddedIn = (record: IDataObject): IDataObject => (record._embedded ?? {}) as IDataObject;

/**
 * The short form of a user: who it is, its state and its last login, flat, with the ETag and with
 * what was asked for by "Expand". Attributes that the tenant added to the profile are kept, since nobody expects to lose what they defined themselves.
 */
export function simplifyUser(user: IDataObject): IDataObject {
	const profile = profileOf(user);
	const short: IDataObject = { id: user.id, status: user.status };
	for (const name of BASE) short[name] = profile[name] ?? null;
	short.department = profile.department ?? null;
	short.created = user.created;
	short.lastLogin = user.lastLogin ?? null;
	if (user.etag !== undefined) short.etag = user.etag;
	for (const [name, value] of Object.entries(embeddedIn(user))) short[name] = value;
	const own = Object.entries(profile).filter(([name]) => !STANDARD.has(name));
	if (own.length > 0) short.customAttributes = Object.fromEntries(own);
	return short;
}

/**
 * The short form of a user of an application: the assignment's state and the user name, with the
 * whole profile, since each application defines its own attributes.
 */
export function simplifyAppUser(appUser: IDataObject): IDataObject {
	const credentials = (appUser.credentials ?? {}) as IDataObject;
	const { user } = embeddedIn(appUser);
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
