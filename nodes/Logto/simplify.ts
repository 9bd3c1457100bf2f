import type { IDataObject } from 'n8n-workflow';

/** What a person recognises a user by, and what decides about access. */
const SHORT = [
	'id',
	'username',
	'primaryEmail',
	'primaryPhone',
	'name',
	'isSuspended',
	'lastSignInAt',
	'createdAt',
] as const;

/** The short form of a user. Custom data is kept where there is any. */
export function simplifyUser(user: IDataObject): IDataObject {
	const short: IDataObject = {};
	for (const name of SHORT) if (name in user) short[name] = user[name];
	const custom = user.customData;
	if (custom && Object.keys(custom).length > 0) short.customData = custom;
	return short;
}
