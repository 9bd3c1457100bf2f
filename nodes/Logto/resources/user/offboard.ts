import type { IDataObject } from 'n8n-workflow';
import { asRecord, idOf, textOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { allowAsTool } from '../../../shared/consent';
import { byDisplayName } from '../../../shared/field';
import {
	checkWait,
	offboard as takeAll,
	stepSwitch,
	switchedOn,
	type Taking,
} from '../../../shared/offboard';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { dryRun, each } from '../../../shared/steps';
import { user } from '../../user';
import { tokenDeletion } from '../personalAccessToken/token';
import { grantId, grantsOf, revokeOne } from './grants';
import { organizationsOf, rolesOf, tokensOf } from './holdings';
import { shown } from './shown';
import { endOne, sessionId, sessionsOf } from './sessions';

/** Seconds in which what was taken may still be listed: Logto reads its database, so that nothing lags. */
const CHECK_WAIT = 10;

export const offboard = defineOperation({
	value: 'offboard',
	name: 'Offboard',
	action: 'Offboard a user',
	description:
		'Suspend a user and take everything that still gives access: sessions, refresh tokens, personal access tokens, organizations and roles. Says what is left. Can be repeated.',
	fields: [
		user,
		{
			displayName:
				'Takes all steps, unless you switch them off below. What is taken does not come back by itself. Try it with Dry Run first, under Options.',
			name: 'stepsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Steps',
			name: 'steps',
			type: 'collection',
			placeholder: 'Leave out a step',
			default: {},
			description: 'All steps are taken, unless one is added here and switched off',
			options: byDisplayName([
				stepSwitch('suspend', 'Suspend', 'Whether to suspend the user, which ends the sign-in'),
				stepSwitch('endSessions', 'End Sessions', 'Whether to end all browser sessions'),
				stepSwitch(
					'revokeGrants',
					'Revoke Grants',
					'Whether to end the access of all applications, their refresh tokens included',
				),
				stepSwitch(
					'deleteTokens',
					'Delete Personal Access Tokens',
					'Whether to delete personal access tokens, which work on while the user is suspended',
				),
				stepSwitch(
					'removeFromOrganizations',
					'Remove From Organizations',
					'Whether to end all memberships, with the roles in them',
				),
				stepSwitch('removeRoles', 'Remove Roles', 'Whether to take all roles of the user'),
			]),
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				allowAsTool(
					'Whether an AI agent that has this node as a tool may use it for more than a dry run',
				),
				dryRun,
				checkWait(CHECK_WAIT),
			],
		},
	],
	ifMissing: { found: false, complete: false },
	isRead: ({ options }) => options.dryRun === true,
	needsConsent: ({ options }) => options.dryRun !== true,
	async run(api, { user: id, steps, options }) {
		const found = asRecord(await api.request({ method: 'GET', path: path`/api/users/${id}` }));
		const chosen = switchedOn(takings(api, id), steps);
		return await takeAll(api, shown(found), chosen, { checkWait: CHECK_WAIT, ...options });
	},
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
		take: each(async ({ id }) => await endOne(api, user, id)),
	},
	{
		step: 'revokeGrants',
		held: async () =>
			(await grantsOf(api, user)).map((grant) => ({
				what: 'grant',
				id: grantId(grant),
				name: textOf((grant.application as IDataObject | undefined)?.name),
			})),
		take: each(async ({ id }) => await revokeOne(api, user, id)),
	},
	{
		step: 'deleteTokens',
		held: async () =>
			(await tokensOf(api, user)).map(({ name }) => ({
				what: 'personalAccessToken',
				id: idOf({ id: name }),
				name: textOf(name),
			})),
		take: each(async ({ id }) => {
			await api.request(tokenDeletion(user, id));
		}),
	},
	{
		step: 'removeFromOrganizations',
		held: async () =>
			(await organizationsOf(api, user)).map(({ id, name }) => ({
				what: 'organization',
				id: idOf({ id }),
				name: textOf(name),
			})),
		take: each(async ({ id }) => {
			await api.request({ method: 'DELETE', path: path`/api/organizations/${id}/users/${user}` });
		}),
	},
	{
		step: 'removeRoles',
		held: async () =>
			(await rolesOf(api, user)).map(({ id, name }) => ({
				what: 'role',
				id: idOf({ id }),
				name: textOf(name),
			})),
		take: each(async ({ id }) => {
			await api.request({ method: 'DELETE', path: path`/api/users/${user}/roles/${id}` });
		}),
	},
];
