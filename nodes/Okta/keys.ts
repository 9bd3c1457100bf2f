import { createPrivateKey, sign, type JsonWebKeyInput, type KeyObject } from 'node:crypto';
import { InputError, raise } from '../shared/errors';

/** Signature algorithms that Okta takes from a client, with their hash. */
const HASHES = {
	RS256: 'sha256',
	RS384: 'sha384',
	RS512: 'sha512',
	ES256: 'sha256',
	ES384: 'sha384',
	ES512: 'sha512',
} as const;

export type Algorithm = keyof typeof HASHES;

/** A private key that can sign tokens. */
export interface SigningKey {
	key: KeyObject;
	algorithm: Algorithm;
	/** The key's own ID, when it came as a JWK that has one. */
	id?: string;
}

/** Shortest RSA key that Okta accepts, in bits. */
const MIN_RSA_BITS = 2048;

/** The one algorithm that goes with each elliptic curve, by the curve's OpenSSL name. */
const BY_CURVE: Record<string, Algorithm> = {
	prime256v1: 'ES256',
	secp384r1: 'ES384',
	secp521r1: 'ES512',
};

const PEM = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \1-----/;

const refusal = (problem: string, advice: string): InputError =>
	new InputError(`"Private Key" in the credential ${problem}`, advice);

const HOW_TO_DECRYPT =
	'Enter it without a passphrase. "openssl pkcs8 -topk8 -nocrypt -in key.pem" makes such a copy.';
const WHICH_KEY =
	'Enter the private half of a key of the app, as PEM (from "-----BEGIN" to "-----END") or as a JWK. Okta shows it once, when the key is generated.';
const WHICH_TYPE =
	'Use an RSA key of 2048 bits or more, or an elliptic-curve key on P-256, P-384 or P-521.';

/**
 * Reads the private key of a credential: PEM (PKCS#8, PKCS#1, SEC1) or JWK. A password field of n8n
 * is a single line, so the line breaks of a PEM may be spaces, `\n`, or gone.
 *
 * @throws {InputError} for anything that cannot sign for Okta; it never repeats the text
 */
export function readPrivateKey(field: unknown): SigningKey {
	const text = String(field ?? '').trim();
	if (text === '') throw refusal('is empty', WHICH_KEY);
	return text.startsWith('{') ? fromJwk(text) : fromPem(text);
}

function fromPem(text: string): SigningKey {
	const [, label, content] = PEM.exec(text.replace(/\\r|\\n/g, '\n')) ?? [];
	// In the label of PKCS#8; in PKCS#1 and SEC1 a header says so, and its "DEK-Info" spoils the match.
	if (/ENCRYPTED/.test(label ?? text)) throw refusal('is encrypted', HOW_TO_DECRYPT);
	if (label === undefined) {
		throw /-----BEGIN [A-Z0-9 ]*PUBLIC KEY-----|-----BEGIN CERTIFICATE-----/.test(text)
			? refusal('is a public key', WHICH_KEY)
			: refusal('is not a private key', WHICH_KEY);
	}
	const lines = content.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
	const pem = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
	const key = read(() => createPrivateKey(pem));
	return { key, algorithm: algorithmOf(key) };
}

function fromJwk(text: string): SigningKey {
	const given = read(() => JSON.parse(text) as Record<string, unknown>);
	const jwk = Array.isArray(given.keys) ? onlyKey(given.keys) : given;
	if (typeof jwk.kty !== 'string') throw refusal('is not a private key', WHICH_KEY);
	if (jwk.d === undefined) throw refusal('is a public key', WHICH_KEY);
	const input = { key: jwk, format: 'jwk' } as JsonWebKeyInput;
	const key = read(() => createPrivateKey(input));
	return {
		key,
		algorithm: algorithmOf(key, jwk.alg),
		...(typeof jwk.kid === 'string' && jwk.kid !== '' && { id: jwk.kid }),
	};
}

/** The private key of a whole set (RFC 7517, 5), which is what some tools write. */
function onlyKey(keys: unknown[]): Record<string, unknown> {
	const parts = keys.filter((key) => typeof key === 'object' && key !== null);
	const own = (parts as Array<Record<string, unknown>>).filter(({ d }) => d !== undefined);
	if (own.length === 1) return own[0];
	if (own.length === 0) throw refusal('is a set without a private key', WHICH_KEY);
	throw refusal(
		`is a set of ${own.length} private keys`,
		'Enter the one that the app uses: the object between the brackets that has its "kid".',
	);
}

/** Runs a parser whose own complaint would quote the key or say nothing to the reader. */
function read<T>(parse: () => T): T {
	try {
		return parse();
	} catch {
		return raise(refusal('cannot be read: it is damaged or incomplete', WHICH_KEY));
	}
}

/** The algorithm that goes with a key; RSA leaves a choice, which a JWK can make. */
function algorithmOf(key: KeyObject, wanted?: unknown): Algorithm {
	const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
	const isRsa = key.asymmetricKeyType === 'rsa';
	if (isRsa && modulusLength < MIN_RSA_BITS) {
		throw refusal(
			`is too short: ${modulusLength} bits, and Okta requires ${MIN_RSA_BITS}`,
			WHICH_TYPE,
		);
	}
	const own = isRsa ? 'RS256' : BY_CURVE[namedCurve];
	if (own === undefined) {
		throw refusal('is of a type that Okta does not accept', WHICH_TYPE);
	}
	if (wanted === undefined || wanted === own) return own;
	if (isRsa && (wanted === 'RS384' || wanted === 'RS512')) return wanted;
	throw refusal(
		`says that it is for the algorithm ${String(wanted)}, which does not fit the key or Okta`,
		WHICH_TYPE,
	);
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A signed JWT (RFC 7519, compact form); `alg` is added to the header. */
export function signedJwt(
	header: Record<string, unknown>,
	claims: Record<string, unknown>,
	{ key, algorithm }: Pick<SigningKey, 'key' | 'algorithm'>,
): string {
	const content = `${encoded({ alg: algorithm, ...header })}.${encoded(claims)}`;
	// JWS wants the two numbers of an elliptic-curve signature side by side, not in DER.
	const signature = sign(HASHES[algorithm], Buffer.from(content), {
		key,
		dsaEncoding: 'ieee-p1363',
	});
	return `${content}.${signature.toString('base64url')}`;
}
