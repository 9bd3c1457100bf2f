import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError, raise } from '../../../shared/errors';
import { byDisplayName, type Field } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import {
	createOrUpdate as createOrUpdatePerson,
	ifClosed,
	ifLoginDiffers,
	type Person,
} from '../../../shared/person';
import { checkWait, dryRun } from '../../../shared/steps';
import { locateUser, profileOf } from '../../locate';
import { membershipsOf } from '../group/memberships';
import { email, firstName, lastName, login } from './fields';
import { lifecycle, settled } from './lifecycle';
import { customAttributes, joinProfile, profileFields } from './profile';
import { shown } from './shown';

/** Seconds in which what was done need not show: lists of groups follow later. */
const CHECK_WAIT = 30;

/** Groups that the user is to be in. */
const groups = {
	displayName: 'Group Names or IDs',
	name: 'groups',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getGroups' },
	default: [],
	description:
		'Groups that the user is to be in. An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

export const createOrUpdate = defineOperation({
	value: 'createOrUpdate',
	name: 'Create or Update',
	action: 'Create or update a user',
	description:
		'Create the account of a person, or change of it only what differs, and give the groups that are missing. Who is staged is activated at the end. A second run changes nothing.',
	fields: [
		firstName,
		lastName,
		{
			...email,
			description:
				'Primary email address. Without an account of this login, whoever has this email is updated.',
		},
		{ ...login, description: 'Name to sign in with. Whoever has it already is updated.' },
		{
			...profileFields,
			description: 'Further attributes of the user profile. What is left empty stays as it is.',
		},
		customAttributes,
		groups,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: byDisplayName([
				{
					displayName: 'Activate',
					name: 'activate',
					type: 'boolean',
					default: true,
					description: 'Whether an account that is staged is activated once it has everything',
				},
				dryRun,
				{
					displayName: 'First Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description:
						'Set only for an account that has none. Who has one gets no activation email.',
				},
				ifClosed,
				ifLoginDiffers,
				checkWait(CHECK_WAIT, 'Seconds in which what was given or taken need not be listed yet'),
				{
					displayName: 'Remove What Is Not Listed',
					name: 'removeOthers',
					type: 'multiOptions',
					options: [{ name: 'Groups', value: 'group' }],
					default: [],
					description:
						'What is to be taken from the user where it is not chosen above. A list that is empty is refused then. Imported groups stay, and those that a rule fills.',
				},
				{
					displayName: 'Send Activation Email',
					name: 'sendEmail',
					type: 'boolean',
					default: true,
					description: 'Whether Okta invites by email whoever is activated and has no password',
				},
			]),
		},
	],
	isRead: ({ options }) => options.dryRun === true,
	target: ({ login }) => login,
	names: ({ login, email }) => [login, email],
	async run(api, params) {
		const { firstName, lastName, email, login, options } = params;
		requireName('Email', email, /^\S+@\S+$/u);
		requireName('Login', login, /[^\s.]/u);
		const wanted = joinProfile(
			{ login, email, firstName, lastName, ...params.profile },
			params.customAttributes,
		);
		const { password, activate = true, sendEmail = true } = options;
		const credentials = password ? { password: { value: password } } : undefined;
		const person: Person = {
			keys: [
				{ mode: 'login', label: 'Login', value: login },
				{ mode: 'email', label: 'Email', value: email },
			],
			locate: locateByBoth(),
			read: async (id) => await settled(api, id),
			shown,
			attributesOf: profileOf,
			wanted,
			login: 'login',
			isSame: (attribute, one, other) =>
				['login', 'email'].includes(attribute) &&
				String(one).toLowerCase() === String(other).toLowerCase(),
			whyClosed: ({ status }) => CLOSED[String(status)],
			async reopen(id, { status }) {
				await api.request(
					status === 'SUSPENDED'
						? { method: 'POST', path: lifecycle(id, 'unsuspend') }
						: { method: 'POST', path: lifecycle(id, 'activate'), query: { sendEmail } },
				);
				await settled(api, id);
			},
			// Staged: nobody signs in to an account that lacks half of what it is to have.
			create: async () =>
				asRecord(
					await api.request({
						method: 'POST',
						path: path`/api/v1/users`,
						query: { activate: false },
						body: { profile: withoutNull(wanted), credentials },
					}),
				),
			update: async (id, changed) =>
				await api.request({
					method: 'POST',
					path: path`/api/v1/users/${id}`,
					body: { profile: changed },
				}),
			changes: [
				...(credentials
					? [
							{
								step: 'setPassword',
								isDue: (record: IDataObject) => !hasPassword(record),
								reason: 'The account has a password, or gets it from elsewhere.',
								make: async (id: string) =>
									await api.request({
										method: 'POST',
										path: path`/api/v1/users/${id}`,
										body: { credentials },
									}),
							},
						]
					: []),
				...(activate
					? [
							{
								step: 'activate',
								isLast: true,
								isDue: ({ status }: IDataObject) => status === 'STAGED',
								make: async (id: string) =>
									await api.request({
										method: 'POST',
										path: lifecycle(id, 'activate'),
										query: { sendEmail },
									}),
							},
						]
					: []),
			],
			givings: [
				{
					what: 'group',
					label: groups.displayName,
					wanted: params.groups.length > 0 ? [...new Set(params.groups)] : undefined,
					held: async (id) =>
						await membershipsOf(api, id, !options.removeOthers?.includes('group')),
					give: async (id, group) =>
						await api.request({ method: 'PUT', path: path`/api/v1/groups/${group}/users/${id}` }),
					take: async (id, group) =>
						await api.request({
							method: 'DELETE',
							path: path`/api/v1/groups/${group}/users/${id}`,
						}),
				},
			],
		};
		return await createOrUpdatePerson(api, person, { checkWait: CHECK_WAIT, ...options });
	},
});

/** @throws {InputError} for a text that names nobody, before anybody is looked for by it */
function requireName(label: string, value: string | null, form: RegExp): void {
	// Half of a character, as what cuts a text leaves it, is in no name.
	if (form.test(value ?? '') && !/\p{Cs}/u.test(value!)) return;
	const is = value?.trim() ? 'is none that somebody could have' : 'has no value for this item';
	throw new InputError(
		`"${label}" ${is}`,
		'Enter one like nathan@example.com. If it is an expression, check that it has a result for this item.',
	);
}

/** A new account has nothing that null could clear. */
const withoutNull = (attributes: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(attributes).filter(([, value]) => value !== null),
	) as IDataObject;

/** Statuses of an account that nobody can sign in to since somebody closed it. */
const CLOSED: Record<string, string> = {
	DEPROVISIONED: 'it is deactivated',
	SUSPENDED: 'it is suspended',
};

/** Whether an account has a password, or signs in with one that Okta does not keep. */
function hasPassword({ credentials }: IDataObject): boolean {
	const { password, provider } = (credentials ?? {}) as Record<string, IDataObject | undefined>;
	return password !== undefined || (provider !== undefined && provider.type !== 'OKTA');
}

/** Several accounts may have one email: then the login says which of them is meant. */
function locateByBoth(): Person['locate'] {
	let byLogin: string | undefined;
	return async (api: Api, locator, label) => {
		try {
			const id = await locateUser(api, locator, label);
			if (locator.mode === 'login') byLogin = id;
			return id;
		} catch (error) {
			const isShared = error instanceof InputError && error.outcome === 'ambiguous';
			return isShared && byLogin !== undefined ? byLogin : raise(error as Error);
		}
	};
}
