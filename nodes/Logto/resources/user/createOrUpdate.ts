import type { IDataObject } from 'n8n-workflow';
import { asRecord, idOf, textOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import { attributes, byDisplayName } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { type Path, path } from '../../../shared/path';
import {
	type Access,
	createOrUpdate as createOrUpdatePerson,
	ifClosed,
	ifLoginDiffers,
	type Person,
} from '../../../shared/person';
import { checkWait, dryRun } from '../../../shared/steps';
import { locateUser } from '../../locate';
import { phoneDigits, phonesLike } from '../../phone';
import { userIn } from '../../simplify';
import { organizations } from '../../organization';
import { roles } from '../userRole/roles';
import {
	avatar,
	checkedIdentifiers,
	customDataBody,
	email,
	filled,
	fullName,
	phone,
	profile,
	profileBody,
	username,
} from './attributes';
import { organizationsOf, rolesOf } from './holdings';
import { shown } from './shown';

/** Seconds in which what was done need not show: Logto reads its database, so that nothing lags. */
const CHECK_WAIT = 10;

export const createOrUpdate = defineOperation({
	value: 'createOrUpdate',
	name: 'Create or Update',
	action: 'Create or update a user',
	description:
		'Create the account of a person, or change of it only what differs, and give the roles and organizations that are missing. A second run changes nothing.',
	fields: [
		{ ...email, description: 'Primary email address. Whoever has it already is updated.' },
		{ ...phone, description: 'With the country code. Whoever has it already is updated.' },
		{ ...username, description: 'Name to sign in with. Whoever has it already is updated.' },
		fullName,
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What is left empty stays as it is',
			options: [
				avatar,
				{
					displayName: 'Custom Data',
					name: 'customData',
					type: 'json',
					default: '{}',
					placeholder: 'e.g. { "branch": "Kassel" }',
					description: 'Keys to add or to change, as a JSON object; other keys stay as they are',
				},
			],
		}),
		{ ...profile, description: 'Further attributes. What is left empty stays as it is.' },
		{
			...roles,
			description: `Roles that the user is to have. ${roles.description}`,
		},
		organizations,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: byDisplayName([
				dryRun,
				{
					displayName: 'First Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description:
						'Set only for an account that has none, in clear text. The password policy of the tenant is not applied to it.',
				},
				ifClosed,
				ifLoginDiffers,
				checkWait(CHECK_WAIT, 'Seconds in which what was given or taken need not be listed yet'),
				{
					displayName: 'Remove What Is Not Listed',
					name: 'removeOthers',
					type: 'multiOptions',
					options: [
						{ name: 'Organizations', value: 'organization' },
						{ name: 'Roles', value: 'role' },
					],
					default: [],
					description:
						'What is to be taken from the user where it is not chosen above. A list that is empty is refused then.',
				},
			]),
		},
	],
	isRead: ({ options }) => options.dryRun === true,
	target: ({ primaryEmail, primaryPhone, username }) => primaryEmail || username || primaryPhone,
	names: ({ primaryEmail, primaryPhone, username }) => [primaryEmail, primaryPhone, username],
	async run(api, params) {
		const { primaryEmail, primaryPhone, username, name, additionalFields, options } = params;
		const given = (values: object, cleared?: '') =>
			filled(values, { labels: [], group: '', empty: 'ignore' }, cleared);
		const account = checkedIdentifiers(
			given({ primaryEmail, primaryPhone, username, name, avatar: additionalFields.avatar }),
			'',
		);
		const keys = [
			{ mode: 'email', label: 'Email', value: textOf(account.primaryEmail) },
			{ mode: 'username', label: 'Username', value: textOf(account.username) },
			{ mode: 'phone', label: 'Phone', value: textOf(account.primaryPhone) },
		].flatMap((key) => (key.value === undefined ? [] : { ...key, value: key.value }));
		if (keys.length === 0) {
			throw new InputError(
				'Nothing says whom it is about',
				'Set "Email", "Username" or "Phone". If they are expressions, check that they have a result for this item.',
			);
		}
		const wanted = {
			...account,
			...below('profile', profileBody(params.profile, 'ignore', '')),
			...below('customData', customDataBody(additionalFields.customData, 'Custom Data', 'ignore')),
		};
		const person: Person = {
			keys,
			locate: locateUser,
			wanted,
			login: 'username',
			...recordsOf(api),
			create: async () =>
				userIn(
					await api.request({
						method: 'POST',
						path: path`/api/users`,
						body: { ...nested(wanted), ...(options.password && { password: options.password }) },
					}),
				),
			changes: options.password
				? [
						{
							step: 'setPassword',
							isDue: ({ hasPassword }) => hasPassword === false,
							reason: 'The account has a password, which stays.',
							make: async (id) =>
								await patch(api, path`/api/users/${id}/password`, { password: options.password }),
						},
					]
				: [],
			givings: [
				{
					what: 'role',
					label: 'Role Names or IDs',
					wanted: chosen(params.roles),
					held: async (id) => (await rolesOf(api, id)).map(access('role')),
					give: async (id, role) =>
						await api.request({
							method: 'POST',
							path: path`/api/users/${id}/roles`,
							body: { roleIds: [role] },
						}),
					take: async (id, role) =>
						await api.request({ method: 'DELETE', path: path`/api/users/${id}/roles/${role}` }),
				},
				{
					what: 'organization',
					label: 'Organization Names or IDs',
					wanted: chosen(params.organizations),
					held: async (id) => (await organizationsOf(api, id)).map(access('organization')),
					give: async (id, organization) =>
						await api.request({
							method: 'POST',
							path: path`/api/organizations/${organization}/users`,
							body: { userIds: [id] },
						}),
					take: async (id, organization) =>
						await api.request({
							method: 'DELETE',
							path: path`/api/organizations/${organization}/users/${id}`,
						}),
				},
			],
		};
		return await createOrUpdatePerson(api, person, { checkWait: CHECK_WAIT, ...options });
	},
});

/** Groups of attributes that Logto changes on their own, by their path below the user. */
const GROUPS = { profile: 'profile', customData: 'custom-data' } as const;
type Group = keyof typeof GROUPS;

/** A group of attributes, flat: `profile.familyName` … */
const below = (group: Group, values: IDataObject | undefined): IDataObject =>
	Object.fromEntries(
		Object.entries(values ?? {}).map(([name, value]) => [`${group}.${name}`, value]),
	) as IDataObject;

/** What {@link below} made flat, as Logto has it. */
function nested(flat: IDataObject): IDataObject {
	const result: IDataObject = {};
	for (const [name, value] of Object.entries(flat)) {
		const group = (Object.keys(GROUPS) as Group[]).find((one) => name.startsWith(`${one}.`));
		if (group === undefined) result[name] = value;
		else {
			const within = (result[group] ??= {}) as IDataObject;
			within[name.slice(group.length + 1)] = value;
		}
	}
	return result;
}

const chosen = (ids: readonly string[]): string[] | undefined =>
	ids.length > 0 ? [...new Set(ids)] : undefined;

const access =
	(what: string) =>
	({ id, name }: IDataObject): Access => ({ what, id: idOf({ id }), name: textOf(name) });

const patch = async (api: Api, at: Path, body: IDataObject) =>
	await api.request({ method: 'PATCH', path: at, body });

/** How accounts are read and changed. */
const recordsOf = (
	api: Api,
): Pick<
	Person,
	'read' | 'shown' | 'attributesOf' | 'isSame' | 'whyClosed' | 'reopen' | 'update'
> => ({
	read: async (id) => asRecord(await api.request({ method: 'GET', path: path`/api/users/${id}` })),
	shown,
	attributesOf: ({
		primaryEmail,
		primaryPhone,
		username,
		name,
		avatar,
		profile,
		customData,
	}: IDataObject) => ({
		primaryEmail,
		primaryPhone,
		username,
		name,
		avatar,
		...below('profile', profile as IDataObject),
		...below('customData', customData as IDataObject),
	}),
	isSame(attribute, one, other) {
		if (typeof one !== 'string' || typeof other !== 'string') return false;
		if (attribute === 'primaryEmail') return one.toLowerCase() === other.toLowerCase();
		return attribute === 'primaryPhone' && phonesLike(phoneDigits(one, 'Phone')).includes(other);
	},
	whyClosed: ({ isSuspended }) => (isSuspended === true ? 'it is suspended' : undefined),
	reopen: async (id) =>
		await patch(api, path`/api/users/${id}/is-suspended`, { isSuspended: false }),
	async update(id, changed) {
		const { profile, customData, ...account } = nested(changed);
		if (Object.keys(account).length > 0) await patch(api, path`/api/users/${id}`, account);
		if (profile) await patch(api, path`/api/users/${id}/profile`, { profile });
		if (customData) await patch(api, path`/api/users/${id}/custom-data`, { customData });
	},
});
