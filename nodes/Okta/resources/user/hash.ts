import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';

/** A password hash as the form has it, with the digest filled in. */
interface GivenHash {
	algorithm: string;
	value: string;
	salt?: string;
	saltOrder?: string;
	workFactor?: number;
	iterationCount?: number;
	keySize?: number;
	digestAlgorithm?: string;
}

/** Bytes in the digest of each algorithm that always gives as many. */
const BYTES: Record<string, number> = { MD5: 16, 'SHA-1': 20, 'SHA-256': 32, 'SHA-512': 64 };

/**
 * The hash object that Okta expects, with only what its algorithm knows: Okta refuses the rest. It
 * takes whatever looks like a digest, and of one in another form nobody can ever sign in. So a form
 * that can only be meant one way is put into Okta's, and any other is refused.
 *
 * @throws {InputError} for a hash or a salt that no password could match; it never repeats them
 */
export function hashBody(hash: GivenHash): IDataObject {
	const { algorithm, value } = hash;
	if (algorithm === 'BCRYPT') return bcryptBody(hash);
	const salt = hash.salt ? base64Salt(hash.salt) : undefined;
	if (algorithm === 'PBKDF2') {
		const { iterationCount, digestAlgorithm, keySize = 0 } = hash;
		const digest = inBase64(value, keySize);
		if (digest === undefined) {
			throw refusal(
				'Hash',
				`is not as long as "Key Size" says: ${keySize} bytes`,
				`Set "Key Size" to the length of the derived key in bytes, and give the key in Base64 or hexadecimal.${lengthOf(value)}`,
			);
		}
		return { algorithm, value: digest, salt, iterationCount, keySize, digestAlgorithm };
	}
	const bytes = BYTES[algorithm];
	const digest = inBase64(value, bytes);
	if (digest === undefined) {
		throw refusal(
			'Hash',
			`is no ${algorithm} digest`,
			`Give its ${bytes} bytes in Base64 (${base64Length(bytes)} characters) or in hexadecimal (${2 * bytes}), and check "Algorithm".${lengthOf(value)}`,
		);
	}
	return { algorithm, value: digest, ...(salt && { salt, saltOrder: hash.saltOrder }) };
}

const base64Length = (bytes: number): number => 4 * Math.ceil(bytes / 3);

const lengthOf = (value: string): string => ` What was given has ${value.length} characters.`;

const refusal = (field: string, problem: string, advice: string): InputError =>
	new InputError(`"Credentials > Password Hash > ${field}" ${problem}`, advice);

/**
 * A digest in Base64, which is what Okta reads; `undefined` where it is none of that many bytes. The
 * length tells Base64 and hexadecimal apart: the same text is half as many bytes again in Base64.
 */
function inBase64(text: string, bytes: number): string | undefined {
	if (text.length === 2 * bytes && /^[\da-f]+$/i.test(text)) {
		return Buffer.from(text, 'hex').toString('base64');
	}
	return isBase64(text) && Buffer.from(text, 'base64').length === bytes ? text : undefined;
}

/** Whether a text is Base64 (RFC 4648, section 4), with its padding. */
const isBase64 = (text: string): boolean =>
	text !== '' && Buffer.from(text, 'base64').toString('base64') === text;

function base64Salt(salt: string): string {
	if (isBase64(salt)) return salt;
	throw refusal(
		'Salt',
		'is not Base64',
		'Encode the bytes of the salt in Base64, with "=" at the end where it needs that. A salt that is plain text is encoded so as well.',
	);
}

/** A whole BCRYPT hash: kind, cost, salt and digest, the last two in a Radix-64 form of its own. */
const BCRYPT = /^\$2[aby]\$(\d\d)\$([./A-Za-z\d]{22})([./A-Za-z\d]{31})$/;

/** Highest cost that Okta takes (Management API, "PasswordCredentialHash"). */
const HIGHEST_COST = 20;

const HOW_BCRYPT_IS_MADE =
	'Give the whole hash, which begins with "$2a$", "$2b$" or "$2y$" and has 60 characters. Or give its parts: of the last 53 characters, the first 22 are the salt and the other 31 the hash.';

function bcryptBody({ algorithm, value, salt, workFactor }: GivenHash): IDataObject {
	const [whole, cost, ownSalt, digest] = BCRYPT.exec(value) ?? [];
	if (whole !== undefined) {
		if (salt && salt !== ownSalt) {
			throw refusal(
				'Salt',
				'is another one than the hash holds',
				'Leave it empty: a whole BCRYPT hash brings its own.',
			);
		}
		if (Number(cost) < 1 || Number(cost) > HIGHEST_COST) {
			throw refusal(
				'Hash',
				`has a cost of ${Number(cost)}, and Okta takes 1 to ${HIGHEST_COST}`,
				'Set a password of its own for this user, or use the password import hook.',
			);
		}
		return { algorithm, value: digest, salt: ownSalt, workFactor: Number(cost) };
	}
	if (!/^[./A-Za-z\d]{22}$/.test(salt ?? '')) {
		throw refusal('Salt', 'must have 22 characters for BCRYPT', HOW_BCRYPT_IS_MADE);
	}
	if (!/^[./A-Za-z\d]{31}$/.test(value)) {
		throw refusal('Hash', 'is no BCRYPT hash', HOW_BCRYPT_IS_MADE + lengthOf(value));
	}
	return { algorithm, value, salt, workFactor };
}
