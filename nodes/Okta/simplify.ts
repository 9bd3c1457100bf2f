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

/**
 * The short form of a user: who it is, its state and its last login, flat. Attributes that the
 * tenant added to the profile are kept, since nobody expects to lose what they defined themselves.
 */
export function simplifyUser(user: IDataObject): IDataObject {
	const profile = profileOf(user);
	const short: IDataObject = { id: user.id, status: user.status };
	for (const name of BASE) short[name] = profile[name] ?? null;
	short.department = profile.department ?? null;
	short.created = user.created;
	short.lastLogin = user.lastLogin ?? null;
	const own = Object.entries(profile).filter(([name]) => !STANDARD.has(name));
	if (own.length > 0) short.customAttributes = Object.fromEntries(own);
	return short;
}
