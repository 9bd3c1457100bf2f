import type { IDataObject } from 'n8n-workflow';
import { accessOf, type Entry, limitFields, type Part } from '../../../shared/access';
import { asRecord, asRecords, idOf, textOf } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { grantId, grantsOf } from './grants';
import { factorsOf, organizationsOf, rolesOf, tokensOf } from './holdings';
import { shown } from './shown';

export const getAccess = defineOperation({
	value: 'getAccess',
	name: 'Get Access',
	action: 'Get the access of a user',
	description:
		'Tell in one record what a user may do: second factors, roles, organizations, applications and tokens, with flags for what is worth a look. The same keys for all vendors.',
	fields: [
		user,
		{
			displayName: 'Read',
			name: 'read',
			type: 'multiOptions',
			options: [
				{ name: 'Applications', value: 'applications' },
				{ name: 'Organizations', value: 'organizations' },
				{ name: 'Roles', value: 'roles' },
				{ name: 'Second Factors', value: 'mfa' },
				{ name: 'Tokens', value: 'tokens' },
			],
			default: ['applications', 'mfa', 'organizations', 'roles', 'tokens'],
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
		const found = asRecord(await api.request({ method: 'GET', path: path`/api/users/${user}` }));
		const { id, login, email, name } = shown(found) as Record<string, string>;
		const isSuspended = found.isSuspended === true;
		return await accessOf(
			{
				system: 'logto',
				account: {
					id,
					login,
					email,
					name,
					department: textOf((found.customData as IDataObject | null)?.department) ?? null,
					status: isSuspended ? 'suspended' : 'active',
					statusLabel: isSuspended ? 'Suspended' : 'Active',
					active: !isSuspended,
					created: isoOf(found.createdAt),
					lastLogin: isoOf(found.lastSignInAt),
				},
				parts: {
					mfa: async () =>
						(await factorsOf(api, user)).map(({ id, type }) => entry({ id, name: type })),
					roles: async () => (await rolesOf(api, user)).map(entry),
					organizations: async () =>
						(await organizationsOf(api, user)).map((organization) => ({
							...entry(organization),
							roles: asRecords(organization.organizationRoles ?? []).map(({ name }) => name),
						})),
					// What an application may do for somebody is a grant; each is one sign-in.
					applications: async () => [
						...new Map(
							(await grantsOf(api, user)).map((grant) => {
								const application = (grant.application ?? { id: grantId(grant) }) as IDataObject;
								return [application.id, { ...entry(application), via: 'direct' as const }];
							}),
						).values(),
					],
					tokens: async () =>
						(await tokensOf(api, user)).map(({ name, expiresAt }) => ({
							...entry({ id: name, name }),
							expires: isoOf(expiresAt),
						})),
				},
			},
			read as Part[],
			options,
		);
	},
});

const entry = ({ id, name }: IDataObject): Entry => ({
	id: idOf({ id }),
	name: textOf(name) ?? null,
});

/** A time of Logto, in milliseconds since 1970, as ISO 8601. */
const isoOf = (time: unknown): string | null =>
	typeof time === 'number' ? new Date(time).toISOString() : null;
