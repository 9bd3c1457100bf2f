/** The OneLogin account: who is in it when it is new, and what happens to it on its own as time passes. */
import { DEPARTMENTS } from '../shared/people.mjs';
import { randomOf } from '../shared/random.mjs';
import { mapsTo } from './mappings.mjs';

const DAY = 86_400_000;
const iso = (time) => new Date(time).toISOString();

/** Short names of the custom attributes that the account has. */
export const CUSTOM_ATTRIBUTES = ['employee_number', 'cost_center', 'branch', 'start_date'];

export const STATUS = { unactivated: 0, active: 1, suspended: 2, locked: 3, passwordPending: 7 };

const APPS = [
	['Google Workspace', 'Employee'],
	['Slack', 'Employee'],
	['Zoom', 'Employee'],
	['GitHub', 'Engineering'],
	['AWS', 'Engineering'],
	['Salesforce', 'Sales'],
	['Zendesk', 'Support'],
	['NetSuite', 'Finance'],
	['Figma', 'Marketing'],
	['Greenhouse', 'People'],
	['Contract Vault', 'Legal'],
	['Server Room', 'IT'],
];

const PROJECTS =
	`Aurora Basalt Cobalt Delta Ember Fjord Garnet Harbor Indigo Juniper Krill Lumen Meadow Nimbus
Onyx Pebble Quartz Ripple Saffron Tundra Umber Vortex Willow Xylem Yonder Zephyr Amber Birch Cedar
Dune Estuary Flint Grove Heron Inlet Jasper Kelp Larch Moraine Nectar Osprey Plover Quill Reed`.split(
		/\s+/,
	);

/** The state of an account, and the rules that several endpoints share. */
export class Account {
	/** @param {{ clock: import('../shared/clock.mjs').Clock, settings: Record<string, any> }} options */
	constructor({ clock, settings }) {
		this.clock = clock;
		this.settings = settings;
	}

	/** @param {{ people: import('../shared/people.mjs').Person[], seed: string, today: number }} company */
	seed({ people, seed, today }) {
		this.random = randomOf(`${seed}/oneLogin`);
		this.users = new Map();
		this.nextUserId = 138_100_000;
		this.nextDeviceId = 7_400_000;
		const names = [
			'Employee',
			'Contractor',
			'Account Owner',
			'Help Desk',
			...DEPARTMENTS.map(({ name }) => name),
			...PROJECTS.map((name) => `Project ${name}`),
		];
		this.roles = names.map((name, index) => ({ id: 471_000 + index * 7, name }));
		this.groups = ['Default', 'Office Network', 'Remote', 'Privileged'].map((name, index) => ({
			id: 392_000 + index * 11,
			name,
			reference: null,
			policy_id: null,
		}));
		this.nextGroupId = 393_000;
		this.policies = ['Default Policy', 'Strict Policy'].map((name, index) => ({
			id: 210_000 + index * 5,
			name,
			kind: 'user',
			is_default: index === 0,
		}));
		this.attributes = CUSTOM_ATTRIBUTES.map((shortname, index) => ({
			id: 61_000 + index,
			name: shortname.replace('_', ' '),
			shortname,
			position: index + 1,
		}));
		this.nextAttributeId = 62_000;
		this.apps = APPS.map(([name, role], index) => ({
			id: 1_284_000 + index * 13,
			connector_id: 110_000 + index,
			name,
			roles: [this.roleNamed(role).id],
			auth_method: 2,
			description: null,
			visible: true,
			provisioning: { enabled: false },
			policy_id: null,
			created_at: '2021-03-01T09:00:00.000Z',
			updated_at: '2021-03-01T09:00:00.000Z',
		}));
		this.nextAppId = 1_300_000;
		this.connectors = [
			{ id: 108_419, name: 'OpenId Connect (OIDC)', auth_method: 8 },
			{ id: 110_016, name: 'SAML Custom Connector (Advanced)', auth_method: 2 },
			...PROJECTS.flatMap((name, index) =>
				['Cloud', 'Desk', 'Hub'].map((kind, which) => ({
					id: 20_000 + index * 3 + which,
					name: `${name} ${kind}`,
					auth_method: 0,
				})),
			),
		];
		/** Who may give a role, by the id of the role. */
		this.roleAdmins = new Map(this.roles.map(({ id }) => [id, new Set()]));
		this.nextRoleId = 880_000;
		this.mappings = DEPARTMENTS.map(({ name }, index) => ({
			id: 530_000 + index,
			name: `${name} gives its role`,
			match: 'all',
			enabled: true,
			position: index + 1,
			conditions: [{ source: 'department', operator: '=', value: name }],
			actions: [{ action: 'add_role', value: [String(this.roleNamed(name).id)] }],
		}));
		this.mappings.push({
			...this.mappings[0],
			id: 530_100,
			name: 'Old rule',
			enabled: false,
			position: null,
		});
		this.nextMappingId = 531_000;
		this.reports = ['Application access', 'Inactive users', 'Users and privileges'].map(
			(name, index) => ({ id: 77_000 + index, name }),
		);
		this.nextPrivilegeNumber = 1;
		/** What delegated administrators may do, with who has it. */
		this.privileges = [
			{
				id: '2f1c2a70-6c5e-4a1b-9a7e-0d6c1b2f3a41',
				name: 'Unlock users',
				description: 'For the help desk',
				privilege: {
					Version: '2018-05-18',
					Statement: [{ Effect: 'Allow', Action: ['Users:Unlock', 'Users:List'], Scope: ['*'] }],
				},
				users: new Set(),
				roles: new Set([this.roleNamed('Help Desk').id]),
			},
		];
		for (const person of people) {
			if (person.review || this.random.chance(0.85)) this.seedUser(person, today);
		}
		// Managers are known only when all are in.
		const byEmail = new Map([...this.users.values()].map((user) => [user.email, user]));
		for (const { email, manager } of people) {
			const user = byEmail.get(email);
			if (user && manager) user.manager_user_id = byEmail.get(manager.email)?.id ?? null;
		}
	}

	roleNamed(name) {
		return this.roles.find((role) => role.name === name);
	}

	/** A user with every attribute that v1 answers with, in its order. */
	blank(now) {
		return {
			activated_at: null,
			created_at: now,
			email: '',
			username: '',
			firstname: null,
			group_id: null,
			id: this.nextUserId++,
			invalid_login_attempts: 0,
			invitation_sent_at: null,
			last_login: null,
			lastname: null,
			locked_until: null,
			comment: null,
			openid_name: null,
			locale_code: null,
			preferred_locale_code: null,
			password_changed_at: null,
			phone: null,
			status: STATUS.passwordPending,
			updated_at: now,
			distinguished_name: null,
			external_id: null,
			directory_id: null,
			member_of: null,
			samaccountname: null,
			userprincipalname: null,
			manager_ad_id: null,
			manager_user_id: null,
			role_id: [],
			company: null,
			department: null,
			title: null,
			state: 1,
			trusted_idp_id: null,
			custom_attributes: Object.fromEntries(
				this.attributes.map(({ shortname }) => [shortname, null]),
			),
			/** What is not shown. */
			hidden: {
				mapped: new Set(),
				/** Roles that show a while after they were given. */
				granted: [],
				devices: [],
				sessions: 0,
				password: null,
				before: null,
			},
		};
	}

	seedUser(person, today) {
		const { random } = this;
		const { review } = person;
		const created = person.hiredAt;
		const roll = review ? 100 : random.below(100);
		let status = STATUS.active;
		if (review === 'neverLoggedIn' || review === 'neverLoggedInAdmin') status = STATUS.unactivated;
		else if (review === 'suspendedWithTokens' || review === 'deactivated')
			status = STATUS.suspended;
		else if (review === 'locked') status = STATUS.locked;
		else if (roll < 3) status = STATUS.unactivated;
		else if (roll < 5) status = STATUS.passwordPending;
		else if (roll < 8) status = STATUS.suspended;
		const isNew = status === STATUS.unactivated || status === STATUS.passwordPending;
		const user = this.blank(iso(created));
		this.users.set(user.id, user);
		Object.assign(user, {
			activated_at: isNew ? null : iso(created + 60_000),
			email: person.email,
			username: person.username,
			firstname: person.firstName,
			lastname: person.lastName,
			group_id: random.chance(0.7) ? random.pick(this.groups).id : null,
			last_login: isNew
				? null
				: iso(review === 'leftButActive' ? today - 200 * DAY : person.seenAt),
			locale_code: person.office.locale.slice(0, 2),
			password_changed_at: isNew ? null : iso(created + 90_000),
			phone: `+${person.phone}`,
			status,
			updated_at: iso(created + 120_000),
			company: 'Halden Works',
			department: person.department,
			title: person.title,
			state: review === 'deactivated' ? 3 : roll < 10 ? 3 : 1,
			external_id: String(10_000 + person.number),
			locked_until: status === STATUS.locked ? iso(today + 400 * DAY) : null,
		});
		Object.assign(user.custom_attributes, {
			employee_number: String(10_000 + person.number),
			branch: person.office.city,
			start_date: iso(created).slice(0, 10),
		});
		const hidden = user.hidden;
		hidden.sessions = status === STATUS.active ? random.below(3) : 0;
		hidden.password = isNew ? null : 'seeded';
		hidden.before = STATUS.active;
		this.give(user, this.roleNamed(person.department).id, true);
		if (random.chance(0.9) || review) this.give(user, this.roleNamed('Employee').id);
		for (const { id } of random.some(this.roles.slice(12), 0.04)) this.give(user, id);
		if (['admin', 'adminWithoutMfa', 'neverLoggedInAdmin'].includes(review)) {
			this.give(user, this.roleNamed(review === 'admin' ? 'Account Owner' : 'Help Desk').id);
		}
		// Some have no role at all: OneLogin writes that as an empty list within a list.
		if (!review && random.chance(0.03)) {
			user.role_id = [];
			hidden.mapped.clear();
		}
		const hasMfa =
			!isNew && !['adminWithoutMfa', 'noMfa'].includes(review) && (review || random.chance(0.8));
		if (hasMfa)
			this.addDevice(user, random.pick(['OneLogin Protect', 'Google Authenticator', 'SMS']));
	}

	addDevice(user, factor) {
		user.hidden.devices.push({
			id: this.nextDeviceId++,
			auth_factor_name: factor,
			type_display_name: factor,
			user_display_name: `${user.firstname}'s phone`,
			needs_trigger: factor === 'SMS',
			default: user.hidden.devices.length === 0,
			active: true,
			phone_number: factor === 'SMS' ? user.phone : null,
		});
	}

	/** Gives a role; `mapped` when a mapping does, which remove_roles cannot undo. */
	give(user, role, mapped = false) {
		if (!user.role_id.includes(role)) user.role_id.push(role);
		if (mapped) user.hidden.mapped.add(role);
	}

	/**
	 * Gives a role as the role's own endpoint does: kept only for approved users with a status from 1 to 5,
	 * and OneLogin says 200 to all the same (fadwen/TestEnvironment).
	 */
	grant(user, role) {
		if (user.state !== 1 || user.status < 1 || user.status > 5) return;
		user.hidden.granted.push({ role, at: this.clock.now() + this.settings.roleMs });
		this.settle(user);
	}

	/** The roles that the mappings give to somebody. */
	mappedRoles(user) {
		const given = this.mappings
			.filter((each) => each.enabled && mapsTo(each, user))
			.flatMap(({ actions }) => actions)
			.flatMap(({ action, value }) => (action === 'add_role' ? value : []));
		return this.roles.map(({ id }) => id).filter((id) => given.includes(String(id)));
	}

	/** The account's mappings: a department gives the role of the same name. */
	map(user, mode = 'async') {
		if (mode === 'disabled') return;
		user.hidden.mapAt = mode === 'sync' ? 0 : this.clock.now() + this.settings.mappingMs;
		this.settle(user);
	}

	/** What time has brought about: mappings that ran, locks that ended. */
	settle(user) {
		const now = this.clock.now();
		const { hidden } = user;
		if (hidden.mapAt !== undefined && now >= hidden.mapAt) {
			delete hidden.mapAt;
			const ids = this.mappedRoles(user);
			for (const old of hidden.mapped) {
				if (!ids.includes(old)) user.role_id = user.role_id.filter((id) => id !== old);
			}
			hidden.mapped = new Set();
			for (const id of ids) this.give(user, id, true);
		}
		for (const { role } of hidden.granted.filter(({ at }) => now >= at)) this.give(user, role);
		hidden.granted = hidden.granted.filter(({ at }) => now < at);
		if (
			user.status === STATUS.locked &&
			user.locked_until &&
			Date.parse(user.locked_until) <= now
		) {
			user.status = hidden.before ?? STATUS.active;
			user.locked_until = null;
		}
		return user;
	}

	/**
	 * Takes the license from a new user that has none to get. The answer, which was made before, says
	 * approved all the same (fadwen/TestEnvironment).
	 */
	license(user, answer) {
		const { licenses } = this.settings;
		const approved = [...this.users.values()].filter(({ state }) => state === 1).length;
		if (licenses !== null && user.state === 1 && approved > licenses) user.state = 3;
		return answer;
	}

	touch(user) {
		user.updated_at = this.clock.iso();
	}

	/** The apps of a user: those of the roles. */
	appsOf(user) {
		return this.apps.filter(({ roles }) => roles.some((id) => user.role_id.includes(id)));
	}

	/** Everything that a test may want to look at, as plain JSON. */
	snapshot() {
		const nameOf = (id) => this.roles.find((role) => role.id === id)?.name;
		return {
			users: [...this.users.values()].map((user) => {
				this.settle(user);
				const { hidden, ...shown } = user;
				return {
					...shown,
					roles: user.role_id.map(nameOf),
					mappedRoles: [...hidden.mapped].map(nameOf),
					apps: this.appsOf(user).map(({ name }) => name),
					devices: hidden.devices.length,
					sessions: hidden.sessions,
					hasPassword: hidden.password !== null,
				};
			}),
			roles: this.roles.map((role) => ({
				...role,
				admins: [...this.roleAdmins.get(role.id)],
				apps: this.apps.filter(({ roles }) => roles.includes(role.id)).map(({ id }) => id),
			})),
			groups: this.groups,
			mappings: this.mappings,
			privileges: this.privileges.map(({ users, roles, ...each }) => ({
				...each,
				users: [...users],
				roles: [...roles],
			})),
			apps: this.apps.map(({ id, name }) => ({ id, name })),
		};
	}
}
