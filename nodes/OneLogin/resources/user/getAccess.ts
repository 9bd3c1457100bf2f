import { accessOf, type Entry, limitFields, type Part } from '../../../shared/access';
import { textOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { readGroup } from '../group/get';
import { deviceList } from '../mfa/devices';
import { appsOf } from './getApps';
import { roleNames } from './mapped';
import { heldRoles } from './roles';
import { shown } from './shown';
import { readUserV2 } from './status';
import { user } from './user';

/** What OneLogin's console calls the statuses of a user (onelogin.md, section 2). */
const STATUS_LABELS: Record<string, string> = {
	0: 'Unactivated',
	1: 'Active',
	2: 'Suspended',
	3: 'Locked',
	4: 'Password expired',
	5: 'Awaiting password reset',
	7: 'Password pending',
	8: 'Security questions required',
};

/** States in which nobody signs in, whatever the status is. */
const STATE_LABELS: Record<string, string> = { 2: 'Rejected', 3: 'Unlicensed' };

const SUSPENDED = '2';

export const getAccess = defineOperation({
	value: 'getAccess',
	name: 'Get Access',
	action: 'Get the access of a user',
	description:
		'Tell in one record what a user may do: MFA devices, group, roles, privileges and apps, with flags for what is worth a look. The same keys for all vendors.',
	fields: [
		user,
		{
			displayName: 'Read',
			name: 'read',
			type: 'multiOptions',
			options: [
				{ name: 'Applications', value: 'applications' },
				{ name: 'Groups', value: 'groups' },
				{ name: 'MFA Devices', value: 'mfa' },
				{ name: 'Privileges', value: 'adminRoles' },
				{ name: 'Roles', value: 'roles' },
			],
			default: ['adminRoles', 'applications', 'groups', 'mfa', 'roles'],
			description:
				'What to look for; each costs a request or more. What is not read is null, and stands in "notRead".',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...limitFields, ifNotFound],
		},
	],
	isRead: true,
	async run(api, { user, read, options }) {
		const found = await readUserV2(api, user);
		const status = String(found.status);
		const stopped = STATE_LABELS[String(found.state)];
		const { login, email, name } = shown(found) as Record<string, string | null>;
		return await accessOf(
			{
				system: 'oneLogin',
				account: {
					id: user,
					login,
					email,
					name,
					department: textOf(found.department) ?? null,
					status,
					statusLabel: stopped ?? STATUS_LABELS[status] ?? status,
					active: stopped === undefined && status !== SUSPENDED,
					created: textOf(found.created_at) ?? null,
					lastLogin: textOf(found.last_login) ?? null,
				},
				parts: {
					mfa: async () =>
						(await api.all(deviceList(user))).map(
							({ device_id: id, user_display_name: own, type_display_name: type }) =>
								entry({ id, name: textOf(own) ?? type }),
						),
					groups: async () => await groupOf(api, found.group_id),
					roles: async () => {
						const ids = await heldRoles(api, user);
						const names = ids.length > 0 ? await roleNames(api) : new Map<string, string>();
						return ids.map((id) => entry({ id, name: names.get(String(id)) }));
					},
					adminRoles: async () =>
						(
							await api.all({
								method: 'GET',
								path: path`/api/2/users/${user}/delegated_privileges`,
							})
						).map(entry),
					applications: async () => (await appsOf(api, user, true)).map(entry),
				},
			},
			read as Part[],
			options,
		);
	},
});

/** A user is in one group, or in none. */
async function groupOf(api: Api, id: unknown): Promise<Entry[]> {
	if (id === null || id === undefined) return [];
	const { name } = await readGroup(api, String(id));
	return [entry({ id, name })];
}

const entry = ({ id, name }: { id?: unknown; name?: unknown }): Entry => ({
	id: id === undefined || id === null ? null : String(id),
	name: textOf(name) ?? null,
});
