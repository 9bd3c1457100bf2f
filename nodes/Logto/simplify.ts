import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../shared/answer';

const DIGEST = ['passwordDigest', 'passwordAlgorithm'] as const;

/** What a person recognises a user by, what decides about access, and what was asked for expressly. */
const SHORT_USER = [
	'id',
	'username',
	'primaryEmail',
	'primaryPhone',
	'name',
	'isSuspended',
	'hasPassword',
	'lastSignInAt',
	'createdAt',
	'ssoIdentities',
	...DIGEST,
] as const;

const SHORT_ORGANIZATION = [
	'id',
	'name',
	'description',
	'organizationRoles',
	'isMfaRequired',
	'usersCount',
	'createdAt',
] as const;

const SHORT_APPLICATION = [
	'id',
	'name',
	'description',
	'type',
	'isThirdParty',
	'isAdmin',
	'organizationRoles',
	'createdAt',
] as const;

/** The named fields of a record, and its custom data where there is any. */
function pick(record: IDataObject, names: readonly string[]): IDataObject {
	const short: IDataObject = {};
	for (const name of names) if (name in record) short[name] = record[name];
	const custom = record.customData;
	if (custom && Object.keys(custom).length > 0) short.customData = custom;
	return short;
}

/** A copy of a record without the named fields. */
export function without(record: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** A user without password hash: no answer hands it out unless it was asked for. */
export const withoutDigest = (user: IDataObject): IDataObject => without(user, DIGEST);

/** The user in the answer to a request that reads or changes one. */
export const userIn = (payload: unknown): IDataObject => withoutDigest(asRecord(payload));

/** The short form of a user. Custom data is kept where there is any. */
export const simplifyUser = (user: IDataObject): IDataObject => pick(user, SHORT_USER);

/** The short form of an organization that a user belongs to: branding and styles are left out. */
export const simplifyOrganization = (organization: IDataObject): IDataObject =>
	pick(organization, SHORT_ORGANIZATION);

/** The short form of an application: settings of its sign-in are left out, and whatever is secret. */
export const simplifyApplication = (application: IDataObject): IDataObject =>
	pick(application, SHORT_APPLICATION);
