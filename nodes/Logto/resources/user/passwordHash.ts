import { InputError } from '../../../shared/errors';

const WHERE = '"Password Hash > Digest"';

/** Bytes that the plain hash functions give. */
const BYTES: Record<string, number> = { MD5: 16, SHA1: 20, SHA256: 32 };

/** A text that a slow function writes, and how to describe it. */
interface Encoded {
	form: RegExp;
	like: string;
}

/** Salt and hash are Base64 without padding, of at least eight and four bytes. */
const argon2 = (kind: string): Encoded => ({
	form: new RegExp(
		`^\\$argon2${kind}\\$v=19\\$(?=[^$]*m=)(?=[^$]*t=)(?=[^$]*p=)[mtp]=\\d+,[mtp]=\\d+,[mtp]=\\d+\\$[A-Za-z0-9+/]{11,}\\$[A-Za-z0-9+/]{6,}$`,
	),
	like: `$argon2${kind}$v=19$m=65536,t=3,p=4$ with salt and hash behind it, both as Base64 without "=" and with $ between them`,
});

/**
 * What the library reads with which Logto verifies these (hash-wasm, `bcryptVerify` and `argon2Verify`;
 * core/src/libraries/user-password-verification.ts). Logto keeps anything else as well, and answers
 * each later Verify and sign-in with a 500.
 */
const ENCODED: Record<string, Encoded> = {
	Argon2d: argon2('d'),
	Argon2i: argon2('i'),
	Argon2id: argon2('id'),
	Bcrypt: {
		form: /^\$2[abxy]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/,
		like: '$2b$12$ and 53 letters, digits, dots or slashes, 60 characters in all',
	},
};

/**
 * The digest in the form that can match: the plain functions are compared as text with hexadecimal
 * digits in lower case, while other systems write capitals or Base64. It is kept out of the messages.
 *
 * @throws {InputError} for a digest with which nobody could ever sign in
 */
export function usableDigest(algorithm: string, given: string): string {
	const digest = given.trim();
	const bytes = BYTES[algorithm];
	if (bytes !== undefined) {
		if (/^[\da-f]+$/i.test(digest) && digest.length === 2 * bytes) return digest.toLowerCase();
		const decoded = Buffer.from(digest, 'base64');
		const isBase64 =
			/^[A-Za-z0-9+/]+={0,2}$/.test(digest) && digest.length === 4 * Math.ceil(bytes / 3);
		if (isBase64 && decoded.length === bytes) return decoded.toString('hex');
		throw new InputError(
			`${WHERE} is none of the algorithm ${algorithm}, so nobody could sign in with it`,
			`Enter ${2 * bytes} hexadecimal digits.`,
		);
	}
	const encoded = ENCODED[algorithm];
	if (encoded === undefined || encoded.form.test(digest)) return digest;
	const other = Object.keys(ENCODED).find((name) => ENCODED[name].form.test(digest));
	throw new InputError(
		`${WHERE} is none of the algorithm ${algorithm}, so nobody could sign in with it`,
		other
			? `It looks like one of ${other}: choose that in "Password Hash > Algorithm".`
			: `Enter the text as the algorithm writes it: ${encoded.like}.`,
	);
}
