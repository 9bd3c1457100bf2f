import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';

/** Parts of a user that Okta need not look up. */
export const omit = {
	displayName: 'Leave Out',
	name: 'omit',
	type: 'options',
	options: [
		{
			name: 'Credentials and Their Links',
			value: 'omitCredentials,omitCredentialsLinks',
		},
		{
			name: 'Credentials, Their Links and Status Transitions',
			value: 'omitCredentials,omitCredentialsLinks,omitTransitioningToStatus',
		},
	],
	default: 'omitCredentials,omitCredentialsLinks,omitTransitioningToStatus',
	description: 'Parts of each user that Okta need not look up, which makes it answer faster',
} as const satisfies Field;

/** The header for {@link omit}. Okta documents the longer value in quotes, the shorter one without. */
export const omitHeader = (parts: string | undefined): Record<string, string> | undefined =>
	parts
		? {
				'Content-Type': `application/json; okta-response=${parts.includes('Transitioning') ? `"${parts}"` : parts}`,
			}
		: undefined;

export const firstName = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
	description: 'Most organizations require it',
} as const satisfies Field;

export const lastName = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Smith',
	description: 'Most organizations require it',
} as const satisfies Field;

export const email = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. nathan@example.com',
	description: 'Primary email address',
} as const satisfies Field;

export const login = {
	displayName: 'Login',
	name: 'login',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. nathan@example.com',
	description: 'Name to sign in with, unique in the organization and usually the email address',
} as const satisfies Field;

export const realmId = {
	displayName: 'Realm ID',
	name: 'realmId',
	type: 'string',
	default: '',
	description: 'Realm in which the user is to live',
} as const satisfies Field;

export const typeId = {
	displayName: 'User Type Name or ID',
	name: 'typeId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getUserTypes' },
	default: '',
	description:
		'Type that decides which attributes the profile has. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

export const strict = {
	displayName: 'Strict Password Policy',
	name: 'strict',
	type: 'boolean',
	default: false,
	description:
		'Whether Okta also checks the minimum age and the history of passwords when a password is set',
} as const satisfies Field;

/** The version of the user that a change was made from. */
export const etag = {
	displayName: 'ETag',
	name: 'etag',
	type: 'string',
	default: '',
	placeholder: 'e.g. W/"1a2b3c"',
	description:
		'The etag of the item that User > Get gave. The user is then changed only if nobody else has changed the profile since.',
} as const satisfies Field;

/**
 * The header that makes a change depend on the version of the user.
 *
 * @throws {InputError} for an expression without a result: the change would be made in any case,
 *   which is what the person wanted to prevent
 */
export function ifMatch(tag: string | null | undefined): Record<string, string> | undefined {
	if (tag === '') return undefined;
	if (!tag?.trim()) {
		throw new InputError(
			'"ETag" has no value for this item',
			'Take it from an item of User > Get, or leave the field empty to change the user in any case.',
		);
	}
	return { 'If-Match': tag.trim() };
}
