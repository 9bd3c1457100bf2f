import { textOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { allowAsTool } from '../../../shared/consent';
import { outcomeOf, raise } from '../../../shared/errors';
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
import { path } from '../../../shared/path';
import { dryRun, each } from '../../../shared/steps';
import { toManageAll } from '../../scope';
import { deviceCall, deviceList } from '../mfa/devices';
import { givenBy, mappingsFor, orElse, roleNames } from './mapped';
import { changeRoles, heldRoles, REMOVE } from './roles';
import { shown } from './shown';
import { readUserV2, setStatus } from './status';
import { user } from './user';

/** Seconds in which what was taken may still be listed: changes take a while to show (onelogin-next.md, section 3). */
const CHECK_WAIT = 60;

const SUSPENDED = 2;

export const offboard = defineOperation({
	value: 'offboard',
	name: 'Offboard',
	action: 'Offboard a user',
	description:
		'Suspend a user and take everything that still gives access: sessions, MFA devices and roles. Says what is left. Can be repeated.',
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
				stepSwitch(
					'suspend',
					'Suspend',
					'Whether to suspend the user, which ends the sign-in. Mappings are not applied, so that they give nothing back.',
				),
				stepSwitch(
					'logOut',
					'Log Out',
					'Whether to end all sessions at OneLogin. Those in apps that are open already go on.',
				),
				stepSwitch(
					'removeDevices',
					'Remove MFA Devices',
					'Whether to take all active MFA devices away for good',
				),
				stepSwitch(
					'removeRoles',
					'Remove Roles',
					'Whether to take all roles, with their apps. Those that a mapping gives stay, and the output names the mapping.',
				),
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
		const found = await readUserV2(api, id);
		const chosen = switchedOn(takings(api, id, found.status === SUSPENDED), steps);
		return await takeAll(api, shown(found), chosen, { checkWait: CHECK_WAIT, ...options });
	},
	advise: toManageAll,
});

/**
 * In an order that leaves no gap: nobody signs in again once suspended, or registers another device. Roles
 * come last, since a user that changes may get roles back from a mapping (onelogin-next.md, section 6, trap 3).
 */
const takings = (api: Api, user: string, wasSuspended: boolean): Taking[] => [
	{
		step: 'suspend',
		held: async () =>
			(await readUserV2(api, user)).status === SUSPENDED
				? []
				: [{ what: 'account', id: user, name: 'that is open' }],
		async take() {
			await setStatus(api, user, SUSPENDED, { mappings: 'disabled' }, '');
		},
	},
	{
		step: 'logOut',
		held: async () => [],
		unseen:
			'OneLogin took the request. It lists no sessions, so that nobody can look whether one is left.',
		isAgain: wasSuspended,
		async take() {
			await api.request({ method: 'PUT', path: path`/api/1/users/${user}/logout`, body: {} });
		},
	},
	{
		step: 'removeDevices',
		held: async () =>
			(await api.all(deviceList(user))).map(
				({ device_id: id, user_display_name: own, type_display_name: type }) => ({
					what: 'device',
					id: String(id),
					name: textOf(own) ?? textOf(type),
				}),
			),
		take: each(async ({ id }) => {
			try {
				await api.request(deviceCall(user, id));
			} catch (error) {
				// Somebody else was faster; what is left is read afterwards.
				if (outcomeOf(error) !== 'notFound') raise(error as Error);
			}
		}),
	},
	roleTaking(api, user),
];

/** OneLogin says success of roles that a mapping gives, and keeps them (onelogin.md, section 1). */
function roleTaking(api: Api, user: string): Taking {
	let names: Map<string, string> | undefined;
	const remove = async (some: Holding[]): Promise<void> => {
		const ids = some.map(({ id }) => Number(id));
		await changeRoles(api, user, ids, REMOVE, true);
	};
	return {
		step: 'removeRoles',
		async held() {
			const ids = await heldRoles(api, user);
			if (ids.length === 0) return [];
			names ??= await orElse(undefined, roleNames(api));
			const mappings = await orElse([], mappingsFor(api, user));
			return ids.map((id): Holding => {
				const stays = givenBy(mappings, id);
				return {
					what: 'role',
					id: String(id),
					name: names?.get(String(id)),
					...(stays && { stays }),
				};
			});
		},
		async take(held) {
			try {
				await remove(held);
			} catch (error) {
				if (held.length === 1 || outcomeOf(error) !== 'refused') return raise(error as Error);
				// OneLogin refuses all for the sake of one.
				await each(async (one) => await remove([one]))(held);
			}
		},
	};
}
