/** The profile schema of the organization, and what Okta accepts in a user's profile and credentials. */
import { createHash } from 'node:crypto';
import { invalid, OktaError } from './errors.mjs';

const text = (maxLength, rest = {}) => ({ type: 'string', maxLength, ...rest });
const EMAIL = /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+$/;

/** Okta's base attributes with their documented limits, and four that this organization added. */
export const ATTRIBUTES = {
	login: text(100, { minLength: 5, required: true, pattern: EMAIL }),
	email: text(100, { minLength: 5, required: true, pattern: EMAIL }),
	firstName: text(50, { minLength: 1, required: true }),
	lastName: text(50, { minLength: 1, required: true }),
	secondEmail: text(100, { minLength: 5, pattern: EMAIL }),
	...Object.fromEntries(
		`middleName honorificPrefix honorificSuffix title displayName nickName preferredLanguage locale
		timezone userType employeeNumber costCenter organization division department managerId manager`
			.split(/\s+/)
			.map((name) => [name, text(255)]),
	),
	profileUrl: text(1024, { pattern: /^https?:\/\/\S+$/ }),
	primaryPhone: text(100),
	mobilePhone: text(100),
	streetAddress: text(1024),
	city: text(128),
	state: text(128),
	zipCode: text(50),
	countryCode: text(2),
	postalAddress: text(4096),
	badgeNumber: { type: 'integer', custom: true },
	contractor: { type: 'boolean', custom: true },
	startDate: text(10, { custom: true }),
	teams: { type: 'array', custom: true },
};

const typeOf = (value) =>
	Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

/**
 * What is wrong with a profile as a whole.
 *
 * @param {Record<string, unknown>} profile
 * @returns {string[]} Okta's causes
 */
function complaints(profile) {
	const causes = [];
	for (const [name, value] of Object.entries(profile)) {
		const attribute = ATTRIBUTES[name];
		if (!attribute) {
			causes.push(`${name}: Property name is not defined in the user schema`);
			continue;
		}
		if (value === null || value === undefined) continue;
		if (typeOf(value) !== attribute.type) {
			causes.push(`${name}: Must be of type ${attribute.type}`);
		} else if (typeof value === 'string' && !(value === '' && !attribute.required)) {
			const { minLength = 0, maxLength, pattern } = attribute;
			if (value.length > maxLength || value.length < minLength) {
				causes.push(`${name}: String must be between ${minLength} and ${maxLength} characters`);
			}
			if (pattern && !pattern.test(value)) causes.push(`${name}: Does not match required pattern`);
		}
	}
	for (const [name, { required }] of Object.entries(ATTRIBUTES)) {
		const value = profile[name];
		if (required && (value === undefined || value === null || value === '')) {
			causes.push(`${name}: The field cannot be left blank`);
		}
	}
	return causes;
}

/** @throws {OktaError} E0000001 with a cause for each value that Okta refuses */
export function checkProfile(state, profile, subject, self) {
	const causes = complaints(profile);
	const login = typeof profile.login === 'string' ? plain(profile.login) : undefined;
	for (const user of state.users.values()) {
		if (user !== self && login !== undefined && plain(user.profile.login) === login) {
			causes.push('login: An object with this field already exists in the current organization');
		}
	}
	if (causes.length > 0) throw invalid(subject, ...causes);
}

/** Logins are unique without regard to case and diacritics. */
export const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const HASHES = {
	BCRYPT: ['salt', 'workFactor'],
	MD5: ['salt', 'saltOrder'],
	PBKDF2: ['salt', 'iterationCount', 'keySize', 'digestAlgorithm'],
	'SHA-1': ['salt', 'saltOrder'],
	'SHA-256': ['salt', 'saltOrder'],
	'SHA-512': ['salt', 'saltOrder'],
};

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
export { isObject };

/** @throws {OktaError} E0000003 when an object has a key that Okta's does not have */
export function onlyKeys(value, allowed) {
	if (!isObject(value)) throw new OktaError('E0000003');
	if (Object.keys(value).some((key) => !allowed.includes(key))) throw new OktaError('E0000003');
}

function checkHash(hash) {
	const causes = [];
	if (!isObject(hash)) throw new OktaError('E0000003');
	const {
		algorithm,
		value,
		salt,
		saltOrder,
		workFactor,
		iterationCount,
		digestAlgorithm,
		keySize,
	} = hash;
	const own = HASHES[algorithm];
	if (!own) throw invalid('hash', `algorithm: must be one of ${Object.keys(HASHES).join(', ')}`);
	onlyKeys(hash, ['algorithm', 'value', ...own]);
	if (typeof value !== 'string' || value === '')
		causes.push('value: The field cannot be left blank');
	if (algorithm === 'BCRYPT') {
		if (!/^[./A-Za-z0-9]{22}$/.test(salt ?? '')) {
			causes.push('salt: must be 22 characters of radix-64 for BCRYPT');
		}
		if (!Number.isInteger(workFactor) || workFactor < 1 || workFactor > 20) {
			causes.push('workFactor: must be from 1 to 20 for BCRYPT');
		}
	} else if (salt !== undefined && !/^[A-Za-z0-9+/]+={0,2}$/.test(salt)) {
		causes.push('salt: must be base64');
	}
	if (
		own.includes('saltOrder') &&
		salt !== undefined &&
		!['PREFIX', 'POSTFIX'].includes(saltOrder)
	) {
		causes.push('saltOrder: must be PREFIX or POSTFIX with a salt');
	}
	if (algorithm === 'PBKDF2') {
		if (!Number.isInteger(iterationCount) || iterationCount < 4096) {
			causes.push('iterationCount: must be at least 4096');
		}
		if (!['SHA256_HMAC', 'SHA512_HMAC'].includes(digestAlgorithm)) {
			causes.push('digestAlgorithm: must be SHA256_HMAC or SHA512_HMAC');
		}
		if (!Number.isInteger(keySize) || keySize < 1)
			causes.push('keySize: must be a number of bytes');
	}
	if (causes.length > 0) throw invalid('hash', ...causes);
}

const digest = (text) => createHash('sha256').update(text).digest('hex');

/** Whether a password is the one that is stored; of people who were there from the beginning nobody knows it. */
export const knows = ({ password }, given) => password.digests.at(-1) === digest(given);

/** Okta's default policy: 8 characters, upper and lower case, a digit, and no part of the login. */
function checkComplexity(password, login) {
	const own = plain(login.split('@')[0]);
	if (
		password.length < 8 ||
		password.length > 72 ||
		!/[a-z]/.test(password) ||
		!/[A-Z]/.test(password) ||
		!/\d/.test(password) ||
		(own.length > 3 && plain(password).includes(own))
	) {
		throw new OktaError('E0000080');
	}
}

const PROVIDERS = ['ACTIVE_DIRECTORY', 'FEDERATION', 'IMPORT', 'LDAP', 'OKTA', 'SOCIAL'];

/**
 * Credentials as they are stored.
 *
 * @param {unknown} given the `credentials` of a request
 * @param {{ login: string, current?: any, isStaged?: boolean, strict?: boolean }} options
 * @returns {{ password?: object, recovery_question?: object, provider: object, hasNewPassword: boolean }}
 * @throws {OktaError}
 */
export function readCredentials(given, { login, current, isStaged = true, strict = false }) {
	if (given === undefined || given === null) {
		return { provider: { type: 'OKTA', name: 'OKTA' }, ...current, hasNewPassword: false };
	}
	onlyKeys(given, ['password', 'recovery_question', 'provider']);
	const { password, recovery_question: recovery, provider } = given;
	const stored = {
		provider: { type: 'OKTA', name: 'OKTA' },
		...current,
		hasNewPassword: password !== undefined,
	};
	if (provider !== undefined) {
		onlyKeys(provider, ['type', 'name']);
		if (!PROVIDERS.includes(provider.type)) {
			throw invalid('credentials', `provider.type: must be one of ${PROVIDERS.join(', ')}`);
		}
		const same =
			current && provider.type === current.provider.type && provider.name === current.provider.name;
		// Read-only in updates (Management API, UpdateUserRequest).
		if (current && !same) throw invalid('credentials', 'provider: cannot be changed');
		if (['FEDERATION', 'SOCIAL'].includes(provider.type) && (password ?? recovery)) {
			throw invalid(
				'credentials',
				`provider: ${provider.type} permits no password and no recovery question`,
			);
		}
		stored.provider = { type: provider.type, name: provider.name ?? provider.type };
	}
	if (recovery !== undefined) {
		onlyKeys(recovery, ['question', 'answer']);
		for (const name of ['question', 'answer']) {
			const value = recovery[name];
			if (typeof value !== 'string' || value.length < 1 || value.length > 100) {
				throw invalid('recovery_question', `${name}: must be between 1 and 100 characters`);
			}
		}
		stored.recovery_question = { question: recovery.question };
	}
	if (password !== undefined) {
		onlyKeys(password, ['value', 'hash', 'hook']);
		if (Object.keys(password).length !== 1) {
			throw invalid('password', 'password: exactly one of value, hash and hook must be set');
		}
		if (password.hash !== undefined) {
			if (current && !isStaged) {
				throw invalid('password', 'hash: can only be set while the user is STAGED');
			}
			checkHash(password.hash);
			stored.provider = { type: 'IMPORT', name: 'IMPORT' };
			stored.password = { digests: [] };
		} else if (password.hook !== undefined) {
			onlyKeys(password.hook, ['type']);
			if (password.hook.type !== 'default') throw invalid('password', 'hook.type: must be default');
			stored.provider = { type: 'IMPORT', name: 'IMPORT' };
			stored.password = { digests: [] };
		} else {
			if (typeof password.value !== 'string') throw new OktaError('E0000003');
			checkComplexity(password.value, login);
			const digests = current?.password?.digests ?? [];
			if (strict && digests.includes(digest(password.value))) {
				throw new OktaError('E0000014', '', ['Password has been used too recently']);
			}
			stored.password = { digests: [...digests.slice(-3), digest(password.value)] };
		}
	}
	return stored;
}
