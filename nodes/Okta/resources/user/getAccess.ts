import { asRecord, idOf, textOf } from '../../../shared/answer';
import { accessOf, type Entry, limitFields, type Part } from '../../../shared/access';
import { ifNotFound } from '../../../shared/field';
import type { Holding } from '../../../shared/offboard';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { profileOf } from '../../locate';
import { user } from '../../user';
import { adminRolesOf, applicationsOf, factorsOf, NO_FACTORS, tokensOf } from './holdings';
import { shown } from './shown';
import { KEPT_OUT, STATUS_LABELS } from './status';

export const getAccess = defineOperation({
	value: 'getAccess',
	name: 'Get Access',
	action: 'Get the access of a user',
	description:
		'Tell in one record what a user may do: second factors, groups, administrator roles, applications and tokens, with flags for what is worth a look. The same keys for all vendors.',
	fields: [
		user,
		{
			displayName: 'Read',
			name: 'read',
			type: 'multiOptions',
			options: [
				{ name: 'Admin Roles', value: 'adminRoles' },
				{ name: 'Applications', value: 'applications' },
				{ name: 'Groups', value: 'groups' },
				{ name: 'Second Factors', value: 'mfa' },
				{ name: 'Tokens', value: 'tokens' },
			],
			default: ['adminRoles', 'applications', 'groups', 'mfa', 'tokens'],
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
	async run(api, { user: id, read, options }) {
		const found = asRecord(await api.request({ method: 'GET', path: path`/api/v1/users/${id}` }));
		const user = idOf(found);
		const status = String(found.status);
		return await accessOf(
			{
				system: 'okta',
				account: {
					...(shown(found) as { login: string; email: string; name: string }),
					id: user,
					department: textOf(profileOf(found).department) ?? null,
					status,
					statusLabel: STATUS_LABELS[status] ?? status,
					active: !KEPT_OUT.has(status),
					created: textOf(found.created) ?? null,
					lastLogin: textOf(found.lastLogin) ?? null,
				},
				parts: {
					mfa: async () => (await factorsOf(api, user)).map(entry),
					groups: async () =>
						(
							await api.all({
								method: 'GET',
								path: path`/api/v1/users/${user}/groups`,
								pageSize: 200,
							})
						)
							// Everybody is in these.
							.filter(({ type }) => type !== 'BUILT_IN')
							.map((group) => ({ id: idOf(group), name: textOf(profileOf(group).name) ?? null })),
					adminRoles: async () => (await adminRolesOf(api, user)).map(withVia),
					applications: async () => (await applicationsOf(api, user)).map(withVia),
					tokens: async () =>
						(await tokensOf(api, user)).map((token) => ({
							...entry(token),
							expires: token.expires,
						})),
				},
				unsure: { mfa: NO_FACTORS },
			},
			read as Part[],
			options,
		);
	},
});

const entry = ({ id, name }: Holding): Entry => ({ id, name: name ?? null });

const withVia = (held: Holding): Entry => ({
	...entry(held),
	via: held.through === undefined ? 'direct' : 'group',
});
