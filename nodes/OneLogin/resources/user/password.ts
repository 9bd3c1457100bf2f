import { createHash, randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import type { Field, Params } from '../../../shared/field';
import { isBrokenText } from '../../../shared/path';

/** Longest salt that OneLogin takes, in characters. */
const MOST_SALT = 40;

/** A password as OneLogin stores it. */
interface Hashed {
	/** Lower-case hexadecimal digits. */
	hash: string;
	/** `''` where there is none. */
	salt: string;
}

function checkSalt(salt: string, label: string): void {
	const { length } = [...salt];
	if (length > MOST_SALT) {
		throw new InputError(
			`"${label}" has ${length} characters, and OneLogin takes ${MOST_SALT} at most`,
			'Use a shorter salt.',
		);
	}
}

/**
 * Makes OneLogin's `salt+sha256` of a clear-text password, so that the password itself need not be
 * sent. Without a salt a random one is made.
 *
 * @param labels the parameters as the form shows them
 */
export function saltedHash(
	password: string | null | undefined,
	salt: string | null | undefined,
	labels: { password: string; salt: string },
): Hashed {
	if (!password) throw new InputError(`"${labels.password}" is empty`, 'Enter a password.');
	const used = salt || randomBytes(MOST_SALT / 2).toString('hex');
	checkSalt(used, labels.salt);
	if (isBrokenText(password) || isBrokenText(used)) {
		throw new InputError(
			`"${labels.password}" or "${labels.salt}" contains half of a character (a lone surrogate)`,
			'Its hash would never match what the user types.',
		);
	}
	const hash = createHash('sha256')
		.update(used + password, 'utf8')
		.digest('hex');
	return { hash, salt: used };
}

/**
 * Checks a SHA-256 hash that was made elsewhere. What is no hash may be a password in clear text,
 * so it is not sent.
 *
 * @param labels the parameters as the form shows them
 */
export function readyHash(
	given: string | null | undefined,
	salt: string | null | undefined,
	labels: { hash: string; salt: string },
): Hashed {
	const hash = (given ?? '').trim().toLowerCase();
	if (!/^[0-9a-f]{64}$/.test(hash)) {
		throw new InputError(
			`"${labels.hash}" is not a SHA-256 hash`,
			'It must be 64 hexadecimal digits. To give a password in clear text, choose that way in the form.',
		);
	}
	checkSalt(salt ?? '', labels.salt);
	return { hash, salt: salt ?? '' };
}

/** The password of a user who is created or updated. */
export const password = {
	displayName: 'Password',
	name: 'password',
	type: 'fixedCollection',
	placeholder: 'Add password',
	default: {},
	description:
		'If your account takes no password here, use Set Password or Set Password Using Hash instead',
	options: [
		{
			displayName: 'Clear Text',
			name: 'clear',
			values: [
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'Sent as it is, inside the encrypted connection',
				},
			],
		},
		{
			displayName: 'Clear Text, Sent as Hash',
			name: 'hashed',
			values: [
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'This node makes the salted SHA-256 hash; the password itself is not sent',
				},
				{
					displayName: 'Salt',
					name: 'salt',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'At most 40 characters. Left empty, a random one is made.',
				},
			],
		},
		{
			displayName: 'Hash',
			name: 'hash',
			values: [
				{
					displayName: 'Algorithm',
					name: 'algorithm',
					type: 'options',
					options: [
						{ name: 'Bcrypt', value: 'bcrypt' },
						{ name: 'SHA-256 of Password and Salt', value: 'sha256+salt' },
						{ name: 'SHA-256 of Salt and Password', value: 'salt+sha256' },
					],
					default: 'salt+sha256',
					description: 'How the hash was made',
				},
				{
					displayName: 'Hash',
					name: 'hash',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'For SHA-256, 64 hexadecimal digits',
				},
				{
					displayName: 'Salt',
					name: 'salt',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'At most 40 characters. Leave empty if there is none.',
				},
			],
		},
	],
} as const satisfies Field;

type Given = Params<[typeof password]>['password'];

/** What create and update send of a password; nothing where none was given. */
export function passwordBody(given: Given): IDataObject {
	const { clear, hashed, hash } = given;
	if ([clear, hashed, hash].filter(Boolean).length > 1) {
		throw new InputError('"Password" is given in more than one way', 'Keep one of them.');
	}
	if (clear) {
		if (!clear.password) {
			throw new InputError('"Password > Clear Text > Password" is empty', 'Enter a password.');
		}
		return { password: clear.password, password_confirmation: clear.password };
	}
	if (hashed) {
		const group = 'Password > Clear Text, Sent as Hash';
		const labels = { password: `${group} > Password`, salt: `${group} > Salt` };
		return hashBody('salt+sha256', saltedHash(hashed.password, hashed.salt, labels));
	}
	if (hash) {
		const { algorithm = 'salt+sha256' } = hash;
		const labels = { hash: 'Password > Hash > Hash', salt: 'Password > Hash > Salt' };
		const made =
			algorithm === 'bcrypt'
				? bcryptHash(hash.hash, labels.hash)
				: readyHash(hash.hash, hash.salt, labels);
		return hashBody(algorithm, made);
	}
	return {};
}

const hashBody = (algorithm: string, { hash, salt }: Hashed): IDataObject => ({
	password: hash,
	password_confirmation: hash,
	password_algorithm: algorithm,
	...(salt && { salt }),
});

/** A bcrypt hash holds its own salt. */
function bcryptHash(given: string | undefined, label: string): Hashed {
	const hash = (given ?? '').trim();
	if (!/^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/.test(hash)) {
		throw new InputError(`"${label}" is not a bcrypt hash`, 'It starts like $2a$10$.');
	}
	return { hash, salt: '' };
}
