/** The Okta organization: who is in it when it is new, and what happens to it on its own as time passes. */
import { createHash } from 'node:crypto';
import { DEPARTMENTS } from '../shared/people.mjs';
import { randomOf } from '../shared/random.mjs';

const DAY = 86_400_000;
const iso = (time) => new Date(time).toISOString();

/** Statuses with which a person can sign in to an app. */
export const ACTIVE = ['ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT'];

const APPS = [
	['google', 'Google Workspace', 'SAML_2_0', 'everyone'],
	['slack', 'Slack', 'SAML_2_0', 'everyone'],
	['zoomus', 'Zoom', 'SAML_2_0', 'everyone'],
	['bamboohr', 'BambooHR', 'SAML_2_0', 'everyone'],
	['github_enterprise', 'GitHub Enterprise', 'SAML_2_0', ['Engineering', 'IT']],
	['jira_onprem', 'Jira', 'SAML_2_0', ['Engineering', 'Support', 'IT']],
	['amazon_aws', 'AWS', 'SAML_2_0', ['Engineering']],
	['salesforce', 'Salesforce', 'SAML_2_0', ['Sales', 'Support'], { push: true }],
	['zendesk', 'Zendesk', 'SAML_2_0', ['Support']],
	['oidc_client', 'Halden Dashboard', 'OPENID_CONNECT', ['Sales', 'Finance', 'Marketing']],
	['netsuite', 'NetSuite', 'SAML_2_0', ['Finance']],
	['template_swa', 'Printing Portal', 'BROWSER_PLUGIN', []],
	[
		'template_swa',
		'Company Cards',
		'BROWSER_PLUGIN',
		['Finance'],
		{ scheme: 'SHARED_USERNAME_AND_PASSWORD' },
	],
	['bookmark', 'Intranet', 'BOOKMARK', []],
	['hipchat', 'Old Chat', 'SAML_2_0', [], { status: 'INACTIVE' }],
];

/** Attributes of an app's users beside those that come from mappings. */
export const APP_PROFILE = [
	'email',
	'firstName',
	'lastName',
	'displayName',
	'role',
	'title',
	'department',
	'region',
];

const ROLE_LABELS = {
	SUPER_ADMIN: 'Super Administrator',
	ORG_ADMIN: 'Organization Administrator',
	APP_ADMIN: 'Application Administrator',
	USER_ADMIN: 'Group Administrator',
	HELP_DESK_ADMIN: 'Help Desk Administrator',
	GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
	READ_ONLY_ADMIN: 'Read-only Administrator',
	REPORT_ADMIN: 'Report Administrator',
	API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
	WORKFLOWS_ADMIN: 'Workflows Administrator',
	ACCESS_CERTIFICATIONS_ADMIN: 'Access Certifications Administrator',
	ACCESS_REQUESTS_ADMIN: 'Access Requests Administrator',
};
export { ROLE_LABELS };

/** The state of an organization, and the rules that several endpoints share. */
export class Organization {
	/**
	 * @param {{ clock: import('../shared/clock.mjs').Clock, settings: Record<string, any> }} options
	 */
	constructor({ clock, settings }) {
		this.clock = clock;
		this.settings = settings;
	}

	/** @param {{ people: import('../shared/people.mjs').Person[], seed: string, today: number }} company */
	seed({ people, seed, today }) {
		this.random = randomOf(`${seed}/okta`);
		this.users = new Map();
		this.groups = new Map();
		this.apps = new Map();
		/** App users by app id, then by user id. */
		this.appUsers = new Map();
		this.factors = new Map();
		this.roles = new Map();
		this.groupRoles = new Map();
		this.grants = new Map();
		this.tokens = new Map();
		this.blocks = new Map();
		this.sessions = new Map();
		this.rules = new Map();
		/** Users whose status is about to change. */
		this.pending = new Set();
		const start = today - 2600 * DAY;
		this.types = [
			{
				id: this.id('oty'),
				name: 'user',
				displayName: 'User',
				description: 'Okta user profile template with default permission settings',
				default: true,
			},
			{
				id: this.id('oty'),
				name: 'contractor',
				displayName: 'Contractor',
				description: 'People of other companies',
				default: false,
			},
		].map((type) => ({ ...type, created: iso(start), lastUpdated: iso(start) }));
		this.tacId = this.id('aut');
		this.realms = [this.id('guo'), this.id('guo')];
		this.seedGroups(start);
		this.seedApps(start);
		for (const person of people) {
			// Not everybody is in every system.
			if (person.review || this.random.chance(0.92)) this.seedUser(person, today);
		}
		this.seedRules(start);
		this.seedCustomRoles(start);
		this.seedGrants();
		this.seedEvents(today);
		this.apiTokens = [
			{ token: this.settings.apiToken, owner: this.adminId, readOnly: false },
			{ token: this.settings.readOnlyApiToken, owner: this.reviewerId, readOnly: true },
		];
	}

	/** A new id: Okta's have 20 characters and begin with the kind. */
	id(kind) {
		return kind + this.random.text(20 - kind.length);
	}

	seedGroups(created) {
		const add = (name, description, type = 'OKTA_GROUP') => {
			const group = {
				id: this.id('00g'),
				created: iso(created),
				lastUpdated: iso(created),
				lastMembershipUpdated: iso(created),
				objectClass: [type === 'APP_GROUP' ? 'okta:windows_security_principal' : 'okta:user_group'],
				type,
				profile: { name, description },
				members: new Set(),
			};
			this.groups.set(group.id, group);
			return group;
		};
		this.everyone = add('Everyone', 'All users in your organization', 'BUILT_IN');
		this.byDepartment = new Map(
			DEPARTMENTS.map(({ name }) => [name, add(name, `Everyone in ${name}`)]),
		);
		for (const city of ['Kassel', 'Aarhus', 'Porto', 'Denver'])
			add(`Office ${city}`, `People in ${city}`);
		add('Contractors', 'People of other companies');
		add('VPN', 'May use the VPN');
		add('On Call', 'Takes the pager');
		add('AD Finance Share', 'Imported from the directory', 'APP_GROUP');
		add('AD Print Operators', 'Imported from the directory', 'APP_GROUP');
	}

	/** One rule that fills a group, and one that was turned off. */
	seedRules(created) {
		const add = (name, value, group, status) => {
			const rule = {
				type: 'group_rule',
				name,
				conditions: {
					people: { users: { exclude: [] }, groups: { exclude: [] } },
					expression: { type: 'urn:okta:expression:1.0', value },
				},
				actions: { assignUserToGroups: { groupIds: [group.id] } },
				id: this.id('0pr'),
				status,
				created: iso(created),
				lastUpdated: iso(created),
			};
			this.rules.set(rule.id, rule);
		};
		add('Kassel to office', 'user.city=="Kassel"', this.groupNamed('Office Kassel'), 'ACTIVE');
		add('IT to VPN', 'user.department=="IT"', this.groupNamed('VPN'), 'INACTIVE');
	}

	/** Roles that the organization has made, and what they are good for. */
	seedCustomRoles(created) {
		const of = (kind, label, description) => {
			const dates = { created: iso(created), lastUpdated: iso(created) };
			const one = { id: this.id(kind), label, description, ...dates };
			return [one.id, one];
		};
		this.customRoles = new Map([
			of('cr0', 'Password Helper', 'Resets passwords'),
			of('cr0', 'Group Keeper', 'Changes who is in a group'),
		]);
		this.resourceSets = new Map([
			of('iam', 'Everybody', 'All users'),
			of('iam', 'Kassel', 'People in Kassel'),
		]);
	}

	/** What an application may do for everybody who has signed in to it. */
	seedGrants() {
		const app = [...this.apps.values()].find(({ name }) => name === 'oidc_client');
		for (const user of this.users.values()) {
			if (!user.lastLogin || user.status === 'DEPROVISIONED') continue;
			const of = (kind, more) => ({
				id: this.id(kind),
				clientId: app.id,
				userId: user.id,
				created: user.created,
				lastUpdated: user.created,
				status: 'ACTIVE',
				...more,
			});
			const createdBy = { id: user.id, type: 'User' };
			this.grants.set(
				user.id,
				['okta.users.read.self', 'okta.apps.read'].map((scopeId) =>
					of('oag', { scopeId, source: 'END_USER', createdBy }),
				),
			);
			this.tokens.set(user.id, [
				of('oar', { scopes: ['offline_access', 'openid'], expiresAt: user.lastLogin }),
			]);
		}
	}

	userTarget({ id, profile }) {
		const displayName = profile.displayName ?? `${profile.firstName} ${profile.lastName}`;
		return { id, type: 'User', alternateId: profile.login, displayName };
	}

	groupTarget({ id, profile }) {
		return { id, type: 'UserGroup', alternateId: 'unknown', displayName: profile.name };
	}

	appTarget({ id, label }) {
		return { id, type: 'AppInstance', alternateId: label, displayName: label };
	}

	/** The sign-ins of the last weeks. */
	seedEvents(today) {
		const seen = [...this.users.values()]
			.filter(({ lastLogin }) => lastLogin && Date.parse(lastLogin) > today - 60 * DAY)
			.sort((a, b) => (a.lastLogin < b.lastLogin ? -1 : 1));
		for (const user of seen) {
			const actor = this.userTarget(user);
			const client = { ipAddress: '203.0.113.7', zone: 'null', device: 'Unknown' };
			const published = user.lastLogin;
			this.note('user.session.start', [actor], { actor, client, published });
		}
	}

	/** Writes an event into the System Log. */
	note(eventType, target, more) {
		this.log.note(eventType, target, more);
	}

	seedApps(created) {
		for (const [name, label, signOnMode, groups, extra = {}] of APPS) {
			const app = {
				id: this.id('0oa'),
				name,
				label,
				status: extra.status ?? 'ACTIVE',
				created: iso(created),
				lastUpdated: iso(created),
				signOnMode,
				features: extra.push ? ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES'] : [],
				scheme:
					extra.scheme ??
					(signOnMode === 'BROWSER_PLUGIN' ? 'EDIT_USERNAME_AND_PASSWORD' : undefined),
				groups:
					groups === 'everyone'
						? [this.everyone.id]
						: groups.map((department) => this.byDepartment.get(department).id),
			};
			this.apps.set(app.id, app);
			this.appUsers.set(app.id, new Map());
		}
	}

	seedUser(person, today) {
		const { random } = this;
		const { review, office } = person;
		const isContractor = !review && random.chance(0.06);
		const created = person.hiredAt;
		let status = 'ACTIVE';
		if (review === 'neverLoggedIn' || review === 'neverLoggedInAdmin') status = 'PROVISIONED';
		else if (review === 'suspendedWithTokens') status = 'SUSPENDED';
		else if (review === 'locked') status = 'LOCKED_OUT';
		else if (review === 'deactivated') status = 'DEPROVISIONED';
		else if (!review) {
			const roll = random.below(100);
			if (roll < 3) status = 'STAGED';
			else if (roll < 6) status = 'PROVISIONED';
			else if (roll < 8) status = 'SUSPENDED';
			else if (roll < 9) status = 'PASSWORD_EXPIRED';
			else if (roll < 13) status = 'DEPROVISIONED';
		}
		const isNew = status === 'STAGED' || status === 'PROVISIONED';
		const seen = review === 'leftButActive' ? today - 200 * DAY : person.seenAt;
		const user = {
			id: this.id('00u'),
			status,
			created: iso(created),
			activated: status === 'STAGED' ? null : iso(created + 60_000),
			statusChanged: iso(created + 60_000),
			lastLogin: isNew ? null : iso(seen),
			lastUpdated: iso(created + 120_000),
			passwordChanged: isNew ? null : iso(created + 90_000),
			typeId: this.types[isContractor ? 1 : 0].id,
			realmId: this.realms[0],
			profile: {
				firstName: person.firstName,
				lastName: person.lastName,
				mobilePhone: `+${person.phone}`,
				secondEmail: null,
				login: person.email,
				email: person.email,
				title: person.title,
				department: person.department,
				displayName: `${person.firstName} ${person.lastName}`,
				city: office.city,
				state: office.state,
				countryCode: office.countryCode,
				zipCode: office.zipCode,
				streetAddress: person.street,
				locale: office.locale,
				timezone: office.timezone,
				organization: 'Halden Works',
				employeeNumber: String(10_000 + person.number),
				...(person.manager && {
					manager: `${person.manager.firstName} ${person.manager.lastName}`,
					managerId: person.manager.email,
				}),
				badgeNumber: 4_000 + person.number,
				contractor: isContractor,
				startDate: iso(created).slice(0, 10),
				teams: random.some(['blue', 'green', 'north', 'pager'], 0.3),
			},
			credentials: {
				...(!isNew && { password: { digests: [] } }),
				...(random.chance(0.2) &&
					!isNew && { recovery_question: { question: 'Which street did you grow up in?' } }),
				provider: { type: 'OKTA', name: 'OKTA' },
			},
			version: 1,
		};
		this.users.set(user.id, user);
		if (review === 'admin') this.adminId = user.id;
		if (review === 'adminWithoutMfa') this.reviewerId = user.id;
		this.join(user, this.everyone);
		this.join(user, this.byDepartment.get(person.department));
		this.join(user, this.groupNamed(`Office ${office.city}`));
		if (isContractor) this.join(user, this.groupNamed('Contractors'));
		if (person.department === 'Finance') this.join(user, this.groupNamed('AD Finance Share'));
		if (random.chance(0.2)) this.join(user, this.groupNamed('VPN'));
		if (person.department === 'Engineering' && random.chance(0.2))
			this.join(user, this.groupNamed('On Call'));
		if (status !== 'DEPROVISIONED') {
			for (const app of this.apps.values()) {
				if (app.status === 'ACTIVE' && app.groups.length === 0 && random.chance(0.15)) {
					this.assign(app, user, { scope: 'USER', at: created + 3_600_000 });
				}
			}
		}
		const hasMfa =
			!isNew && !['adminWithoutMfa', 'noMfa'].includes(review) && (review || random.chance(0.85));
		if (hasMfa && status !== 'DEPROVISIONED') this.seedFactors(user, created);
		const role = {
			admin: 'SUPER_ADMIN',
			adminWithoutMfa: 'ORG_ADMIN',
			neverLoggedInAdmin: 'READ_ONLY_ADMIN',
		}[review];
		if (role) this.grantRole(user, role, created);
		else if (person.department === 'IT' && status === 'ACTIVE' && random.chance(0.4)) {
			this.grantRole(
				user,
				random.pick(['HELP_DESK_ADMIN', 'APP_ADMIN', 'READ_ONLY_ADMIN']),
				created,
			);
		}
		if (review === 'locked')
			this.blocks.set(user.id, [{ type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' }]);
		if (status === 'ACTIVE') this.sessions.set(user.id, 1 + random.below(3));
	}

	seedFactors(user, created) {
		const { random } = this;
		const factors = [];
		const add = (kind, factorType, provider, vendorName, profile) =>
			factors.push({
				id: this.id(kind),
				factorType,
				provider,
				vendorName,
				status: 'ACTIVE',
				created: iso(created + 7_200_000),
				lastUpdated: iso(created + 7_200_000),
				profile,
			});
		if (random.chance(0.8)) {
			add('opf', 'push', 'OKTA', 'OKTA', {
				credentialId: user.profile.login,
				deviceType: 'SmartPhone_IPhone',
				name: 'Phone',
				platform: 'IOS',
				version: '26.1',
			});
		}
		if (factors.length === 0 || random.chance(0.3)) {
			add('ost', 'token:software:totp', 'GOOGLE', 'GOOGLE', { credentialId: user.profile.login });
		}
		this.factors.set(user.id, factors);
	}

	groupNamed(name) {
		return [...this.groups.values()].find(({ profile }) => profile.name === name);
	}

	/** Puts a user into a group, and so into the group's apps. */
	join(user, group) {
		group.members.add(user.id);
		group.lastMembershipUpdated = this.clock.iso();
		for (const app of this.apps.values()) {
			if (app.groups.includes(group.id)) this.assignByGroup(app, user);
		}
	}

	/** Takes a user out of a group, and out of the apps that only this group gave. */
	leave(user, group) {
		group.members.delete(user.id);
		group.lastMembershipUpdated = this.clock.iso();
		for (const app of this.apps.values()) {
			const assigned = this.appUsers.get(app.id).get(user.id);
			if (assigned?.scope === 'GROUP' && !this.groupOf(app, user)) {
				this.appUsers.get(app.id).delete(user.id);
			}
		}
	}

	/** The group that gives an app to a user. */
	groupOf(app, user) {
		return app.groups.find((id) => this.groups.get(id)?.members.has(user.id));
	}

	assignByGroup(app, user) {
		if (
			app.status === 'ACTIVE' &&
			user.status !== 'DEPROVISIONED' &&
			!this.appUsers.get(app.id).has(user.id)
		) {
			this.assign(app, user, { scope: 'GROUP', at: Date.parse(user.created) + 3_600_000 });
		}
	}

	/** Assigns an app. Mappings fill the profile first, what the caller gives comes on top. */
	assign(app, user, { scope, at, credentials = {}, profile = {} }) {
		const time = iso(at ?? this.clock.now());
		const isPushed = app.features.includes('PUSH_PROFILE_UPDATES');
		const assigned = {
			id: user.id,
			externalId: isPushed ? `005${this.random.text(15)}` : undefined,
			created: time,
			lastUpdated: time,
			scope,
			status: isPushed ? 'PROVISIONED' : 'ACTIVE',
			statusChanged: time,
			passwordChanged: credentials.password ? time : null,
			syncState: isPushed ? 'SYNCHRONIZED' : 'DISABLED',
			lastSync: isPushed ? time : undefined,
			hasPassword: Boolean(credentials.password),
			userName: credentials.userName ?? user.profile.login,
			profile: {
				email: user.profile.email,
				firstName: user.profile.firstName,
				lastName: user.profile.lastName,
				...profile,
			},
			assignment: this.id('0ua'),
		};
		this.appUsers.get(app.id).set(user.id, assigned);
		return assigned;
	}

	grantRole(user, type, at = this.clock.now()) {
		const role = {
			id: this.random.text(20),
			label: ROLE_LABELS[type],
			type,
			status: 'ACTIVE',
			created: iso(at),
			lastUpdated: iso(at),
			assignmentType: 'USER',
		};
		this.roles.set(user.id, [...(this.roles.get(user.id) ?? []), role]);
		return role;
	}

	/** Notes that the profile or the status of a user is not what it was. */
	touch(user) {
		user.version++;
		user.lastUpdated = this.clock.iso();
	}

	/** Starts a change of status that ends on its own; without a delay it is done at once. */
	transition(user, to, delayMs) {
		user.transition = { to, at: this.clock.now() + delayMs };
		this.pending.add(user);
		this.settle(user);
	}

	/** Ends a change of status whose time has come. */
	settle(user) {
		const { transition } = user;
		if (!transition || this.clock.now() < transition.at) return user;
		delete user.transition;
		this.pending.delete(user);
		if (transition.to === 'DELETED') {
			this.remove(user);
			return undefined;
		}
		user.status = transition.to;
		user.statusChanged = this.clock.iso();
		if (transition.to === 'DEPROVISIONED') {
			for (const assigned of this.appUsers.values()) assigned.delete(user.id);
			this.factors.delete(user.id);
			this.roles.delete(user.id);
			this.sessions.delete(user.id);
			this.grants.delete(user.id);
			this.tokens.delete(user.id);
			delete user.credentials.password;
		} else {
			user.activated ??= this.clock.iso();
			for (const id of this.groups.keys()) {
				const group = this.groups.get(id);
				if (group.members.has(user.id)) {
					for (const app of this.apps.values()) {
						if (app.groups.includes(id)) this.assignByGroup(app, user);
					}
				}
			}
		}
		this.touch(user);
		return user;
	}

	settleAll() {
		for (const user of [...this.pending]) this.settle(user);
	}

	remove(user) {
		this.users.delete(user.id);
		for (const group of this.groups.values()) group.members.delete(user.id);
		for (const assigned of this.appUsers.values()) assigned.delete(user.id);
		const all = [this.factors, this.roles, this.blocks, this.sessions, this.grants, this.tokens];
		for (const kept of all) kept.delete(user.id);
	}

	/** The ETag of a user: it changes with the profile and the status. */
	etag(user) {
		const hash = createHash('md5').update(`${user.id}/${user.version}`).digest('hex');
		return `W/"${hash}"`;
	}

	/** Everything that a test may want to look at, as plain JSON. */
	snapshot() {
		this.settleAll();
		const memberOf = (id) =>
			[...this.groups.values()]
				.filter(({ members }) => members.has(id))
				.map(({ profile }) => profile.name);
		return {
			users: [...this.users.values()].map((user) => ({
				id: user.id,
				login: user.profile.login,
				status: user.status,
				transitioningTo: user.transition?.to ?? null,
				lastLogin: user.lastLogin,
				hasPassword: Boolean(user.credentials.password),
				profile: user.profile,
				groups: memberOf(user.id),
				apps: [...this.apps.values()]
					.filter(({ id }) => this.appUsers.get(id).has(user.id))
					.map(({ id, label }) => ({ id, label, scope: this.appUsers.get(id).get(user.id).scope })),
				factors: (this.factors.get(user.id) ?? []).map(({ factorType }) => factorType),
				roles: (this.roles.get(user.id) ?? []).map(({ type }) => type),
				sessions: this.sessions.get(user.id) ?? 0,
				grants: (this.grants.get(user.id) ?? []).length,
				tokens: (this.tokens.get(user.id) ?? []).length,
			})),
			groups: [...this.groups.values()].map(({ id, type, profile, members }) => ({
				id,
				type,
				name: profile.name,
				members: members.size,
				roles: (this.groupRoles.get(id) ?? []).map(({ type }) => type),
			})),
			apps: [...this.apps.values()].map(({ id, label, status, signOnMode }) => ({
				id,
				label,
				status,
				signOnMode,
				users: this.appUsers.get(id).size,
			})),
		};
	}
}
