/** The Logto tenant: who is in it when it is new. */
import { createHash } from 'node:crypto';
import { DEPARTMENTS } from '../shared/people.mjs';
import { randomOf } from '../shared/random.mjs';

const DAY = 86_400_000;
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const TENANT = 'default';
/** Not drawn by lot, so that everybody else keeps the ID they had. */
const INTERNAL_ROLE = 'sandboxinternaladmin0';
const ARGON2_PARAMETERS = '$argon2i$v=19$m=8192,t=8,p=1$c2FuZGJveC1zYWx0$';

const CUSTOMERS =
	`Alder Beacon Cinder Drift Echo Fable Gable Hollow Iris Jetty Kestrel Lantern Mosaic
Nova Orchard`.split(/\s+/);
const ROLES =
	`Billing Reader,Billing Editor,Report Reader,Report Editor,Catalog Reader,Catalog Editor,
Order Reader,Order Editor,Customer Reader,Customer Editor,Release Approver,Incident Commander,
Content Publisher,Translator,Beta Tester,Data Exporter,Audit Reader,Administrator`
		.split(',')
		.map((name) => name.trim());

/** Whether an application of this kind has secrets at all (schemas/tables/application_secrets.sql). */
export const keepsSecrets = (type) =>
	['MachineToMachine', 'Traditional', 'Protected'].includes(type);

/** The state of a tenant. */
export class Tenant {
	/** @param {{ clock: import('../shared/clock.mjs').Clock, settings: Record<string, any> }} options */
	constructor({ clock, settings }) {
		this.clock = clock;
		this.settings = settings;
	}

	/** @param {{ people: import('../shared/people.mjs').Person[], seed: string, today: number }} company */
	seed({ people, seed, today }) {
		this.random = randomOf(`${seed}/logto`);
		const { random } = this;
		const started = today - 2600 * DAY;
		this.users = new Map();
		/** What was typed at sign-ins that went wrong too often. */
		this.blocked = new Set();
		const role = (name, description, type = 'User', id = this.id(21)) => ({
			tenantId: TENANT,
			id,
			name,
			description,
			type,
			isDefault: false,
		});
		this.roles = [
			...DEPARTMENTS.map(({ name }) => role(`${name} Staff`, `What ${name} needs every day`)),
			...ROLES.map((name) => role(name, `${name} in the customer portal`)),
			role('Logto Management API access', 'Full access to the Management API', 'MachineToMachine'),
			role('Nightly Export', 'Reads what the export needs', 'MachineToMachine'),
		];
		// Lists of roles have no order; not the alphabet, at least.
		this.roles.sort((a, b) => (a.id < b.id ? -1 : 1));
		this.roles.push({
			...role('', 'Whoever has it may do anything', 'MachineToMachine', INTERNAL_ROLE),
			name: '#internal:admin',
		});
		this.seedResources(randomOf(`${seed}/logto/resources`));
		this.organizationRoles = ['owner', 'editor', 'viewer'].map((name) => ({
			tenantId: TENANT,
			id: this.id(21),
			name,
			description: null,
			type: 'User',
		}));
		this.seedOrganizationScopes(randomOf(`${seed}/logto/organizations`));
		this.organizations = CUSTOMERS.map((name, index) => ({
			tenantId: TENANT,
			id: this.id(12),
			name: `${name} Ltd.`,
			description: index % 3 === 0 ? null : `Customer in region ${1 + (index % 4)}`,
			customData: {},
			isMfaRequired: index % 5 === 0,
			color: {},
			branding: {},
			customCss: null,
			createdAt: started + index * DAY,
			/** Organization roles by user id, and by application id. */
			members: new Map(),
			applications: new Map(),
			/** Who joins at sign-in, and with which roles. */
			jit: { emailDomains: [], roles: [], ssoConnectors: [] },
		}));
		this.applications = [
			['Customer Portal', 'SPA'],
			['Partner Portal', 'Traditional'],
			['Field App', 'Native'],
			['Automation', 'MachineToMachine', this.settings.clientId],
			['Forgotten Script', 'MachineToMachine', this.settings.powerlessClientId],
		].map(([name, type, id], index) => ({
			tenantId: TENANT,
			id: id ?? this.id(21),
			name,
			// Application secrets come out in clear.
			secret: `internal:${this.id(32)}`,
			description: null,
			type,
			oidcClientMetadata: { redirectUris: [], postLogoutRedirectUris: [] },
			customClientMetadata: {},
			protectedAppMetadata: null,
			customData: {},
			isThirdParty: false,
			appLevelAccessControlEnabled: false,
			createdAt: started + index * DAY,
		}));
		/** Secrets by the ID of their application; the value with which tokens are had here, for those that can. */
		this.applicationSecrets = new Map(
			this.applications.map(({ id, type, createdAt }) => {
				const value = this.settings.clientSecret;
				const secret = { name: 'Default secret', value, createdAt, expiresAt: null };
				return [id, keepsSecrets(type) ? [secret] : []];
			}),
		);
		this.connectors = [
			['google-universal', 'google', 'Google'],
			['github-universal', 'github', 'GitHub'],
			['azuread-universal', 'azuread', 'Microsoft'],
		].map(([connectorId, target, name]) => ({
			id: this.id(21),
			connectorId,
			type: 'Social',
			target,
			platform: 'Universal',
			name: { en: name },
			description: { en: `Sign in with ${name}` },
			logo: './logo.svg',
			logoDark: null,
			readme: './README.md',
			isStandard: false,
			isDemo: false,
			syncProfile: false,
			enableTokenStorage: false,
			metadata: {},
			config: { clientId: 'sandbox', clientSecret: 'sandbox' },
		}));
		this.logs = [];
		const logRandom = randomOf(`${seed}/logto/logs`);
		for (const person of people) {
			if (person.review || random.chance(0.88)) this.seedUser(person, today);
		}
		for (const user of this.users.values()) {
			if (user.lastSignInAt !== null) this.logSignIn(logRandom, user, user.lastSignInAt);
		}
		this.connectors.push({
			...this.connectors[0],
			id: this.id(21),
			connectorId: 'oidc',
			target: 'halden',
			name: { en: 'Halden' },
			description: { en: 'Sign in with the account of the house' },
			isStandard: true,
		});
	}

	id(length) {
		return this.random.text(length, LOWER);
	}

	/** API resources and their permissions, and which roles give them. */
	seedResources(random) {
		const made = (name, indicator, scopes) => {
			const id = random.text(21, LOWER);
			const resource = {
				tenantId: TENANT,
				id,
				name,
				indicator,
				isDefault: false,
				accessTokenTtl: 3600,
			};
			const permission = (scope) => ({
				tenantId: TENANT,
				id: random.text(21, LOWER),
				resourceId: id,
				name: scope,
				description: null,
				createdAt: this.clock.now(),
			});
			return { ...resource, scopes: scopes.map(permission) };
		};
		this.resources = [
			made('Logto Management API', this.settings.resource, ['all']),
			made('Shop API', this.settings.ownResource, ['read:orders', 'write:orders', 'read:items']),
			made('Depot API', 'https://depot.halden.example', ['read:items', 'write:items']),
		];
		/** IDs of permissions by the ID of a role, and of roles by that of an application. */
		this.roleScopes = new Map();
		this.applicationRoles = new Map();
		const idOf = (name) => this.roles.find((role) => role.name === name).id;
		const access = idOf('Logto Management API access');
		this.roleScopes.set(access, [this.resources[0].scopes[0].id]);
		this.roleScopes.set(idOf('Order Reader'), [this.resources[1].scopes[0].id]);
		this.applicationRoles.set(this.settings.clientId, [access]);
	}

	/** What organization roles allow, and a role for machines. */
	seedOrganizationScopes(random) {
		const record = (name) => ({
			tenantId: TENANT,
			id: random.text(21, LOWER),
			name,
			description: null,
		});
		this.organizationScopes = ['read:all', 'write:all', 'manage:members'].map(record);
		const ids = this.organizationScopes.map(({ id }) => id);
		const [owner, editor, viewer] = this.organizationRoles;
		/** IDs of organization permissions by the ID of a role. */
		this.organizationRoleScopes = new Map([
			[owner.id, ids],
			[editor.id, ids.slice(0, 2)],
			[viewer.id, ids.slice(0, 1)],
		]);
		/** The same for permissions of API resources. */
		this.organizationRoleApiScopes = new Map();
		this.organizationRoles.push({ ...record('robot'), type: 'MachineToMachine' });
		this.ssoConnectors = ['acme-oidc', 'harbor-oidc'].map((connectorName) => ({
			tenantId: TENANT,
			id: random.text(12, LOWER),
			providerName: 'OIDC',
			connectorName,
			config: {
				clientId: 'sandbox',
				clientSecret: 'sandbox-sso-secret',
				issuer: 'https://x.example',
			},
			domains: [`${connectorName}.example`],
			branding: {},
			syncProfile: false,
			enableTokenStorage: false,
			createdAt: this.clock.now(),
		}));
		this.invitations = [];
		this.oneTimeTokens = [];
		/** What the email connector was given to send. */
		this.mails = [];
	}

	/** An entry of the audit log for a sign-in, as the last steps of one leave it. */
	logSignIn(random, user, at) {
		const entry = (key, more) => ({
			tenantId: TENANT,
			id: random.text(21, LOWER),
			key,
			payload: {
				key,
				result: 'Success',
				ip: '203.0.113.7',
				userAgent: 'Mozilla/5.0',
				userId: user.id,
				applicationId: this.applications[0].id,
				...more,
			},
			createdAt: at,
		});
		this.logs.push(
			entry('Interaction.SignIn.Submit', { sessionId: random.text(21, LOWER) }),
			entry('ExchangeTokenBy.AuthorizationCode', {
				params: { grant_type: 'authorization_code', code: random.text(43, LOWER) },
			}),
		);
	}

	/** All permissions, each with its API resource. */
	scopes() {
		return this.resources.flatMap(({ scopes, ...resource }) =>
			scopes.map((scope) => ({ ...scope, resource })),
		);
	}

	/** A user without anything. */
	blank(now) {
		return {
			id: this.id(12),
			username: null,
			primaryEmail: null,
			primaryPhone: null,
			name: null,
			avatar: null,
			customData: {},
			identities: {},
			lastSignInAt: null,
			createdAt: now,
			updatedAt: now,
			profile: {},
			applicationId: null,
			isSuspended: false,
			/** What is not shown. */
			hidden: { password: null, roles: [], mfa: [], tokens: [], sessions: [], grants: [] },
		};
	}

	seedUser(person, today) {
		const { random } = this;
		const { review } = person;
		const roll = review ? 100 : random.below(100);
		const never = ['neverLoggedIn', 'neverLoggedInAdmin'].includes(review) || roll < 6;
		const isSuspended =
			['suspendedWithTokens', 'deactivated', 'locked'].includes(review) || (roll >= 6 && roll < 9);
		const created = person.hiredAt + random.below(3_600_000);
		const user = this.blank(created);
		Object.assign(user, {
			// Names of Logto users hold no dot, but an underscore: a wildcard of its own search.
			username: person.username.replace(/\W/g, '_'),
			primaryEmail: person.email,
			primaryPhone: random.chance(0.7) ? person.phone : null,
			name: `${person.firstName} ${person.lastName}`,
			avatar: random.chance(0.5) ? `https://avatars.halden.example/${person.number}.png` : null,
			customData: { employeeNumber: String(10_000 + person.number), department: person.department },
			lastSignInAt: never
				? null
				: Math.max(created, review === 'leftButActive' ? today - 200 * DAY : person.seenAt),
			updatedAt: created + 60_000,
			profile: {
				familyName: person.lastName,
				givenName: person.firstName,
				zoneinfo: person.office.timezone,
				locale: person.office.locale.replace('_', '-'),
				address: {
					streetAddress: person.street,
					locality: person.office.city,
					postalCode: person.office.zipCode,
					country: person.office.countryCode,
				},
			},
			isSuspended,
		});
		const { hidden } = user;
		hidden.password = never
			? null
			: { algorithm: 'Argon2i', digest: `${ARGON2_PARAMETERS}${this.id(40)}` };
		if (!never && random.chance(0.3)) {
			user.identities.google = {
				userId: String(1_000_000_000 + person.number),
				details: {
					id: String(1_000_000_000 + person.number),
					email: person.email,
					name: user.name,
				},
			};
		}
		const has = (name) => hidden.roles.push(this.roles.find((role) => role.name === name).id);
		has(`${person.department} Staff`);
		for (const name of random.some(ROLES.slice(0, -1), 0.08)) has(name);
		if (['admin', 'adminWithoutMfa', 'neverLoggedInAdmin'].includes(review)) has('Administrator');
		for (const organization of random.some(this.organizations, 0.08)) {
			organization.members.set(user.id, [random.pick(this.organizationRoles.slice(0, 3)).id]);
		}
		const hasMfa =
			!never && !['adminWithoutMfa', 'noMfa'].includes(review) && (review || random.chance(0.7));
		if (hasMfa) {
			hidden.mfa.push({
				id: this.id(21),
				createdAt: created + DAY,
				type: 'Totp',
				secret: 'JBSWY3DPEHPK3PXP',
			});
			if (random.chance(0.4)) {
				hidden.mfa.push({
					id: this.id(21),
					createdAt: created + DAY,
					type: 'BackupCode',
					codes: Array.from({ length: 10 }, () => random.text(10, '0123456789abcdef')),
				});
			}
		}
		if (review === 'locked') this.blocked.add(user.primaryEmail);
		if (review === 'suspendedWithTokens') {
			this.addToken(user, 'deploy script', created + 30 * DAY, null);
			this.addToken(user, 'laptop', created + 40 * DAY, today + 300 * DAY);
		} else if (!review && person.department === 'Engineering' && random.chance(0.25)) {
			this.addToken(user, 'ci', created + 20 * DAY, random.chance(0.5) ? null : today - 10 * DAY);
		}
		if (!never && !isSuspended) {
			const [portal] = this.applications;
			const grant = { id: this.id(43), clientId: portal.id, at: user.lastSignInAt };
			hidden.grants.push(grant);
			hidden.sessions.push({ uid: this.id(21), jti: this.id(21), at: user.lastSignInAt, grant });
		}
		this.users.set(user.id, user);
	}

	addToken(user, name, createdAt, expiresAt) {
		const token = {
			tenantId: TENANT,
			userId: user.id,
			name,
			value: `pat_${this.random.text(32)}`,
			createdAt,
			expiresAt,
		};
		user.hidden.tokens.push(token);
		return token;
	}

	touch(user) {
		user.updatedAt = this.clock.now();
	}

	/** Newest first, as Logto lists them. */
	sortedUsers() {
		return [...this.users.values()].reverse().sort((a, b) => b.createdAt - a.createdAt);
	}

	/** Everything that a test may want to look at, as plain JSON. */
	snapshot() {
		const nameOf = (id) => this.roles.find((role) => role.id === id)?.name;
		const rolesNamed = (held) =>
			this.organizationRoles.filter(({ id }) => held.includes(id)).map((role) => role.name);
		return {
			users: [...this.users.values()].map(({ hidden, ...user }) => ({
				...user,
				hasPassword: hidden.password !== null,
				roles: hidden.roles.map(nameOf),
				organizations: this.organizations
					.filter(({ members }) => members.has(user.id))
					.map(({ name }) => name),
				mfa: hidden.mfa.map(({ type }) => type),
				personalAccessTokens: hidden.tokens.map(({ name, expiresAt }) => ({ name, expiresAt })),
				sessions: hidden.sessions.length,
				grants: hidden.grants.length,
				refreshTokens: hidden.grants.filter(({ isDead }) => !isDead).length,
				isBlocked: [user.id, user.username, user.primaryEmail, user.primaryPhone].some((one) =>
					this.blocked.has(one),
				),
			})),
			roles: this.roles.map(({ id, name, description, type, isDefault }) => ({
				id,
				name,
				description,
				type,
				isDefault,
				permissions: this.scopes()
					.filter((scope) => this.roleScopes.get(id)?.includes(scope.id))
					.map((scope) => scope.name),
				applications: this.applications
					.filter((application) => this.applicationRoles.get(application.id)?.includes(id))
					.map((application) => application.name),
			})),
			organizations: this.organizations.map(
				({ id, name, description, customData, members, applications, jit }) => ({
					id,
					jit,
					name,
					description,
					customData,
					members: members.size,
					roles: [...members].map(([user, held]) => [user, rolesNamed(held)]),
					applications: [...applications].map(([application, held]) => [
						application,
						rolesNamed(held),
					]),
				}),
			),
			applications: this.applications.map(({ secret: _secret, ...application }) => ({
				...application,
				secrets: this.applicationSecrets.get(application.id).map(({ name }) => name),
				roles: (this.applicationRoles.get(application.id) ?? []).map(nameOf),
			})),
			organizationRoles: this.organizationRoles.map(({ id, ...role }) => ({
				...role,
				id,
				permissions: this.organizationScopes
					.filter((scope) => this.organizationRoleScopes.get(id)?.includes(scope.id))
					.map((scope) => scope.name),
				apiPermissions: this.scopes()
					.filter((scope) => this.organizationRoleApiScopes.get(id)?.includes(scope.id))
					.map((scope) => scope.name),
			})),
			apiResources: this.resources,
			organizationPermissions: this.organizationScopes,
			oneTimeTokens: this.oneTimeTokens.map(({ token: _token, expiresAt, ...one }) => ({
				...one,
				lifetime: expiresAt - one.createdAt,
			})),
			invitations: this.invitations,
			mails: this.mails,
			connectors: this.connectors.map(({ id, target }) => ({ id, target })),
		};
	}
}

/** A password as it is stored. Argon2 itself is not needed to know whether two passwords are the same. */
export const hashOf = (password) => ({
	algorithm: 'Argon2i',
	digest: `${ARGON2_PARAMETERS}${createHash('sha256').update(password).digest('base64').replace('=', '')}`,
});

const PLAIN = { MD5: 'md5', SHA1: 'sha1', SHA256: 'sha256' };

/** What the library reads with which Logto verifies the slow algorithms (hash-wasm). */
const ARGON2 = /^\$argon2(id|i|d)\$v=19\$([mtp]=\d+,){2}[mtp]=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;
const SLOW = {
	Argon2i: ARGON2,
	Argon2id: ARGON2,
	Argon2d: ARGON2,
	Bcrypt: /^\$2[abxy]\$[0-3]\d\$[./A-Za-z0-9]{53}$/,
};

/**
 * Whether this is the password. Digests of slow algorithms that were imported match nothing here.
 *
 * @throws {SyntaxError} for a digest that is not of its algorithm: it was taken, and cannot be read
 */
export function isPassword(stored, password) {
	if (!stored) return false;
	const { algorithm, digest } = stored;
	if (SLOW[algorithm] && !SLOW[algorithm].test(digest)) throw new SyntaxError('no such digest');
	const hash = PLAIN[algorithm];
	return hash
		? createHash(hash).update(password).digest('hex') === digest
		: hashOf(password).digest === digest;
}
