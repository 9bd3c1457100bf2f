import type { IDataObject } from 'n8n-workflow';
import { idOf } from '../../../shared/answer';
import type { Api, Call } from '../../../shared/api';
import { allowAsTool } from '../../../shared/consent';
import { ApiError, InputError, outcomeOf, raise } from '../../../shared/errors';
import { byDisplayName } from '../../../shared/field';
import {
	checkWait,
	type Holding,
	offboard as takeAll,
	stepSwitch,
	switchedOn,
	type Taking,
} from '../../../shared/offboard';
import { defineOperation } from '../../../shared/operation';
import { type Path, path } from '../../../shared/path';
import { dryRun, each, Skipped } from '../../../shared/steps';
import { findRecord, isMissing } from '../../record';
import { user } from '../../user';
import { removeAssignment } from '../adminRole/assignments';
import { isAbsent } from '../group/members';
import { membershipsOf } from '../group/memberships';
import { isDeactivated, untilDeactivated } from './delete';
import { lifecycle, maxWait, settled } from './lifecycle';
import {
	adminRolesOf,
	applicationsOf,
	factorsOf,
	grantsOf,
	NO_FACTORS,
	type Token,
	tokensOf,
} from './holdings';
import { shown } from './shown';
import { isSoAlready, KEPT_OUT } from './status';

/** Seconds in which what was taken may still be listed: memberships and applications follow later. */
const CHECK_WAIT = 30;

export const offboard = defineOperation({
	value: 'offboard',
	name: 'Offboard',
	action: 'Offboard a user',
	description:
		'Keep a user out, and take everything that gives access: sessions, tokens, factors, admin roles, groups and applications. Says what is left. Can be repeated. Deactivation cannot be undone: applications may delete the accounts that the user has in them.',
	fields: [
		user,
		{
			displayName:
				'Takes all steps but Delete, unless you switch them off below. A deactivation cannot be undone: applications may delete the accounts of the user. Try it with Dry Run first, under Options.',
			name: 'stepsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Steps',
			name: 'steps',
			type: 'collection',
			placeholder: 'Change a step',
			default: {},
			description:
				'All steps but Delete are taken, unless one is added here and switched off. Users whom Okta cannot suspend are deactivated first.',
			options: byDisplayName([
				stepSwitch(
					'suspend',
					'Suspend',
					'Whether to suspend the user first, so that nothing is opened while the rest is taken',
				),
				stepSwitch(
					'clearSessions',
					'Clear Sessions',
					'Whether to end the sessions at Okta, and to revoke the tokens that applications got',
				),
				stepSwitch(
					'revokeGrants',
					'Revoke Grants',
					'Whether to revoke the consents of the user, and the refresh tokens of each client',
				),
				stepSwitch('removeFactors', 'Remove Factors', 'Whether to remove all second factors'),
				stepSwitch(
					'removeAdminRoles',
					'Remove Admin Roles',
					'Whether to take the administrator roles given to the user. Only a super administrator can do that.',
				),
				stepSwitch(
					'removeFromGroups',
					'Remove From Groups',
					'Whether to end the memberships, which would give everything back when the user is activated again. Imported groups stay, and those that a rule fills.',
				),
				stepSwitch(
					'removeApplications',
					'Remove Applications',
					'Whether to unassign the applications that the user was given directly',
				),
				stepSwitch(
					'deactivate',
					'Deactivate',
					'Whether to deactivate the user at the end. Applications may delete the accounts of the user, with what is in them.',
				),
				{
					displayName: 'Delete',
					name: 'delete',
					type: 'boolean',
					default: false,
					description:
						'Whether to delete the user for good after the deactivation. Nobody can undo that.',
				},
			]),
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: byDisplayName([
				allowAsTool(
					'Whether an AI agent that has this node as a tool may use it for more than a dry run',
				),
				dryRun,
				checkWait(CHECK_WAIT),
				maxWait,
				{
					displayName: 'Remove From Groups of Rules',
					name: 'removeRuled',
					type: 'boolean',
					default: false,
					description:
						'Whether to end memberships of groups that a rule fills as well. Okta makes the user an exception of the rule then, for good: it does not add the user again after a return.',
				},
			]),
		},
	],
	ifMissing: { found: false, complete: false },
	isRead: ({ options }) => options.dryRun === true,
	needsConsent: ({ options }) => options.dryRun !== true,
	async run(api, { user, steps, options }) {
		if (steps.delete === true && steps.deactivate === false) {
			throw new InputError(
				'"Delete" is switched on under "Steps", and "Deactivate" off',
				'Okta deletes deactivated users only. Switch "Deactivate" on, or "Delete" off.',
			);
		}
		const found = await settled(api, user, options.statusWait);
		if (options.dryRun !== true) await requireSomebodyElse(api, found);
		const chosen = switchedOn(takings(api, found, options), steps, ['delete']);
		return await takeAll(api, shown(found), chosen, { checkWait: CHECK_WAIT, ...options });
	},
});

/**
 * Refuses to take from the user as whom the credential acts what the credential needs: after the first
 * step everything would be refused, and with it whatever else runs on this credential.
 */
async function requireSomebodyElse(api: Api, { id, profile }: IDataObject): Promise<void> {
	let own: IDataObject | undefined;
	try {
		own = await findRecord(api, path`/api/v1/users/me`);
	} catch (error) {
		// A service app is nobody, and some tokens may not ask.
		if (!(error instanceof ApiError) || outcomeOf(error) === 'failed') return raise(error as Error);
	}
	if (own === undefined || own.id !== id) return;
	throw new InputError(
		`The credential acts as the user ${String((profile as IDataObject)?.login)}, who is to be offboarded`,
		'Nothing was changed. Use a credential of somebody else, or of a service app.',
		'refused',
	);
}

/** "Not allowed in the present status", and how `suspend` says it (okta-next.md, 3). */
const OF_THE_STATUS = new Set(['E0000001', 'E0000038']);

/** Why a user with a status cannot be suspended; absent where it is possible, or so already. */
function whyNotSuspended(status: unknown): string | undefined {
	if (KEPT_OUT.has(String(status))) return undefined;
	try {
		isSoAlready('suspend', status);
		return undefined;
	} catch (error) {
		return `${(error as Error).message}.`;
	}
}

/**
 * What is taken, in an order that leaves no gap and that Okta allows (okta-next.md, 3): nobody signs in
 * again once suspended. Who cannot be suspended is deactivated first; what Okta refuses then is skipped.
 */
function takings(
	api: Api,
	found: IDataObject,
	chosen: { statusWait?: number; removeRuled?: boolean },
): Taking[] {
	const user = idOf(found);
	const at = path`/api/v1/users/${user}`;
	let isClosed = isDeactivated(found);
	let isDeleted = false;

	const post = async (change: string) =>
		await api.request({ method: 'POST', path: lifecycle(user, change) });
	const remove = async (removed: Path, query?: Call['query']) =>
		await api.request({ method: 'DELETE', path: removed, query });
	const account = async (isOpen: (now: IDataObject) => boolean): Promise<Holding[]> => {
		const now = await findRecord(api, at);
		if (!now || !isOpen(now)) return [];
		return [{ what: 'account', id: user, name: `with the status ${String(now.status)}` }];
	};

	/** What Okta refuses because the user is deactivated, or has no such thing for anybody, is skipped. */
	const allowed = async <T>(work: () => Promise<T>): Promise<T> => {
		try {
			return await work();
		} catch (error) {
			if (isAbsent(error))
				return raise(new Skipped('The organization does not have this feature.'));
			if (!isClosed || !(isMissing(error) || isOfTheStatus(error))) return raise(error as Error);
			return raise(
				new Skipped(`Okta refuses this for deactivated users: ${(error as Error).message}`),
			);
		}
	};
	const step = (name: string, { held, take, ...more }: Omit<Taking, 'step'>): Taking => ({
		...more,
		step: name,
		held: async () => (isDeleted && name !== 'delete' ? [] : await allowed(held)),
		take: async (all) => await allowed(async () => await take(all)),
	});

	const suspend = step('suspend', {
		skipped: whyNotSuspended(found.status),
		held: async () => await account(({ status }) => !KEPT_OUT.has(String(status))),
		async take() {
			await post('suspend');
		},
	});
	const deactivate = step('deactivate', {
		held: async () => await account((now) => !isDeactivated(now)),
		async take() {
			await post('deactivate');
			await untilDeactivated(api, user, chosen.statusWait ?? maxWait.default);
			isClosed = true;
		},
	});
	const isLast = suspend.skipped === undefined;

	return [
		suspend,
		...(isLast ? [] : [deactivate]),
		step('clearSessions', {
			unseen:
				'Okta took the request. It lists no sessions, and those of applications are theirs to end.',
			isAgain: isClosed,
			held: async () => [],
			async take() {
				await remove(path`/api/v1/users/${user}/sessions`, { oauthTokens: true });
			},
		}),
		step('revokeGrants', {
			held: async () => [...(await grantsOf(api, user)), ...(await tokensOf(api, user))],
			async take(all) {
				if (all.some(({ what }) => what === 'grant')) {
					await remove(path`/api/v1/users/${user}/grants`);
				}
				for (const client of new Set(all.flatMap((one) => (one as Token).client ?? []))) {
					await remove(path`/api/v1/users/${user}/clients/${client}/tokens`);
				}
			},
		}),
		step('removeFactors', {
			held: async () =>
				(await factorsOf(api, user)).map((factor) => ({
					...factor,
					...(isClosed && { stays: 'Okta removes no factors of deactivated users.' }),
				})),
			none: NO_FACTORS,
			async take(all) {
				try {
					// All at once, since the list need not have all of them.
					await post('reset_factors');
				} catch (error) {
					// Whether Okta does that for suspended users no source says; one by one it does.
					if (!isOfTheStatus(error)) return raise(error as Error);
					await each(async ({ id }) => {
						await remove(path`/api/v1/users/${user}/factors/${id}`);
					})(all);
				}
			},
		}),
		step('removeAdminRoles', {
			held: async () => await adminRolesOf(api, user),
			take: each(async ({ id }) => {
				await removeAssignment(api, { kind: 'user', id: user }, id);
			}),
		}),
		step('removeFromGroups', {
			held: async () => await membershipsOf(api, user, chosen.removeRuled === true),
			take: each(async ({ id }) => {
				await remove(path`/api/v1/groups/${id}/users/${user}`);
			}),
		}),
		step('removeApplications', {
			held: async () => await applicationsOf(api, user),
			take: each(async ({ id }) => {
				await remove(path`/api/v1/apps/${id}/users/${user}`);
			}),
		}),
		...(isLast ? [deactivate] : []),
		step('delete', {
			held: async () => await account(() => true),
			async take() {
				// The request only deactivates whoever is not deactivated, and what is to be read would be gone.
				if (!isClosed) return raise(new Skipped('The user is not deactivated.'));
				await remove(at);
				isDeleted = true;
			},
		}),
	];
}

const isOfTheStatus = (error: unknown): boolean =>
	error instanceof ApiError && OF_THE_STATUS.has(error.refusal.code ?? '');
