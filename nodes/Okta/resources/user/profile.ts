import type { IDataObject } from 'n8n-workflow';
import { jsonObject } from '../../../shared/coerce';
import { InputError } from '../../../shared/errors';
import { attributes, byDisplayName, type Field } from '../../../shared/field';

/** The base attributes of Okta's user schema, besides those that a form shows on its own. */
export const profileFields = attributes({
	displayName: 'Profile',
	name: 'profile',
	type: 'collection',
	placeholder: 'Add attribute',
	default: {},
	description: 'Further attributes of the user profile. What is left empty is not sent.',
	options: [
		{
			displayName: 'City',
			name: 'city',
			type: 'string',
			default: '',
			placeholder: 'e.g. Kassel',
		},
		{
			displayName: 'Cost Center',
			name: 'costCenter',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4711',
		},
		{
			displayName: 'Country Code',
			name: 'countryCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE',
			description: 'Two-letter country code (ISO 3166-1)',
		},
		{
			displayName: 'Department',
			name: 'department',
			type: 'string',
			default: '',
			placeholder: 'e.g. Engineering',
		},
		{
			displayName: 'Display Name',
			name: 'displayName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nathan Smith',
			description: 'Name to show to other people',
		},
		{
			displayName: 'Division',
			name: 'division',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe',
		},
		{
			displayName: 'Employee Number',
			name: 'employeeNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10042',
			description: 'Number that the organization gave to the user, kept as text',
		},
		{
			displayName: 'Honorific Prefix',
			name: 'honorificPrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. Dr.',
			description: 'Title before the name',
		},
		{
			displayName: 'Honorific Suffix',
			name: 'honorificSuffix',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jr.',
			description: 'Addition after the name',
		},
		{
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: '',
			placeholder: 'e.g. en_US',
			description: 'Region whose formats for dates, numbers and currency the user prefers',
		},
		{
			displayName: 'Manager',
			name: 'manager',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada Vogel',
			description: 'Name of the manager',
		},
		{
			displayName: 'Manager ID',
			name: 'managerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10007',
			description: 'ID of the manager',
		},
		{
			displayName: 'Middle Name',
			name: 'middleName',
			type: 'string',
			default: '',
			placeholder: 'e.g. James',
		},
		{
			displayName: 'Mobile Phone',
			name: 'mobilePhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 151 12345678',
		},
		{
			displayName: 'Nickname',
			name: 'nickName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nate',
			description: 'How the user is called informally',
		},
		{
			displayName: 'Organization',
			name: 'organization',
			type: 'string',
			default: '',
			placeholder: 'e.g. Example Ltd',
		},
		{
			displayName: 'Postal Address',
			name: 'postalAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. Hafenstr. 1, 34125 Kassel, Germany',
			description: 'Complete mailing address',
		},
		{
			displayName: 'Preferred Language',
			name: 'preferredLanguage',
			type: 'string',
			default: '',
			placeholder: 'e.g. en-US',
			description: 'Language that the user prefers to read and write',
		},
		{
			displayName: 'Primary Phone',
			name: 'primaryPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 561 123456',
			description: 'Main phone number',
		},
		{
			displayName: 'Profile URL',
			name: 'profileUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/nathan',
			description: 'Page about the user, such as a social media profile',
		},
		{
			displayName: 'Second Email',
			name: 'secondEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. nathan@example.net',
			description: 'Other email address, used to recover the account',
		},
		{
			displayName: 'State',
			name: 'state',
			type: 'string',
			default: '',
			placeholder: 'e.g. Hesse',
			description: 'State or region of the address',
		},
		{
			displayName: 'Street Address',
			name: 'streetAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. Hafenstr. 1',
			description: 'Street and number of the address',
		},
		{
			displayName: 'Timezone',
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description: 'Time zone by its IANA name',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Vice President',
			description: 'Position in the organization',
		},
		{
			displayName: 'User Type',
			name: 'userType',
			type: 'string',
			default: '',
			placeholder: 'e.g. Contractor',
			description:
				'Label for how the user belongs to the organization. Not the Okta user type, which decides the schema.',
		},
		{
			displayName: 'ZIP Code',
			name: 'zipCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. 34125',
			description: 'Postal code of the address',
		},
	],
} as const satisfies Field);

/** Attributes that an organization added to its user schema. They stand beside the base ones. */
export const customAttributes = {
	displayName: 'Custom Attributes',
	name: 'customAttributes',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "badgeNumber": 4711, "teams": ["blue"] }',
	description:
		'Attributes that your organization added to the user profile, as JSON: variable name and value. Use null to clear one.',
} as const satisfies Field;

/** The attributes that say who a person is. Other forms show them on their own. */
const identityFields = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		description: 'Primary email address',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nathan',
		description: 'Given name',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Smith',
		description: 'Family name',
	},
	{
		displayName: 'Login',
		name: 'login',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		description: 'Name to sign in with, unique in the organization and usually the email address',
	},
] as const satisfies Field[];

/** Every base attribute, for a change of single ones. */
export const profileChanges = attributes({
	...profileFields,
	description:
		'Attributes to change. What is left empty is not sent; use Attributes to Clear, or an expression that gives null.',
	options: byDisplayName([...identityFields, ...profileFields.options]),
} as const satisfies Field);

const MANDATORY = ['email', 'login'];

/** Base attributes to empty, for those who would rather choose than write `null`. */
export const clearAttributes = {
	displayName: 'Attributes to Clear',
	name: 'clearAttributes',
	type: 'multiOptions',
	options: profileChanges.options
		.filter(({ name }) => !MANDATORY.includes(name))
		.map(({ displayName, name }) => ({ name: displayName, value: name })),
	default: [],
	description: 'Attributes of the profile that are to have no value any more',
} as const satisfies Field;

/** What a form calls the base attributes. */
const LABELS = new Map<string, string>(
	profileChanges.options.map(({ name, displayName }) => [name, displayName]),
);

/**
 * Joins base and custom attributes into the flat profile that Okta expects. A base attribute that
 * is empty text is one that the person left alone; `null` clears it.
 *
 * @throws {InputError} when the custom attributes are no object, and for an attribute that stands in
 *   a field of its own as well: JSON that comes from elsewhere must not say who it is about
 */
export function joinProfile(base: object, custom: unknown): IDataObject {
	const profile = Object.fromEntries(
		Object.entries(base).filter(([, value]) => value !== '' && value !== undefined),
	) as IDataObject;
	const more = jsonObject(custom, 'Custom Attributes') ?? {};
	const twice = Object.keys(more).find((name) => Object.hasOwn(profile, name));
	if (twice !== undefined) {
		throw new InputError(
			`"${LABELS.get(twice) ?? twice}" is given twice: in its own field and as "${twice}" in "Custom Attributes"`,
			'Keep one of them.',
		);
	}
	return { ...profile, ...more };
}
