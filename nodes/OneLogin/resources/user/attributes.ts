import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { attributes, byDisplayName, type Field, type Params } from '../../../shared/field';
import { isEmptyList } from '../../../shared/parameters';
import { bodyId } from '../../id';
import { roleIds } from './roles';
import { state } from './state';
import { user } from './user';

/** Attributes that a form shows among the optional ones, at creation as well as later. */
const optional = [
	{
		displayName: 'AD Login Name',
		name: 'samaccountname',
		type: 'string',
		default: '',
		placeholder: 'e.g. nsmith',
		description: 'The sAMAccountName in Active Directory',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		placeholder: 'e.g. Contractor until June',
		description: 'Free text about the user. The older API calls it Notes.',
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Ltd',
		description: 'Company that the user works for',
	},
	{
		displayName: 'Department',
		name: 'department',
		type: 'string',
		default: '',
		placeholder: 'e.g. Engineering',
	},
	{
		displayName: 'Directory ID',
		name: 'directory_id',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 0,
		description: 'ID of the directory that the user belongs to',
	},
	{
		displayName: 'Distinguished Name',
		name: 'distinguished_name',
		type: 'string',
		default: '',
		placeholder: 'e.g. CN=Nathan,OU=Users,DC=example,DC=com',
		description: 'The distinguished name in the directory',
	},
	{
		displayName: 'External ID',
		name: 'external_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10042',
		description: 'ID that another system gave to the user',
	},
	{
		displayName: 'Group Name or ID',
		name: 'group_id',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getGroups' },
		default: '',
		description:
			'The one group of the user, which decides about the policy. An expression may give the name too, letter for letter. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Invalid Login Attempts',
		name: 'invalid_login_attempts',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'Number of unsuccessful sign-ins in a row',
	},
	{
		displayName: 'Locale',
		name: 'locale_code',
		type: 'string',
		default: '',
		placeholder: 'e.g. en_US',
		description: 'Language and region, as the older API calls them',
	},
	{
		...user,
		displayName: 'Manager',
		name: 'manager_user_id',
		required: false,
		description: 'The user to whom this one reports',
	},
	{
		displayName: 'Manager AD ID',
		name: 'manager_ad_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10007',
		description: 'ID of the manager in Active Directory',
	},
	{
		displayName: 'Member Of',
		name: 'member_of',
		type: 'string',
		default: '',
		placeholder: 'e.g. CN=Sales,OU=Groups,DC=example,DC=com',
		description: 'Groups of the user in the directory',
	},
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		default: '',
		placeholder: 'e.g. Contractor until June',
		description: 'Free text about the user. The newer API calls it Comment.',
	},
	{
		displayName: 'OpenID Name',
		name: 'openid_name',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan',
		description: 'Name that identifies the user in OpenID',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +4915112345678',
		description: 'Phone number in E.164 format',
	},
	{
		displayName: 'Preferred Locale',
		name: 'preferred_locale_code',
		type: 'string',
		default: '',
		placeholder: 'e.g. en-US',
		description: 'Language and region that the user prefers',
	},
	{
		displayName: 'Role Names or IDs',
		name: 'role_ids',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getRoles' },
		default: [],
		description:
			'All roles that the user is to have. An update takes the others away where the account does so; those that stay are in the output, as stillHeldRoleIds. An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{ ...state, description: 'Where the user stands in the approval' },
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 1, description: 'The only one in which a user can sign in' },
			{ name: 'Awaiting Password Reset', value: 5 },
			{ name: 'Locked', value: 3 },
			{ name: 'Password Expired', value: 4 },
			{ name: 'Password Pending', value: 7, description: 'Has no password yet' },
			{ name: 'Security Questions Required', value: 8 },
			{ name: 'Suspended', value: 2 },
			{ name: 'Unactivated', value: 0 },
		],
		default: 1,
		description: 'Whether and how the user can sign in',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Engineer',
		description: 'Job title of the user',
	},
	{
		displayName: 'Trusted IdP ID',
		name: 'trusted_idp_id',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 0,
		description: 'ID of the trusted identity provider at which the user signs in',
	},
	{
		displayName: 'User Principal Name',
		name: 'userprincipalname',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		description: 'The userPrincipalName in Active Directory',
	},
] as const satisfies readonly Field[];

export const email = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Email address, unique in the account',
} as const satisfies Field;

export const firstName = {
	displayName: 'First Name',
	name: 'firstname',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
	description: 'Given name of the user',
} as const satisfies Field;

export const lastName = {
	displayName: 'Last Name',
	name: 'lastname',
	type: 'string',
	default: '',
	placeholder: 'e.g. Smith',
	description: 'Family name of the user',
} as const satisfies Field;

export const username = {
	displayName: 'Username',
	name: 'username',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan',
	description: 'Name to sign in with, unique in the account',
} as const satisfies Field;

/** What a new user can have beside names, email and username. */
export const additionalFields = attributes({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: optional,
} as const satisfies Field);

/** What can be changed of a user. */
export const updateFields = attributes({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'Only what is added here changes. A text that is added and left empty is cleared.',
	options: byDisplayName([...optional, email, firstName, lastName, username]),
} as const satisfies Field);

/** Attributes that point at something else, and that are removed by sending null. */
export const clear = {
	displayName: 'Attributes to Clear',
	name: 'clear',
	type: 'multiOptions',
	options: [
		{ name: 'Directory', value: 'directory_id' },
		{ name: 'Group', value: 'group_id' },
		{ name: 'Manager', value: 'manager_user_id' },
		{ name: 'Trusted Identity Provider', value: 'trusted_idp_id' },
	],
	default: [],
	description:
		'What the user is to have no longer. Without a group, the default policy of the account holds.',
} as const satisfies Field;

/** Options of create and update that only newer accounts may know. */
export const saveOptions = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Mappings',
			name: 'mappings',
			type: 'options',
			options: [
				{ name: 'Apply Before Answering', value: 'sync' },
				{ name: 'Apply Later', value: 'async' },
				{ name: 'Do Not Apply', value: 'disabled' },
			],
			default: 'async',
			description:
				"When the account's mappings are applied to the user. The older API may ignore or refuse this: switch on Newer API.",
		},
		{
			displayName: 'Newer API',
			name: 'newerApi',
			type: 'boolean',
			default: false,
			description:
				'Whether to save by API v2, which is sure to know Mappings, Validate Policy, Status, roles, custom attributes and passwords. It does not know Locale, Notes and OpenID Name.',
		},
		{
			displayName: 'Validate Policy',
			name: 'validate_policy',
			type: 'boolean',
			default: true,
			description:
				'Whether a password given here must satisfy the policy of the user. The older API may ignore or refuse this: switch on Newer API.',
		},
	],
} as const satisfies Field;

/** Attributes that only v1 knows, with their labels. */
const OLDER = new Map([
	['locale_code', 'Locale'],
	['notes', 'Notes'],
	['openid_name', 'OpenID Name'],
]);

/**
 * Checks that v2 knows all that is to be saved. It would refuse it in words that no form has.
 *
 * @param label the collection as the form shows it
 */
export function checkNewer(body: IDataObject, label: string): void {
	const older = [...OLDER].find(([name]) => name in body);
	if (!older) return;
	throw new InputError(
		`"${label} > ${older[1]}" does not go with the newer API`,
		'Take it out, or switch "Newer API" off.',
	);
}

type Attributes = Partial<Params<(typeof updateFields)['options']>>;

/**
 * The attributes as OneLogin takes them: ids as whole numbers.
 *
 * @param label the collection as the form shows it
 */
export function attributesBody(given: Attributes, label: string): IDataObject {
	const { group_id: group, manager_user_id: manager, role_ids: roles, ...plain } = given;
	const body: IDataObject = { ...plain };
	// An entry that was added and not chosen changes nothing; null comes from an expression.
	if (group === null) body.group_id = null;
	else if (group) body.group_id = bodyId(group, `${label} > Group Name or ID`, 'group');
	if (manager === null) body.manager_user_id = null;
	else if (manager) body.manager_user_id = bodyId(manager, `${label} > Manager`, 'user');
	if (roles !== undefined) {
		const name = `${label} > Role Names or IDs`;
		// Not "no roles", which a forgotten choice would look like, nor "leave them".
		if (!roles?.length) {
			throw new InputError(
				`"${name}" is empty`,
				'Choose roles, or take the field out. To take roles away from a user, use Remove Roles.',
			);
		}
		body.role_ids = roleIds(roles, name);
	}
	return body;
}

/** The entries that are not empty: a text that was added and not filled says nothing. */
export const withoutEmpty = <T extends object>(values: T): Partial<T> =>
	Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== '' && !isEmptyList(value)),
	) as Partial<T>;
