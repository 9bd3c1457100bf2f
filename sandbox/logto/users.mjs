/** /api/users: attributes, roles, identities, second factors and tokens; the rest is in sessions.mjs. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { guarded, invalidInput, LogtoError, notFound, TextAnswer } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { roleSearchOf, searchOf, yes } from './search.mjs';
import { hashOf, isPassword } from './state.mjs';

const USERNAME = z.string().regex(/^[A-Z_a-z]\w*$/);
const EMAIL = z.string().regex(/^\S+@\S+\.\S+$/);
const PHONE = z.string().regex(/^\d+$/);
const cleared = (schema) => schema.or(z.literal('')).nullable().optional();
const AVATAR = cleared(z.string().url());
const text = z.string().optional();
const PROFILE = z.object({
	familyName: text,
	givenName: text,
	middleName: text,
	nickname: text,
	preferredUsername: text,
	profile: text,
	website: text,
	gender: text,
	birthdate: text,
	zoneinfo: text,
	locale: text,
	address: z
		.object({
			formatted: text,
			streetAddress: text,
			locality: text,
			region: text,
			postalCode: text,
			country: text,
		})
		.optional(),
});
const DATA = z.record(z.unknown());
const ALGORITHM = z.enum([
	'Argon2i',
	'Argon2id',
	'Argon2d',
	'SHA1',
	'SHA256',
	'MD5',
	'Bcrypt',
	'Legacy',
]);

const CREATE = z.object({
	primaryPhone: PHONE.optional(),
	primaryEmail: EMAIL.optional(),
	username: USERNAME.optional(),
	password: z.string().min(1).optional(),
	passwordDigest: z.string().max(256).optional(),
	passwordAlgorithm: ALGORITHM.optional(),
	name: z.string().optional(),
	avatar: AVATAR,
	customData: DATA.optional(),
	profile: PROFILE.optional(),
});
const UPDATE = z.object({
	username: cleared(USERNAME),
	primaryEmail: cleared(EMAIL),
	primaryPhone: cleared(PHONE),
	name: cleared(z.string()),
	avatar: AVATAR,
	customData: DATA.optional(),
	profile: PROFILE.optional(),
});
const PASSWORD = z.object({ password: z.string().min(1) });
const ROLE_IDS = z.object({ roleIds: z.array(z.string().min(1)) });
const TOKEN_NAME = z.string().min(1).max(256);
const MFA = z.discriminatedUnion('type', [
	z.object({ type: z.literal('Totp'), secret: z.string().optional() }),
	z.object({ type: z.literal('BackupCode'), codes: z.array(z.string()).optional() }),
]);

const LIMITS = {
	username: 128,
	primaryEmail: 128,
	primaryPhone: 128,
	name: 128,
	avatar: 2048,
};
export const USER_FIELDS = ['id', 'primaryEmail', 'primaryPhone', 'username', 'name'];
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** One white pixel: whoever shows it sees that it is no code to scan. */
const QR =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=';

/**
 * @param {any} user
 * @param {{ withHash?: boolean, withSso?: boolean, withPassword?: boolean }} [options]
 */
export function userView({ hidden, ...user }, { withHash, withSso, withPassword = true } = {}) {
	return {
		...user,
		...(withPassword && { hasPassword: hidden.password !== null }),
		...(withSso && { ssoIdentities: [] }),
		...(withHash && {
			passwordDigest: hidden.password?.digest ?? null,
			passwordAlgorithm: hidden.password?.algorithm ?? null,
		}),
	};
}

/** Roles of Logto itself, which no list shows. */
export const isInternal = ({ name }) => name.startsWith('#internal:');

export const roleView = ({ tenantId, id, name, description, type, isDefault }) => ({
	tenantId,
	id,
	name,
	description,
	type,
	isDefault,
});

export const organizationView = ({
	members: _members,
	applications: _applications,
	jit: _jit,
	...organization
}) => organization;

/** The user whose ID is in the address. */
export function userIn(tenant, { params }) {
	const user = tenant.users.get(params.id);
	if (!user) throw notFound();
	return user;
}

export function userRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const flag = ({ query }, name) => yes(first(query[name]));
	const userOf = (request) => userIn(tenant, request);

	const roleOf = (id) => {
		const role = tenant.roles.find((one) => one.id === id);
		if (!role) throw new LogtoError(404, 'entity.not_exists_with_id', { values: ['roles', id] });
		return role;
	};

	/** The values of the database's columns, "" stored as null. */
	function columns(given) {
		const values = {};
		for (const name of [
			'username',
			'primaryEmail',
			'primaryPhone',
			'name',
			'avatar',
			'customData',
			'profile',
		]) {
			if (given[name] !== undefined) values[name] = given[name] === '' ? null : given[name];
		}
		if (values.primaryPhone) values.primaryPhone = plainPhone(values.primaryPhone);
		return values;
	}

	function checkLengths(given) {
		for (const [name, limit] of Object.entries(LIMITS)) {
			if (typeof given[name] === 'string' && given[name].length > limit) {
				throw new LogtoError(422, 'entity.value_too_long', {
					data: { message: `value too long for type character varying(${limit})` },
				});
			}
		}
	}

	/** A number is kept without the 0 that is dialled within the country, where the country has one. */
	const plainPhone = (phone) => phone?.replace(/^(44|49|45|351|1)0/, '$1');

	/** Usernames differ by case unless the tenant says otherwise, e-mail addresses do not. */
	function checkUnique({ username, primaryEmail, primaryPhone }, self) {
		const named = (name) => (tenant.settings.caseSensitiveUsernames ? name : name?.toLowerCase());
		for (const user of tenant.users.values()) {
			if (user === self) continue;
			if (username && named(user.username) === named(username))
				throw new LogtoError(422, 'user.username_already_in_use');
			if (primaryEmail && user.primaryEmail?.toLowerCase() === primaryEmail.toLowerCase()) {
				throw new LogtoError(422, 'user.email_already_in_use');
			}
			if (primaryPhone && plainPhone(user.primaryPhone) === plainPhone(primaryPhone)) {
				throw new LogtoError(422, 'user.phone_already_in_use');
			}
		}
	}

	/** What PostgreSQL does with rows that are equal in the order that was asked for. */
	function mixedUp(users, page) {
		const rank = ({ id }) => createHash('sha256').update(`${id} ${page}`).digest('hex');
		return [...users].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
	}

	function list(request, reply) {
		const { query } = request;
		const [role, organization] = ['excludeRoleId', 'excludeOrganizationId'].map((name) =>
			first(query[name]),
		);
		if (role && organization) {
			throw invalidInput(
				'Parameter `excludeRoleId` and `excludeOrganizationId` cannot be used at the same time.',
			);
		}
		let users = tenant.sortedUsers();
		const test = searchOf(query, USER_FIELDS);
		if (test) users = users.filter(test);
		if (role) users = users.filter(({ hidden }) => !hidden.roles.includes(role));
		if (organization) {
			const members = tenant.organizations.find(({ id }) => id === organization)?.members;
			users = users.filter(({ id }) => !members?.has(id));
		}
		if (tenant.settings.isMixedUp) users = mixedUp(users, Number(first(query.page) ?? 1));
		const withHash = flag(request, 'includePasswordHash');
		return pageOf(exchangeOf(request, reply), users).map((user) => userView(user, { withHash }));
	}

	function passwordOf({ password, passwordDigest: digest, passwordAlgorithm: algorithm }) {
		if (password && digest) throw new LogtoError(400, 'user.password_and_digest');
		if (digest && !algorithm) throw new LogtoError(400, 'user.password_algorithm_required');
		if (password) return hashOf(password);
		if (!digest) return null;
		if (algorithm === 'Legacy') checkLegacy(digest);
		return { algorithm, digest };
	}

	/** `["algorithm", ["salt", "@"], "hash"]`, where the @ stands for the password. */
	function checkLegacy(digest) {
		const format = z.tuple([z.string(), z.array(z.string()), z.string()]);
		let legacy;
		try {
			legacy = format.parse(JSON.parse(digest));
		} catch {
			throw new LogtoError(400, 'password.invalid_legacy_password_format');
		}
		const [algorithm, parameters] = legacy;
		if (!parameters.includes('@'))
			throw new LogtoError(400, 'password.invalid_legacy_password_format');
		if (
			!/^(md5|sha1|sha224|sha256|sha384|sha512|pbkdf2|firebase-scrypt|ripemd160)$/i.test(algorithm)
		) {
			throw new LogtoError(400, 'password.unsupported_legacy_hash_algorithm', {
				values: [algorithm],
			});
		}
	}

	function create({ body }) {
		const given = guarded(CREATE, body);
		const password = passwordOf(given);
		checkLengths(given);
		checkUnique(given);
		const user = tenant.blank(tenant.clock.now());
		Object.assign(user, columns(given));
		user.hidden.password = password;
		tenant.users.set(user.id, user);
		return userView(user);
	}

	function update(request) {
		const user = userOf(request);
		const given = guarded(UPDATE, request.body);
		const values = columns(given);
		if (Object.keys(values).length === 0) throw new LogtoError(422, 'entity.invalid_input');
		checkLengths(given);
		checkUnique(given, user);
		// customData and profile are replaced as a whole here.
		Object.assign(user, values);
		tenant.touch(user);
		return userView(user);
	}

	function remove(request, reply) {
		if (request.params.id === request.subject) throw new LogtoError(400, 'user.cannot_delete_self');
		const user = userOf(request);
		tenant.users.delete(user.id);
		for (const { members } of tenant.organizations) members.delete(user.id);
		reply.code(204).send();
	}

	function suspend(request) {
		const user = userOf(request);
		const { isSuspended } = guarded(z.object({ isSuspended: z.boolean() }), request.body);
		user.isSuspended = isSuspended;
		// Sessions and refresh tokens end, and these stay dead; personal access tokens live on. Grants stay
		// in their list, although they are good for nothing.
		if (isSuspended) {
			user.hidden.sessions = [];
			for (const grant of user.hidden.grants) grant.isDead = true;
		}
		tenant.touch(user);
		return userView(user);
	}

	function listRoles(request, reply) {
		const user = userOf(request);
		const test = roleSearchOf(
			request.query,
			(role) => !isInternal(role) && user.hidden.roles.includes(role.id),
		);
		return pageOf(exchangeOf(request, reply), tenant.roles.filter(test).map(roleView));
	}

	function addRoles(request, reply) {
		const user = userOf(request);
		const { roleIds } = guarded(ROLE_IDS, request.body);
		if (roleIds.map(roleOf).some(({ type }) => type !== 'User')) {
			throw new LogtoError(422, 'user.invalid_role_type');
		}
		const addedRoleIds = [...new Set(roleIds)].filter((id) => !user.hidden.roles.includes(id));
		user.hidden.roles.push(...addedRoleIds);
		// Servers before January 2026 say no more than the word of the status.
		if (tenant.settings.bareWords) throw new TextAnswer(201, 'Created');
		reply.code(201);
		return { roleIds, addedRoleIds };
	}

	function replaceRoles(request) {
		const user = userOf(request);
		const { roleIds } = guarded(ROLE_IDS, request.body);
		const roles = roleIds.map(roleOf);
		// Not atomic: the old roles are gone before the database refuses a role for machines.
		user.hidden.roles = [];
		if (roles.some(({ type }) => type !== 'User')) {
			throw new LogtoError(422, 'entity.db_constraint_violated');
		}
		user.hidden.roles = [...new Set(roleIds)];
		if (tenant.settings.bareWords) throw new TextAnswer(200, 'OK');
		return { roleIds };
	}

	function removeRole(request, reply) {
		const { roleId } = request.params;
		const user = userOf(request);
		if (!user.hidden.roles.includes(roleId)) throw notFound();
		user.hidden.roles = user.hidden.roles.filter((id) => id !== roleId);
		reply.code(204).send();
	}

	function checkIdentity(target, userId, self) {
		for (const user of tenant.users.values()) {
			if (
				user !== self &&
				Object.hasOwn(user.identities, target) &&
				user.identities[target].userId === userId
			) {
				throw new LogtoError(422, 'user.identity_already_in_use');
			}
		}
	}

	/**
	 * Logto asks the provider what the code stands for. Here, codes that begin with "sandbox" are good.
	 * What goes wrong there comes with any status, 401 included: the token is good all the same.
	 */
	function linkIdentity(request) {
		const schema = z.object({ connectorId: z.string(), connectorData: DATA });
		const { connectorId, connectorData } = guarded(schema, request.body);
		const user = userOf(request);
		const connector = tenant.connectors.find(({ id }) => id === connectorId);
		if (!connector) throw notFound();
		// The standard connectors keep a session, which there is none of without a sign-in page.
		if (connector.isStandard) throw new LogtoError(501, 'connector.not_implemented');
		const { code, error, error_description: reason } = connectorData;
		if (error === 'access_denied') {
			throw new LogtoError(401, 'connector.authorization_failed', { data: { message: reason } });
		}
		if (typeof code !== 'string') {
			const data = { message: JSON.stringify(connectorData) };
			throw new LogtoError(400, 'connector.general', { values: [JSON.stringify(data)], data });
		}
		if (!code.startsWith('sandbox')) throw new LogtoError(400, 'connector.invalid_response');
		checkIdentity(connector.target, code, user);
		user.identities = {
			...user.identities,
			[connector.target]: { userId: code, details: { id: code } },
		};
		tenant.touch(user);
		return user.identities;
	}

	function putIdentity(request, reply) {
		const schema = z.object({ userId: z.string(), details: DATA.optional() });
		const identity = guarded(schema, request.body);
		const user = userOf(request);
		const { target } = request.params;
		checkIdentity(target, identity.userId, user);
		// As Logto asks, to which every object has a "constructor"; and this one is kept nowhere.
		const isNew = !(target in user.identities);
		if (target === '__proto__') return user.identities;
		user.identities = { ...user.identities, [target]: identity };
		tenant.touch(user);
		reply.code(isNew ? 201 : 200);
		return user.identities;
	}

	function removeIdentity(request) {
		const user = userOf(request);
		const { target } = request.params;
		if (!Object.hasOwn(user.identities, target))
			throw new LogtoError(404, 'user.identity_not_exist');
		const { [target]: _removed, ...rest } = user.identities;
		user.identities = rest;
		tenant.touch(user);
		// The user, and not 204.
		return userView(user);
	}

	function addMfa(request) {
		const given = guarded(MFA, request.body);
		const user = userOf(request);
		const { mfa } = user.hidden;
		const has = (type) => mfa.some((one) => one.type === type);
		const add = (rest) =>
			mfa.push({ id: tenant.id(21), createdAt: tenant.clock.now(), type: given.type, ...rest });
		if (given.type === 'Totp') {
			if (has('Totp')) throw new LogtoError(422, 'user.totp_already_in_use');
			const secret =
				given.secret ?? Array.from(randomBytes(16), (byte) => BASE32[byte % 32]).join('');
			const isBase32 =
				/^(?:[2-7A-Z]{8})*(?:[2-7A-Z]{2}={6}|[2-7A-Z]{4}={4}|[2-7A-Z]{5}={3}|[2-7A-Z]{7}=)?$/.test(
					secret,
				);
			if (secret.length < 16 || secret.length > 32 || !isBase32) {
				throw new LogtoError(422, 'user.totp_secret_invalid');
			}
			add({ secret });
			// No id: whoever wants it has to list.
			return { type: 'Totp', secret, secretQrCode: QR };
		}
		if (has('BackupCode')) throw new LogtoError(422, 'user.backup_code_already_in_use');
		if (mfa.length === 0) throw new LogtoError(422, 'session.mfa.backup_code_can_not_be_alone');
		const codes = given.codes ?? Array.from({ length: 10 }, () => randomBytes(5).toString('hex'));
		if (codes.length !== 10 || !codes.every((code) => /^[0-9a-f]{10}$/i.test(code))) {
			throw new LogtoError(422, 'user.wrong_backup_code_format');
		}
		add({ codes });
		return { type: 'BackupCode', codes };
	}

	const mfaView = ({ id, createdAt, type, codes }) => ({
		id,
		createdAt: new Date(createdAt).toISOString(),
		type,
		...(codes && { remainCodes: codes.length }),
	});

	const tokenNamed = (user, name) => user.hidden.tokens.find((token) => token.name === name);

	function addToken(request, reply) {
		const schema = z.object({ name: TOKEN_NAME, expiresAt: z.number().nullable().optional() });
		const { name, expiresAt = null } = guarded(schema, request.body);
		const user = tenant.users.get(request.params.id);
		if (!user) throw new LogtoError(404, 'entity.relation_foreign_key_not_found');
		if (expiresAt !== null && expiresAt < tenant.clock.now()) {
			throw invalidInput('The value of `expiresAt` should be a date in the future.');
		}
		if (tokenNamed(user, name)) throw new LogtoError(422, 'user.personal_access_token_name_exists');
		reply.code(201);
		return tenant.addToken(user, name, tenant.clock.now(), expiresAt);
	}

	function renameToken({ params }, from, to) {
		const user = tenant.users.get(params.id);
		const token = user && tokenNamed(user, from);
		if (!token)
			throw new LogtoError(404, 'entity.not_exists', { values: ['personal_access_token'] });
		if (to !== from && tokenNamed(user, to))
			throw new LogtoError(422, 'user.personal_access_token_name_exists');
		token.name = to;
		return token;
	}

	function removeToken({ params }, name, reply) {
		const user = tenant.users.get(params.id);
		const token = user && tokenNamed(user, name);
		if (!token) throw notFound();
		user.hidden.tokens = user.hidden.tokens.filter((one) => one !== token);
		reply.code(204).send();
	}

	const users = '/api/users';
	const user = `${users}/:id`;
	const tokens = `${user}/personal-access-tokens`;
	return [
		['GET', users, list],
		// An empty id does not fail: it lists everybody.
		['GET', `${users}/`, list],
		['POST', users, create],
		[
			'GET',
			user,
			(request) =>
				userView(userOf(request), {
					withSso: flag(request, 'includeSsoIdentities'),
					withHash: flag(request, 'includePasswordHash'),
				}),
		],
		['PATCH', user, update],
		['DELETE', user, remove],
		['GET', `${user}/custom-data`, (request) => userOf(request).customData],
		[
			'PATCH',
			`${user}/custom-data`,
			(request) => {
				const { customData } = guarded(z.object({ customData: DATA }), request.body);
				const found = userOf(request);
				found.customData = { ...found.customData, ...customData };
				tenant.touch(found);
				return found.customData;
			},
		],
		[
			'PATCH',
			`${user}/profile`,
			(request) => {
				const { profile } = guarded(z.object({ profile: PROFILE }), request.body);
				const found = userOf(request);
				// Merged at the top only: an address is replaced.
				found.profile = { ...found.profile, ...profile };
				tenant.touch(found);
				return found.profile;
			},
		],
		[
			'PATCH',
			`${user}/password`,
			(request) => {
				const { password } = guarded(PASSWORD, request.body);
				const found = userOf(request);
				found.hidden.password = hashOf(password);
				tenant.touch(found);
				return userView(found);
			},
		],
		[
			'POST',
			`${user}/password/verify`,
			(request, reply) => {
				const { password } = guarded(PASSWORD, request.body);
				const found = userOf(request);
				if (!isPassword(found.hidden.password, password)) {
					throw new LogtoError(422, 'session.invalid_credentials');
				}
				// A digest of another kind becomes Argon2i as soon as the password is known.
				found.hidden.password = hashOf(password);
				reply.code(204).send();
			},
		],
		[
			'GET',
			`${user}/has-password`,
			(request) => ({ hasPassword: userOf(request).hidden.password !== null }),
		],
		['PATCH', `${user}/is-suspended`, suspend],
		['GET', `${user}/roles`, listRoles],
		['POST', `${user}/roles`, addRoles],
		['PUT', `${user}/roles`, replaceRoles],
		['DELETE', `${user}/roles/:roleId`, removeRole],
		[
			'GET',
			`${user}/organizations`,
			(request) => {
				const { id } = userOf(request);
				return tenant.organizations
					.filter(({ members }) => members.has(id))
					.map((organization) => ({
						...organizationView(organization),
						organizationRoles: tenant.organizationRoles
							.filter((role) => organization.members.get(id).includes(role.id))
							.map((role) => ({ id: role.id, name: role.name })),
					}));
			},
		],
		['POST', `${user}/identities`, linkIdentity],
		['PUT', `${user}/identities/:target`, putIdentity],
		['DELETE', `${user}/identities/:target`, removeIdentity],
		['GET', `${user}/mfa-verifications`, (request) => userOf(request).hidden.mfa.map(mfaView)],
		['POST', `${user}/mfa-verifications`, addMfa],
		[
			'DELETE',
			`${user}/mfa-verifications/:verificationId`,
			(request, reply) => {
				const { hidden } = userOf(request);
				const { verificationId } = request.params;
				if (!hidden.mfa.some(({ id }) => id === verificationId)) throw notFound();
				hidden.mfa = hidden.mfa.filter(({ id }) => id !== verificationId);
				reply.code(204).send();
			},
		],
		['GET', tokens, (request) => userOf(request).hidden.tokens],
		['POST', tokens, addToken],
		[
			'PATCH',
			tokens,
			(request) => {
				const schema = z.object({ currentName: TOKEN_NAME, name: TOKEN_NAME });
				const { currentName, name } = guarded(schema, request.body);
				return renameToken(request, currentName, name);
			},
		],
		[
			'PATCH',
			`${tokens}/:name`,
			(request) => {
				const { name } = guarded(z.object({ name: TOKEN_NAME }), request.body);
				return renameToken(request, request.params.name, name);
			},
		],
		[
			'DELETE',
			`${tokens}/:name`,
			(request, reply) => removeToken(request, request.params.name, reply),
		],
		[
			'POST',
			`${tokens}/delete`,
			(request, reply) =>
				removeToken(request, guarded(z.object({ name: TOKEN_NAME }), request.body).name, reply),
		],
	];
}
