import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import type { Field, Params } from '../../../shared/field';
import { hashBody } from './hash';

const password = {
	displayName: 'Password',
	name: 'password',
	values: [
		{
			displayName: 'Password',
			name: 'value',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Must satisfy the password policy of the organization',
		},
	],
} as const;

const passwordHash = {
	displayName: 'Password Hash',
	name: 'hash',
	values: [
		{
			displayName: 'Algorithm',
			name: 'algorithm',
			type: 'options',
			options: [
				{ name: 'BCRYPT', value: 'BCRYPT' },
				{ name: 'MD5', value: 'MD5' },
				{ name: 'PBKDF2', value: 'PBKDF2' },
				{ name: 'SHA-1', value: 'SHA-1' },
				{ name: 'SHA-256', value: 'SHA-256' },
				{ name: 'SHA-512', value: 'SHA-512' },
			],
			default: 'BCRYPT',
			description: 'How the password was hashed',
		},
		{
			displayName: 'Digest Algorithm',
			name: 'digestAlgorithm',
			type: 'options',
			displayOptions: { show: { algorithm: ['PBKDF2'] } },
			options: [
				{ name: 'SHA-256 HMAC', value: 'SHA256_HMAC' },
				{ name: 'SHA-512 HMAC', value: 'SHA512_HMAC' },
			],
			default: 'SHA256_HMAC',
			description: 'Function that PBKDF2 repeats',
		},
		{
			displayName: 'Hash',
			name: 'value',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The digest in Base64 or hexadecimal. For BCRYPT the whole hash (60 characters, beginning with $2), or its last 31 characters and the salt below.',
		},
		{
			displayName: 'Iterations',
			name: 'iterationCount',
			type: 'number',
			displayOptions: { show: { algorithm: ['PBKDF2'] } },
			typeOptions: { minValue: 4096, numberPrecision: 0 },
			default: 4096,
			description: 'How often the function was repeated',
		},
		{
			displayName: 'Key Size',
			name: 'keySize',
			type: 'number',
			displayOptions: { show: { algorithm: ['PBKDF2'] } },
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 32,
			description: 'Size of the derived key in bytes, which is the length of the hash',
		},
		{
			displayName: 'Salt',
			name: 'salt',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'In Base64; for BCRYPT its 22 characters in Radix-64. Leave empty if there is none, or if the hash holds it.',
		},
		{
			displayName: 'Salt Order',
			name: 'saltOrder',
			type: 'options',
			displayOptions: { show: { algorithm: ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] } },
			options: [
				{ name: 'After the Password', value: 'POSTFIX' },
				{ name: 'Before the Password', value: 'PREFIX' },
			],
			default: 'PREFIX',
			description: 'Where the salt stood when the password was hashed. Not sent without a salt.',
		},
		{
			displayName: 'Work Factor',
			name: 'workFactor',
			type: 'number',
			displayOptions: { show: { algorithm: ['BCRYPT'] } },
			typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
			default: 10,
			description: 'Cost of the hash. Not looked at where the hash itself says it.',
		},
	],
} as const;

const passwordHook = {
	displayName: 'Password Hook',
	name: 'hook',
	values: [
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [{ name: 'Default', value: 'default' }],
			default: 'default',
			description: 'Verifies the password through your password import hook at the first sign-in',
		},
	],
} as const;

const recoveryQuestion = {
	displayName: 'Recovery Question',
	name: 'recoveryQuestion',
	values: [
		{
			displayName: 'Answer',
			name: 'answer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'At most 100 characters',
		},
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			default: '',
			description: 'At most 100 characters',
		},
	],
} as const;

const provider = {
	displayName: 'Provider',
	name: 'provider',
	values: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. FEDERATION',
			description:
				'For a directory, the name of its instance. Leave empty otherwise: the name is then the same word as the type.',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Active Directory', value: 'ACTIVE_DIRECTORY' },
				{ name: 'Federation', value: 'FEDERATION' },
				{ name: 'Import', value: 'IMPORT' },
				{ name: 'LDAP', value: 'LDAP' },
				{ name: 'Okta', value: 'OKTA' },
				{ name: 'Social', value: 'SOCIAL' },
			],
			default: 'OKTA',
			description:
				'Who checks the password. With Federation and Social, neither password nor recovery question is allowed.',
		},
	],
} as const;

/** Credentials that an existing user can be given. */
export const credentials = {
	displayName: 'Credentials',
	name: 'credentials',
	type: 'fixedCollection',
	placeholder: 'Add credential',
	default: {},
	options: [password, passwordHash, passwordHook, recoveryQuestion],
	description:
		'A new password takes effect at once; the old one is not asked for. A hash is accepted only while the status of the user is STAGED.',
} as const satisfies Field;

/** Credentials of a new user: only here may the provider be chosen. */
export const newCredentials = {
	displayName: 'Credentials',
	name: 'credentials',
	type: 'fixedCollection',
	placeholder: 'Add credential',
	default: {},
	options: [password, passwordHash, passwordHook, provider, recoveryQuestion],
	description:
		'Without a password, Okta sends the new user an activation email. With one it does not.',
} as const satisfies Field;

type Given = Params<[typeof newCredentials]>['credentials'];

/** Where each part of the credentials is in the form. */
const LABELS = { password: 'Password', hash: 'Password Hash', hook: 'Password Hook' } as const;

/**
 * The credentials object that Okta expects, or `undefined` where none was given.
 *
 * @throws {InputError} for a part that was added and left empty (a new user would otherwise come
 *   without the password that was meant), for parts that exclude each other, and for a hash that no
 *   password could match
 */
export function credentialsBody(given: Given): IDataObject | undefined {
	const body: IDataObject = {};
	const kinds = (['password', 'hash', 'hook'] as const).filter((kind) => given[kind]);
	if (kinds.length > 1) {
		throw new InputError(
			`"Credentials" has ${kinds.map((kind) => `"${LABELS[kind]}"`).join(' and ')}, but a user has one password`,
			'Remove all but one of them.',
		);
	}
	if (given.password) body.password = { value: filled(given.password.value, 'Password') };
	if (given.hash) {
		const value = filled(given.hash.value, 'Password Hash > Hash');
		body.password = { hash: hashBody({ ...given.hash, value }) };
	}
	if (given.hook) body.password = { hook: { type: given.hook.type } };
	if (given.recoveryQuestion) {
		const { question, answer } = given.recoveryQuestion;
		body.recovery_question = {
			question: filled(question, 'Recovery Question > Question'),
			answer: filled(answer, 'Recovery Question > Answer'),
		};
	}
	if (given.provider) {
		const { type, name } = given.provider;
		const isDirectory = type === 'ACTIVE_DIRECTORY' || type === 'LDAP';
		body.provider = { type, name: isDirectory ? filled(name, 'Provider > Name') : name || type };
	}
	return Object.keys(body).length > 0 ? body : undefined;
}

/** A text that must not be empty once the group it belongs to was added to the form. */
function filled(text: string | undefined, label: string): string {
	if (text) return text;
	throw new InputError(
		`"Credentials > ${label}" is empty`,
		'Enter a value, or remove that part of the credentials.',
	);
}
