/** What OneLogin takes in a user's record. */
import { createHash } from 'node:crypto';
import { badRequest, badType, unprocessable } from './errors.mjs';
import { STATUS } from './state.mjs';

const TEXT = [
	'company',
	'department',
	'distinguished_name',
	'email',
	'external_id',
	'firstname',
	'lastname',
	'locale_code',
	'member_of',
	'notes',
	'comment',
	'openid_name',
	'phone',
	'samaccountname',
	'title',
	'username',
	'userprincipalname',
	'preferred_locale_code',
];
const NUMBERS = [
	'directory_id',
	'group_id',
	'invalid_login_attempts',
	'state',
	'status',
	'trusted_idp_id',
];
/** Typed as text by one source and as a number by another: both are taken. */
const EITHER = ['manager_ad_id', 'manager_user_id'];
/** Documented for v2, listed for v1 by the OpenAPI alone. */
const DOUBTFUL = [
	'status',
	'role_ids',
	'custom_attributes',
	'password',
	'password_confirmation',
	'password_algorithm',
	'salt',
	'trusted_idp_id',
	'preferred_locale_code',
];

/** https://developers.onelogin.com/api-docs/2/users/user-resource has them no more. */
const ONLY_V1 = ['locale_code', 'notes', 'openid_name'];

export const DOUBTFUL_QUERY = ['mappings', 'validate_policy', 'ignore_visibility'];

const isText = (value) => typeof value === 'string';
const isEmpty = (value) => value === undefined || value === null || value === '';

/** The eight characters that OneLogin's own policy asks for. */
export function meetsPolicy(password) {
	return password.length >= 8 && /[a-z]/i.test(password) && /\d/.test(password);
}

function check(account, body, { doubtful, isV2 }) {
	for (const [name, value] of Object.entries(body)) {
		const isDoubtful = DOUBTFUL.includes(name);
		if (isV2 && ONLY_V1.includes(name)) throw badRequest(`unknown attribute: ${name}`);
		const isKnown = isDoubtful || [...TEXT, ...NUMBERS, ...EITHER].includes(name);
		if (!isKnown || (isDoubtful && doubtful === 'refuse'))
			throw badRequest(`unknown attribute: ${name}`);
		if (value === null) continue;
		if (TEXT.includes(name) && !isText(value)) throw badType(name, 'string');
		if (NUMBERS.includes(name) && !Number.isInteger(value)) throw badType(name, 'integer');
		if (EITHER.includes(name) && !Number.isInteger(value) && !isText(value))
			throw badType(name, 'integer');
	}
	const { state, status, group_id: group, email } = body;
	if (state !== undefined && ![0, 1, 2, 3].includes(state)) throw badRequest('state is invalid');
	if (status !== undefined && ![0, 1, 2, 3, 4, 5, 7, 8].includes(status)) {
		throw unprocessable('Validation failed: Status is not included in the list');
	}
	if (group && !account.groups.some(({ id }) => id === group)) {
		throw unprocessable('Validation failed: Group must exist');
	}
	if (!isEmpty(email) && !/^\S+@\S+\.\S+$/.test(email)) {
		throw unprocessable('Validation failed: Email is invalid');
	}
	if (body.custom_attributes !== undefined) checkCustomAttributes(account, body.custom_attributes);
	if (body.role_ids !== undefined) checkRoleIds(account, body.role_ids, 'role_ids');
}

export function checkCustomAttributes(account, given) {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) {
		throw badType('custom_attributes', 'object');
	}
	for (const [name, value] of Object.entries(given)) {
		if (!account.attributes.some(({ shortname }) => shortname === name))
			throw badRequest(`unknown attribute: custom_attributes.${name}`);
		if (value !== null && !isText(value)) throw badType(name, 'string');
	}
}

/** The checks of add_roles and remove_roles, in OneLogin's words. */
export function checkRoleIds(account, given, name = 'role_id_array') {
	if (!Array.isArray(given)) throw badRequest(`${name} should be -> array of positive integers`);
	if (given.length === 0 && name === 'role_id_array') throw badRequest(`${name} is empty`);
	if (!given.every((id) => Number.isInteger(id) && id > 0)) {
		throw badRequest(`${name} should be -> array of positive integers`);
	}
	const known = account.roles.map(({ id }) => id);
	if (!given.every((id) => known.includes(id))) {
		throw badRequest(`${name} should be a subset of -> [${known.join(', ')}]`);
	}
}

function checkUnique(account, body, self) {
	const same = (a, b) => !isEmpty(a) && String(a).toLowerCase() === String(b ?? '').toLowerCase();
	const causes = [];
	const others = [...account.users.values()].filter((user) => user !== self);
	if (others.some(({ email }) => same(body.email, email))) causes.push('Email must be unique');
	if (others.some(({ username }) => same(body.username, username)))
		causes.push('Username must be unique');
	if (causes.length > 0) throw unprocessable(`Validation failed: ${causes.join(', ')}`);
}

/** Takes over what was sent. */
function apply(account, user, body, { validate }) {
	const {
		role_ids: roles,
		custom_attributes: custom,
		password,
		password_confirmation: again,
		notes,
	} = body;
	if (password !== undefined) {
		if (!isText(password) || password !== again) {
			throw badRequest('password and password_confirmation must be same');
		}
		const { password_algorithm: algorithm, salt = '' } = body;
		if (algorithm !== undefined && !['salt+sha256', 'sha256+salt', 'bcrypt'].includes(algorithm)) {
			throw badRequest('password_algorithm is invalid');
		}
		if (algorithm === undefined && validate && !meetsPolicy(password)) {
			throw unprocessable('Validation failed: Password does not meet the policy');
		}
		setPassword(
			account,
			user,
			algorithm ? { algorithm, salt, digest: password } : digestOf(password),
		);
	}
	for (const name of [...TEXT, ...NUMBERS, ...EITHER]) {
		if (name !== 'notes' && body[name] !== undefined) user[name] = body[name];
	}
	if (notes !== undefined) user.comment = notes;
	if (custom) Object.assign(user.custom_attributes, custom);
	if (roles) user.role_id = [...new Set([...user.hidden.mapped, ...roles])];
}

export const digestOf = (password) => ({
	algorithm: 'salt+sha256',
	salt: '',
	digest: createHash('sha256').update(password, 'utf8').digest('hex'),
});

/** A password makes a user ready that waited for one. */
export function setPassword(account, user, stored) {
	user.hidden.password = stored;
	user.password_changed_at = account.clock.iso();
	if ([STATUS.passwordPending, STATUS.unactivated].includes(user.status)) {
		user.status = STATUS.active;
		user.activated_at ??= account.clock.iso();
	}
	account.touch(user);
}

export function createUser(account, body, options) {
	check(account, body, options);
	const required = options.isV2 ? [] : ['firstname', 'lastname', 'email', 'username'];
	for (const name of required) {
		if (isEmpty(body[name]))
			throw badRequest(`${name} is an required attribute for post request for user`);
	}
	if (isEmpty(body.email) && isEmpty(body.username))
		throw unprocessable('Validation failed: Need at least an email or username');
	checkUnique(account, body);
	const user = account.blank(account.clock.iso());
	apply(account, user, body, options);
	account.users.set(user.id, user);
	account.map(user, options.mappings);
	return user;
}

export function updateUser(account, user, body, options) {
	check(account, body, options);
	// Out of "unlicensed" leads only set_state.
	if (user.state === 3 && body.state !== undefined && body.state !== 3)
		throw badRequest('state is invalid');
	checkUnique(account, body, user);
	apply(account, user, body, options);
	account.touch(user);
	if (body.department !== undefined) account.map(user, options.mappings);
	return user;
}
