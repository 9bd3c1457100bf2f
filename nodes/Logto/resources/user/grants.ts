import type { IDataObject } from 'n8n-workflow';
import { recordsOf, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { unless } from '../../refused';
import { requireUser } from '../../user';

/** A grant of the chosen user. */
export const grant = {
	displayName: 'Grant',
	name: 'grant',
	type: 'resourceLocator',
	typeOptions: { loadOptionsDependsOn: ['user.value'] },
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The grant to revoke',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a grant…',
			typeOptions: { searchListMethod: 'searchGrants', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. eG2Y5cQm0ZkWv1xJr8nTb',
		},
	],
} as const satisfies Field;

/** Whose applications the grants are for. */
export const appType = {
	displayName: 'Application Type',
	name: 'appType',
	type: 'options',
	options: [
		{ name: 'First-Party', value: 'firstParty' },
		{ name: 'Third-Party', value: 'thirdParty' },
	],
	default: 'thirdParty',
	description: 'Only grants for applications of your own, or for those of others',
} as const satisfies Field;

/**
 * The grants of a user. Logto gives none for a user that does not exist as well, so the user is looked
 * at then (logto-next.md, "User sessions and grants").
 *
 * @throws {ApiError} when there is no such user
 */
export async function grantsOf(
	api: Api,
	user: string,
	only: { appType?: string } = {},
): Promise<IDataObject[]> {
	const answer = await api.request({
		method: 'GET',
		path: path`/api/users/${user}/grants`,
		query: { appType: only.appType },
	});
	const grants = recordsOf(answer, 'grants');
	if (grants.length === 0) await requireUser(api, user);
	return grants;
}

/**
 * What a request needs to name a grant.
 *
 * @throws {ApiError} when an answer has none
 */
export function grantId({ id }: IDataObject): string {
	if (typeof id !== 'string') throw new ApiError(unreadable('a grant with its ID', id));
	return id;
}

/** The short form of a grant. Times are in milliseconds, as elsewhere in Logto. */
export function simplifyGrant({ id, payload, expiresAt, application }: IDataObject): IDataObject {
	const { accountId, clientId, iat, openid } = (payload ?? {}) as IDataObject;
	const { name } = (application ?? {}) as IDataObject;
	return {
		id,
		userId: accountId,
		applicationId: clientId,
		applicationName: name ?? null,
		scope: ((openid ?? {}) as IDataObject).scope ?? null,
		createdAt: typeof iat === 'number' ? iat * 1000 : null,
		expiresAt,
	};
}

/** Revokes a grant, as one of several. One that ended by itself meanwhile is gone all the same. */
export async function revokeOne(api: Api, user: string, id: string): Promise<void> {
	await done(api, { method: 'DELETE', path: path`/api/users/${user}/grants/${id}` }).catch(
		unless('oidc.invalid_grant'),
	);
}
