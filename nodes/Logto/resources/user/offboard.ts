import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import { byDisplayName, type Field } from '../../../shared/field';
import {
	allowAsTool,
	checkWait,
	dryRun,
	type Holding,
	offboard as takeAll,
	type Taking,
} from '../../../shared/offboard';
import { defineOperation } from '../../../shared/operation';
import { named, nameFault, path } from '../../../shared/path';
import { done } from '../../done';
import { unless } from '../../refused';
import { user } from '../../user';
import { grantId, grantsOf } from './grants';
import { sessionId, sessionsOf } from './sessions';

/** Seconds in which what was taken may still be listed: Logto reads its database, so that nothing lags. */
const CHECK_WAIT = 10;

const step = <const N extends string>(name: N, displayName: string, description: string) =>
	({ displayName, name, type: 'boolean', default: true, description }) as const satisfies Field;

export const offboard = defineOperation({
	value: 'offboard',
	name: 'Offboard',
	action: 'Offboard a user',
	description:
		'Suspend a user and take everything that still gives access: sessions, refresh tokens, personal access tokens, organizations and roles. Says what is left. Can be repeated.',
	fields: [
		user,
		{
			displayName: 'Steps',
			name: 'steps',
			type: 'collection',
			placeholder: 'Leave out a step',
			default: {},
			description: 'All steps are taken, unless one is added here and switched off',
			options: byDisplayName([
				step('suspend', 'Suspend', 'Whether to suspend the user, which ends the sign-in'),
				step('endSessions', 'End Sessions', 'Whether to end all browser sessions'),
				step(
					'revokeGrants',
					'Revoke Grants',
					'Whether to end the access of all applications, their refresh tokens included',
				),
				step(
					'deleteTokens',
					'Delete Personal Access Tokens',
					'Whether to delete personal access tokens, which work on while the user is suspended',
				),
				step(
					'removeFromOrganizations',
					'Remove From Organizations',
					'Whether to end all memberships, with the roles in them',
				),
				step('removeRoles', 'Remove Roles', 'Whether to take all roles of the user'),
			]),
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [allowAsTool, dryRun, checkWait(CHECK_WAIT)],
		},
	],
	ifMissing: { found: false, complete: false },
	isRead: ({ options }) => options.dryRun === true,
	needsConsent: ({ options }) => options.dryRun !== true,
	async run(api, { user: id, steps, options }) {
		const found = asRecord(await api.request({ method: 'GET', path: path`/api/users/${id}` }));
		const chosen = takings(api, id).filter(
			(one) => (steps as Record<string, boolean | undefined>)[one.step] !== false,
		);
		return await takeAll(api, shown(found), chosen, { checkWait: CHECK_WAIT, ...options });
	},
});

/** Who it is, for whoever reads the item. */
const shown = ({ id, primaryEmail, username, name }: IDataObject): IDataObject => ({
	id,
	login: username ?? primaryEmail ?? null,
	email: primaryEmail ?? null,
	name: name ?? null,
});

/**
 * In an order that leaves no gap: nobody signs in again once suspended, and what is ended then cannot
 * begin anew. Personal access tokens survive a suspension (logto-next.md, "What ends what").
 */
const takings = (api: Api, user: string): Taking[] => [
	{
		step: 'suspend',
		async held() {
			const { isSuspended } = asRecord(
				await api.request({ method: 'GET', path: path`/api/users/${user}` }),
			);
			return isSuspended === true ? [] : [{ what: 'account', id: user, name: 'that is open' }];
		},
		async take() {
			await api.request({
				method: 'PATCH',
				path: path`/api/users/${user}/is-suspended`,
				body: { isSuspended: true },
			});
		},
	},
	{
		step: 'endSessions',
		held: async () =>
			(await sessionsOf(api, user)).map((session) => ({
				what: 'session',
				id: sessionId(session),
			})),
		take: eachOf(async ({ id }) => {
			await done(api, {
				method: 'DELETE',
				path: path`/api/users/${user}/sessions/${id}`,
				query: { revokeGrantsTarget: 'all' },
			}).catch(unless('oidc.session_not_found'));
		}),
	},
	{
		step: 'revokeGrants',
		held: async () =>
			(await grantsOf(api, user)).map((grant) => ({
				what: 'grant',
				id: grantId(grant),
				name: text((grant.application as IDataObject | undefined)?.name),
			})),
		take: eachOf(async ({ id }) => {
			await done(api, { method: 'DELETE', path: path`/api/users/${user}/grants/${id}` }).catch(
				unless('oidc.invalid_grant'),
			);
		}),
	},
	{
		step: 'deleteTokens',
		held: async () =>
			(await listed(api, user, 'personal-access-tokens')).map(({ name }) => ({
				what: 'personalAccessToken',
				id: idText(name),
				name: text(name),
			})),
		take: eachOf(async ({ id: name }) => {
			await api.request(
				nameFault(name)
					? {
							method: 'POST',
							path: path`/api/users/${user}/personal-access-tokens/delete`,
							body: { name },
						}
					: {
							method: 'DELETE',
							path: path`/api/users/${user}/personal-access-tokens/${named(name)}`,
						},
			);
		}),
	},
	{
		step: 'removeFromOrganizations',
		held: async () =>
			(await listed(api, user, 'organizations')).map(({ id, name }) => ({
				what: 'organization',
				id: idText(id),
				name: text(name),
			})),
		take: eachOf(async ({ id }) => {
			await api.request({ method: 'DELETE', path: path`/api/organizations/${id}/users/${user}` });
		}),
	},
	{
		step: 'removeRoles',
		held: async () =>
			(await api.all({ method: 'GET', path: path`/api/users/${user}/roles`, pageSize: 100 })).map(
				({ id, name }) => ({ what: 'role', id: idText(id), name: text(name) }),
			),
		take: eachOf(async ({ id }) => {
			await api.request({ method: 'DELETE', path: path`/api/users/${user}/roles/${id}` });
		}),
	},
];

/**
 * What a request names a thing by.
 *
 * @throws {ApiError} when an answer has none: the text "undefined" must not become part of an address
 */
function idText(value: unknown): string {
	if (typeof value === 'string' && value !== '') return value;
	throw new ApiError(unreadable('a record with its ID', value));
}

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** A list of a user that Logto gives out whole. */
const listed = async (
	api: Api,
	user: string,
	what: 'personal-access-tokens' | 'organizations',
): Promise<IDataObject[]> =>
	asRecords(
		await api.request({
			method: 'GET',
			path:
				what === 'organizations'
					? path`/api/users/${user}/organizations`
					: path`/api/users/${user}/personal-access-tokens`,
		}),
	);

/** One after the other, so that what was taken before a refusal is known. */
const eachOf =
	(take: (one: Holding) => Promise<void>) =>
	async (held: Holding[]): Promise<void> => {
		for (const one of held) await take(one);
	};
