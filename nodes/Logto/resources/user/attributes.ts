import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { attributes, type Field, type Params } from '../../../shared/field';
import { jsonObject } from '../../../shared/coerce';
import { withoutResult } from '../../../shared/parameters';
import { phoneDigits } from '../../phone';

export const email = {
	displayName: 'Email',
	name: 'primaryEmail',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Primary email address, unique in the tenant',
} as const satisfies Field;

export const phone = {
	displayName: 'Phone',
	name: 'primaryPhone',
	type: 'string',
	default: '',
	placeholder: 'e.g. 14155550123',
	description:
		'Primary phone number with the country code. A plus sign and separators are taken out.',
} as const satisfies Field;

export const username = {
	displayName: 'Username',
	name: 'username',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan_smith',
	description: 'Letters, digits and underscores, not starting with a digit',
} as const satisfies Field;

export const fullName = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan Smith',
	description: 'Full name',
} as const satisfies Field;

export const avatar = {
	displayName: 'Avatar URL',
	name: 'avatar',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/nathan.png',
	description: 'Address of a picture of the user',
} as const satisfies Field;

/** OpenID Connect's standard claims, as Logto keeps them of a user. */
export const profile = attributes({
	displayName: 'Profile',
	name: 'profile',
	type: 'collection',
	placeholder: 'Add attribute',
	default: {},
	options: [
		{
			displayName: 'Address',
			name: 'address',
			type: 'fixedCollection',
			default: {},
			description: 'Always written as a whole: parts without a value are removed',
			options: [
				{
					displayName: 'Address',
					name: 'parts',
					values: [
						{
							displayName: 'Country',
							name: 'country',
							type: 'string',
							default: '',
							placeholder: 'e.g. Germany',
						},
						{
							displayName: 'Formatted',
							name: 'formatted',
							type: 'string',
							default: '',
							placeholder: 'e.g. Hafenstr. 1, 34125 Kassel, Germany',
							description: 'The full address as it stands on a letter',
						},
						{
							displayName: 'Locality',
							name: 'locality',
							type: 'string',
							default: '',
							placeholder: 'e.g. Kassel',
							description: 'City or town',
						},
						{
							displayName: 'Postal Code',
							name: 'postalCode',
							type: 'string',
							default: '',
							placeholder: 'e.g. 34125',
						},
						{
							displayName: 'Region',
							name: 'region',
							type: 'string',
							default: '',
							placeholder: 'e.g. Hesse',
							description: 'State, province or region',
						},
						{
							displayName: 'Street Address',
							name: 'streetAddress',
							type: 'string',
							default: '',
							placeholder: 'e.g. Hafenstr. 1',
							description: 'Street and number',
						},
					],
				},
			],
		},
		{
			displayName: 'Birthdate',
			name: 'birthdate',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1990-04-23',
			description: 'Day of birth as text. Logto takes any form.',
		},
		{
			displayName: 'Family Name',
			name: 'familyName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Smith',
		},
		{
			displayName: 'Gender',
			name: 'gender',
			type: 'string',
			default: '',
			placeholder: 'e.g. female',
		},
		{
			displayName: 'Given Name',
			name: 'givenName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nathan',
		},
		{
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: '',
			placeholder: 'e.g. en-US',
			description: 'Language and region',
		},
		{
			displayName: 'Middle Name',
			name: 'middleName',
			type: 'string',
			default: '',
			placeholder: 'e.g. James',
		},
		{
			displayName: 'Nickname',
			name: 'nickname',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nate',
		},
		{
			displayName: 'Preferred Username',
			name: 'preferredUsername',
			type: 'string',
			default: '',
			placeholder: 'e.g. nate',
			description: 'Name by which the user wants to be known. Not used to sign in.',
		},
		{
			displayName: 'Profile URL',
			name: 'profile',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/nathan',
			description: 'Page about the user',
		},
		{
			displayName: 'Time Zone',
			name: 'zoneinfo',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description: 'Time zone by its IANA name',
		},
		{
			displayName: 'Website',
			name: 'website',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://nathan.example.com',
			description: 'Page or blog of the user',
		},
	],
} as const satisfies Field);

/** What to do with fields that were added to the form but have no value. */
export const emptyFields = {
	displayName: 'Empty Fields',
	name: 'emptyFields',
	type: 'options',
	options: [
		{ name: 'Clear', value: 'clear', description: 'Remove the value that the user has' },
		{ name: 'Ignore', value: 'ignore', description: 'As if they were not in the form' },
		{ name: 'Refuse', value: 'refuse', description: 'Stop before anything is sent' },
	],
	default: 'refuse',
	description:
		'What to do with fields that are in the form but have no value, for example because an expression has no result',
} as const satisfies Field;

/** See {@link emptyFields}. */
export type EmptyFields = 'clear' | 'ignore' | 'refuse';

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);

/** Refuses an attribute without a value: it would remove what the user has. */
function refuseEmpty(label: string): never {
	throw new InputError(
		`"${label}" has no value`,
		'To remove the value that the user has, set "Empty Fields" in Options to Clear. To leave it alone, set it to Ignore or remove the field.',
	);
}

/** The fields that are in the form, those whose expression found nothing included. */
export const inForm = (given: object): IDataObject => ({
	...Object.fromEntries(withoutResult(given).map((name) => [name, null])),
	...given,
});

const withoutEmpty = (given: object): IDataObject =>
	Object.fromEntries(Object.entries(given).filter(([, value]) => !isEmpty(value)));

type Labels = ReadonlyArray<{ readonly name: string; readonly displayName: string }>;

/**
 * The attributes that are to be sent.
 *
 * @param cleared what stands for "no value" where an empty one is to be cleared; `undefined` where
 *   leaving it out does that
 */
export function filled(
	attributes: object,
	{ labels, group, empty }: { labels: Labels; group: string; empty: EmptyFields },
	cleared?: null | '',
): IDataObject {
	const result: IDataObject = {};
	for (const [name, value] of Object.entries(attributes)) {
		if (!isEmpty(value)) result[name] = value as IDataObject;
		else if (empty === 'refuse') {
			const label = labels.find((field) => field.name === name)?.displayName ?? name;
			refuseEmpty(`${group} > ${label}`);
		} else if (empty === 'clear' && cleared !== undefined) result[name] = cleared;
	}
	return result;
}

/**
 * The profile as Logto expects it, or `undefined` where nothing of it is to be sent.
 *
 * @param cleared `''` where the profile is merged: it may not hold null, and leaving an attribute
 *   out leaves it as it is. Nothing where it is replaced.
 */
export function profileBody(
	given: Params<[typeof profile]>['profile'],
	empty: EmptyFields,
	cleared?: '',
): IDataObject | undefined {
	const { address, ...attributes } = { ...inForm(given), address: given.address };
	if (isEmpty(attributes) && address === undefined) return undefined;
	const body = filled(attributes, { labels: profile.options, group: 'Profile', empty }, cleared);
	if (address !== undefined) {
		// The form shows all parts at once, and an address is written as a whole: blanks mean "none".
		const parts = withoutEmpty(address.parts ?? {});
		if (!isEmpty(parts)) body.address = parts;
		else if (empty === 'refuse') refuseEmpty('Profile > Address');
		else if (empty === 'clear' && cleared !== undefined) body.address = {};
	}
	return isEmpty(body) && empty !== 'clear' ? undefined : body;
}

/**
 * Custom data, or `undefined` where none is to be sent.
 *
 * @throws {InputError} for `{}` unless it is to clear or to be ignored
 */
export function customDataBody(
	given: unknown,
	label: string,
	empty: EmptyFields,
): IDataObject | undefined {
	const data = jsonObject(given, label);
	if (!isEmpty(data)) return data;
	if (given !== undefined && empty === 'refuse') refuseEmpty(label);
	return given !== undefined && empty === 'clear' ? {} : undefined;
}

/**
 * Identifiers in the form that Logto keeps them.
 *
 * @throws {InputError} where Logto would only say "Invalid"
 */
export function checkedIdentifiers(body: IDataObject, group: string): IDataObject {
	// A username is for the server to judge: what it takes is a rule that a server can have of its own.
	const { primaryEmail, primaryPhone } = body;
	if (typeof primaryEmail === 'string' && !/^\S+@\S+\.\S+$/.test(primaryEmail)) {
		throw new InputError(
			`"${group}Email" is not an address that Logto takes: "${primaryEmail}"`,
			'Enter one address like nathan@example.com, without spaces before, in or after it.',
		);
	}
	return typeof primaryPhone === 'string'
		? { ...body, primaryPhone: phoneDigits(primaryPhone, `${group}Phone`) }
		: body;
}
