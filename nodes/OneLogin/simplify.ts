import type { IDataObject } from 'n8n-workflow';

/** What a person recognises a user by, and what decides about access. */
const SHORT = [
	'id',
	'email',
	'username',
	'firstname',
	'lastname',
	'department',
	'status',
	'state',
	'last_login',
] as const;

/** The short form of a user. Custom attributes are kept where there are any. */
export function simplifyUser(user: IDataObject): IDataObject {
	const short: IDataObject = {};
	for (const name of SHORT) if (name in user) short[name] = user[name];
	const custom = user.custom_attributes;
	if (custom && Object.keys(custom).length > 0) short.custom_attributes = custom;
	return short;
}
