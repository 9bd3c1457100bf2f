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

/**
 * The short form of a user. Custom attributes are kept where there are any, and the roles under one
 * name: v1 calls them `role_id`, everything newer `role_ids`.
 */
export function simplifyUser(user: IDataObject): IDataObject {
	const short: IDataObject = {};
	for (const name of SHORT) if (name in user) short[name] = user[name];
	const roles = user.role_ids ?? user.role_id;
	if (roles !== undefined) short.role_ids = roles;
	const custom = user.custom_attributes;
	if (custom && Object.keys(custom).length > 0) short.custom_attributes = custom;
	return short;
}
