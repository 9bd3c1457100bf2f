/**
 * Every operation of the three nodes, through n8n's engine, against the sandbox: what comes out of
 * the node, and what the tenant holds afterwards, as the sandbox's own side tells it.
 */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import {
	type Credentials,
	jsons,
	nodeClasses,
	type NodeName,
	pickers,
	runNode,
	type RunResult,
} from '../engine/engine.mjs';
import { credentialsIn, serviceAppIn } from './access.mjs';
import { logtoOrganizations } from './logtoOrganizations.mjs';
import { logtoRoles } from './logtoRoles.mjs';
import { logtoSessions } from './logtoSessions.mjs';
import { type Sandbox, startSandbox } from './sandbox.mjs';

/** JSON of which a test reads what it needs; a wrong path fails the test that takes it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.reset());

const done = new Set<string>();

/** What can be done with one node, signed in as given. */
function nodeOf(node: NodeName, credentials: () => Credentials, signIn: IDataObject = {}) {
	const run = async (resource: string, operation: string, parameters: IDataObject) => {
		const result = await runNode({
			node,
			parameters: { ...signIn, resource, operation, ...parameters },
			credentials: credentials(),
		});
		if (!result.error) done.add(`${node} ${resource} ${operation}`);
		return result;
	};
	return {
		/** Items of a run that must succeed. */
		items: async (resource: string, operation: string, parameters: IDataObject = {}) => {
			const { items, error } = await run(resource, operation, parameters);
			expect(error && [error.message, error.description]).toBeUndefined();
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
			return jsons(items) as Json[];
		},
		/** What a run says that must not succeed. */
		refusal: async (resource: string, operation: string, parameters: IDataObject = {}) => {
			const { error, items } = (await run(resource, operation, parameters)) as RunResult;
			expect(items).toEqual([]);
			return String(error?.message);
		},
		pick: (parameters: IDataObject = {}) =>
			pickers(node, credentials(), { ...signIn, ...parameters }),
	};
}

export type Node = ReturnType<typeof nodeOf>;

const byId = (id: unknown) => ({ mode: 'id', value: String(id) });

/** All entries of a picker, as someone reaches them who scrolls to the end, and the number of pages. */
async function scrolled(node: Node, method: string, filter?: string, parameters?: IDataObject) {
	const results: Array<{ name: string; value: unknown }> = [];
	let token: string | undefined;
	let pages = 0;
	do {
		const page = await node.pick(parameters).search(method, filter, token);
		results.push(...page.results);
		token = page.paginationToken as string | undefined;
		pages++;
	} while (token !== undefined);
	const values = results.map(({ value }) => value);
	expect(new Set(values).size).toBe(values.length);
	return { names: results.map(({ name }) => name), values, pages };
}

const sorted = (values: unknown[]) => values.map(String).sort();
const namesOf = (options: INodePropertyOptions[]) => options.map(({ name }) => name);

describe.each<[string, () => Credentials, IDataObject]>([
	['an API token', () => credentialsIn('okta', sandbox.access), { authentication: 'apiToken' }],
	['a service app', () => serviceAppIn(sandbox.access, false), { authentication: 'serviceApp' }],
	[
		'a service app with DPoP',
		() => serviceAppIn(sandbox.access, true),
		{ authentication: 'serviceApp' },
	],
])('Okta with %s', (_title, credentials, signIn) => {
	const okta = nodeOf('okta', credentials, signIn);
	const state = async (): Promise<Json> => await sandbox.state('okta');
	const userIn = async (id: string) =>
		(await state()).users.find((user: Json) => user.id === id) as Json;
	const idOf = async (login: string): Promise<string> =>
		(await state()).users.find((user: Json) => user.login === login).id;
	const login = 'ines.brandt@halden.example';
	const person = { email: login, login, firstName: 'Ines', lastName: 'Brandt' };

	test('a user comes, changes, is replaced, and goes in two steps', async () => {
		const { groups } = await state();
		const vpn = groups.find(({ name }: Json) => name === 'VPN').id;
		const [created] = await okta.items('user', 'create', {
			...person,
			activate: true,
			profile: { department: 'IT', city: 'Kassel' },
			customAttributes: '{ "badgeNumber": 9001, "teams": ["blue"] }',
			credentials: { password: { value: 'Correct-Horse-7' } },
			options: { groupIds: [vpn] },
		});
		expect(created).toMatchObject({
			login,
			status: 'ACTIVE',
			department: 'IT',
			customAttributes: { badgeNumber: 9001, teams: ['blue'] },
		});
		const { id } = created;
		expect(await userIn(id)).toMatchObject({
			status: 'ACTIVE',
			hasPassword: true,
			groups: expect.arrayContaining(['VPN']),
			profile: { city: 'Kassel', badgeNumber: 9001 },
		});
		expect(await okta.refusal('user', 'create', person)).toMatch(/login/);

		const [read] = await okta.items('user', 'get', {
			user: { mode: 'login', value: login.toUpperCase() },
		});
		expect(read).toMatchObject({ id, etag: expect.stringMatching(/^W\//) });
		const [updated] = await okta.items('user', 'update', {
			user: byId(id),
			profile: { department: 'Support' },
			clearAttributes: ['city'],
			etag: read.etag,
		});
		expect(updated).toMatchObject({ id, department: 'Support', firstName: 'Ines' });
		expect(updated.etag).not.toBe(read.etag);
		expect((await userIn(id)).profile).toMatchObject({ department: 'Support', badgeNumber: 9001 });
		expect((await userIn(id)).profile.city ?? null).toBeNull();
		await okta.refusal('user', 'update', {
			user: byId(id),
			profile: { department: 'Sales' },
			etag: read.etag,
		});
		expect((await userIn(id)).profile.department).toBe('Support');

		await okta.items('user', 'replace', { user: byId(id), ...person, profile: { title: 'Lead' } });
		const { profile } = await userIn(id);
		expect(profile).toMatchObject({ login, title: 'Lead' });
		expect(profile.department ?? null).toBeNull();
		expect(profile.badgeNumber ?? null).toBeNull();

		const [deactivated] = await okta.items('user', 'delete', { user: byId(id) });
		expect(deactivated).toEqual({
			id,
			login,
			outcome: 'deactivated',
			deactivated: true,
			deleted: false,
		});
		expect(await userIn(id)).toMatchObject({ status: 'DEPROVISIONED', apps: [] });
		const [deleted] = await okta.items('user', 'delete', { user: byId(id), mode: 'delete' });
		expect(deleted).toMatchObject({ outcome: 'deleted', deleted: true });
		expect(await userIn(id)).toBeUndefined();
	});

	test('an active user is deleted permanently at once', async () => {
		const id = await idOf('malik.torres@halden.example');
		const [gone] = await okta.items('user', 'delete', {
			user: { mode: 'email', value: 'malik.torres@halden.example' },
			mode: 'delete',
		});
		expect(gone).toMatchObject({ id, outcome: 'deleted', deleted: true });
		expect(await userIn(id)).toBeUndefined();
	});

	test('lists hold whom they should', async () => {
		const { users } = await state();
		const logins = (found: Json[]) => sorted(found.map((user) => user.login));
		const all = await okta.items('user', 'getAll', {
			returnAll: true,
			filters: { search: 'id pr' },
		});
		expect(all.length).toBeGreaterThan(200);
		expect(logins(all)).toEqual(logins(users));
		const present = await okta.items('user', 'getAll', { returnAll: true });
		expect(logins(present)).toEqual(
			logins(users.filter(({ status }: Json) => status !== 'DEPROVISIONED')),
		);
		const suspended = await okta.items('user', 'getAll', {
			returnAll: true,
			filters: { filter: 'status eq "SUSPENDED"' },
			options: { omit: 'omitCredentials,omitCredentialsLinks' },
		});
		expect(logins(suspended)).toEqual(
			logins(users.filter(({ status }: Json) => status === 'SUSPENDED')),
		);
		const byName = await okta.items('user', 'getAll', {
			limit: 250,
			filters: { search: 'profile.department eq "IT"' },
			sort: { sortBy: 'profile.lastName', sortOrder: 'desc' },
		});
		expect(byName.map(({ lastName }) => lastName.toLowerCase())).toEqual(
			byName
				.map(({ lastName }) => lastName.toLowerCase())
				.sort()
				.reverse(),
		);
		const started = await okta.items('user', 'getAll', { filters: { q: 'ada' } });
		expect(started.map((user) => user.login)).toContain('ada.vogel@halden.example');
	});

	test('blocks are told', async () => {
		const user = { mode: 'login', value: 'zeno.castell@halden.example' };
		expect(await okta.items('user', 'getBlocks', { user })).toEqual([
			{ userId: expect.any(String), type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' },
		]);
		const ada = { mode: 'login', value: 'ada.vogel@halden.example' };
		expect(await okta.items('user', 'getBlocks', { user: ada })).toEqual([]);
	});

	test('a login that cannot stand in an address, and an email that is not indexed yet', async () => {
		const odd = 'ines[2]@halden.example';
		const [created] = await okta.items('user', 'create', { ...person, email: odd, login: odd });
		const byLogin = { mode: 'login', value: odd };
		expect(await okta.items('user', 'get', { user: byLogin })).toMatchObject([{ id: created.id }]);

		await sandbox.dial('okta', { searchLagMs: 3_600_000 });
		const [fresh] = await okta.items('user', 'create', person);
		const byEmail = { mode: 'email', value: login };
		expect(await okta.items('user', 'get', { user: byEmail })).toMatchObject([{ id: fresh.id }]);
	});

	test('an application is given, read, changed and taken away', async () => {
		const { apps } = await state();
		const portal = apps.find(({ label }: Json) => label === 'Printing Portal');
		const id = await idOf('malik.torres@halden.example');
		const both = { app: byId(portal.id), user: byId(id) };
		// Chance gave it to some already.
		await okta.items('applicationUser', 'unassign', {
			...both,
			options: { succeedIfNotAssigned: true },
		});
		const scopeOf = async () =>
			(await userIn(id)).apps.find((app: Json) => app.id === portal.id)?.scope;
		expect(await scopeOf()).toBeUndefined();

		const [assigned] = await okta.items('applicationUser', 'assign', {
			...both,
			appCredentials: { userName: 'malik', password: 'Printer-12' },
			appProfile: '{ "role": "Reader" }',
		});
		expect(assigned).toMatchObject({ id, scope: 'USER', userName: 'malik' });
		expect(await scopeOf()).toBe('USER');
		await okta.refusal('applicationUser', 'assign', both);

		await okta.items('applicationUser', 'update', {
			...both,
			change: 'profile',
			appProfile: '{ "region": "EU" }',
		});
		await okta.items('applicationUser', 'update', {
			...both,
			change: 'credentials',
			appCredentials: { userName: 'm.torres' },
		});
		const [read] = await okta.items('applicationUser', 'get', {
			...both,
			options: { expand: 'user' },
		});
		expect(read).toMatchObject({
			id,
			userName: 'm.torres',
			profile: { role: 'Reader', region: 'EU' },
			user: { login: 'malik.torres@halden.example' },
		});

		const holders = await okta.items('applicationUser', 'getAll', {
			app: byId(portal.id),
			returnAll: true,
		});
		expect(sorted(holders.map((one) => one.id))).toEqual(
			sorted(
				(await state()).users
					.filter((user: Json) => user.apps.some((app: Json) => app.id === portal.id))
					.map((user: Json) => user.id),
			),
		);

		expect(await okta.items('applicationUser', 'unassign', both)).toEqual([
			{ userId: id, appId: portal.id, unassigned: true, wasAssigned: true },
		]);
		expect(await scopeOf()).toBeUndefined();
		await okta.refusal('applicationUser', 'unassign', both);
		const [again] = await okta.items('applicationUser', 'unassign', {
			...both,
			options: { succeedIfNotAssigned: true },
		});
		expect(again).toMatchObject({ unassigned: true, wasAssigned: false });

		const everyones = apps.find(({ label }: Json) => label === 'Slack');
		expect(
			await okta.refusal('applicationUser', 'unassign', { ...both, app: byId(everyones.id) }),
		).toBe('Deactivate application for user forbidden.');
	});

	test('an application with hundreds of users is read to its end', async () => {
		const { apps } = await state();
		const mail = apps.find(({ label }: Json) => label === 'Google Workspace');
		const found = await okta.items('applicationUser', 'getAll', {
			app: byId(mail.id),
			returnAll: true,
		});
		expect(found).toHaveLength(mail.users);
		expect(new Set(found.map(({ id }) => id)).size).toBe(mail.users);
	});

	test('pickers reach everyone and everything', async () => {
		const { users, apps, groups } = await state();
		const everyone = await scrolled(okta, 'searchUsers');
		expect(everyone.pages).toBeGreaterThan(1);
		expect(sorted(everyone.values)).toEqual(
			sorted(
				users.filter(({ status }: Json) => status !== 'DEPROVISIONED').map(({ id }: Json) => id),
			),
		);
		const found = await scrolled(okta, 'searchUsers', 'freya');
		expect(found.names).toContain('Freya Imhof (freya.imhof@halden.example), deactivated');
		const offered = await scrolled(okta, 'searchApps');
		expect(sorted(offered.values)).toEqual(sorted(apps.map(({ id }: Json) => id)));
		const printing = await scrolled(okta, 'searchApps', 'print');
		expect(printing.names).toEqual(['Printing Portal (template_swa)']);
		expect(sorted(namesOf(await okta.pick().load('getGroups')))).toEqual(
			sorted(
				groups.filter(({ type }: Json) => type === 'OKTA_GROUP').map(({ name }: Json) => name),
			),
		);
		expect(namesOf(await okta.pick().load('getUserTypes'))).toEqual(['Contractor', 'User']);
	});
});

describe.each(['v1', 'oas'])('OneLogin in the shape %s', (shape) => {
	const oneLogin = nodeOf('oneLogin', () => credentialsIn('oneLogin', sandbox.access));
	const state = async (): Promise<Json> => await sandbox.state('oneLogin');
	const userIn = async (id: unknown) =>
		(await state()).users.find((user: Json) => user.id === id) as Json;
	const named = (name: string) => ({ mode: 'email', value: `${name}@halden.example` });
	const roleNamed = async (name: string): Promise<number> =>
		(await state()).roles.find((role: Json) => role.name === name).id;

	beforeEach(async () => await sandbox.dial('oneLogin', { shape }));

	test('a user comes, changes and goes', async () => {
		const role = await roleNamed('Project Aurora');
		const [created] = await oneLogin.items('user', 'create', {
			firstname: 'Ines',
			lastname: 'Brandt',
			email: 'ines.brandt@halden.example',
			username: 'ines.brandt',
			password: { clear: { password: 'Correct-Horse-7' } },
			additionalFields: { title: 'Analyst', role_ids: [String(role)] },
			customAttributes: { attribute: [{ name: 'branch', value: 'Kassel' }] },
		});
		const { id } = created;
		expect(created).toMatchObject({
			email: 'ines.brandt@halden.example',
			role_ids: [role],
			custom_attributes: { branch: 'Kassel' },
		});
		expect(await userIn(id)).toMatchObject({
			title: 'Analyst',
			status: 1,
			hasPassword: true,
			roles: ['Project Aurora'],
		});
		expect(
			await oneLogin.refusal('user', 'create', {
				firstname: 'Ines',
				lastname: 'Brandt',
				email: 'ines.brandt@halden.example',
				username: 'another',
			}),
		).toMatch(/unique/);

		const [read] = await oneLogin.items('user', 'get', { user: named('ines.brandt') });
		expect(read).toMatchObject({ id, username: 'ines.brandt', role_ids: [role] });
		const manager = (await state()).users.find(
			({ email }: Json) => email === 'priya.strand@halden.example',
		);
		const [updated] = await oneLogin.items('user', 'update', {
			user: byId(id),
			updateFields: { title: '', manager_user_id: named('priya.strand'), company: 'Halden Works' },
			customAttributes: { attribute: [{ name: 'cost_center', value: 'C-7' }] },
		});
		expect(updated).toMatchObject({
			id,
			custom_attributes: { branch: 'Kassel', cost_center: 'C-7' },
		});
		expect(await userIn(id)).toMatchObject({
			title: '',
			company: 'Halden Works',
			manager_user_id: manager.id,
			firstname: 'Ines',
		});
		await oneLogin.items('user', 'update', { user: byId(id), clear: ['manager_user_id'] });
		expect((await userIn(id)).manager_user_id).toBeNull();

		expect(await oneLogin.items('user', 'delete', { user: byId(id) })).toEqual([
			{ deleted: true, id },
		]);
		expect(await userIn(id)).toBeUndefined();
		await oneLogin.refusal('user', 'get', { user: byId(id) });
	});

	test('roles are given, told and taken; what is so already does no harm', async () => {
		const { id } = (await state()).users.find(
			({ email }: Json) => email === 'malik.torres@halden.example',
		);
		const [aurora, quill] = [await roleNamed('Project Basalt'), await roleNamed('Project Quill')];
		await oneLogin.items('user', 'removeRoles', { user: byId(id), roles: [aurora, quill] });
		const before = (await userIn(id)).role_id as number[];

		expect(await oneLogin.items('user', 'addRoles', { user: byId(id), roles: [aurora] })).toEqual([
			{ userId: id, addedRoleIds: [aurora], skippedRoleIds: [] },
		]);
		expect(
			await oneLogin.items('user', 'addRoles', { user: byId(id), roles: [aurora, quill] }),
		).toEqual([{ userId: id, addedRoleIds: [quill], skippedRoleIds: [aurora] }]);
		const held = await oneLogin.items('user', 'getRoles', { user: byId(id) });
		expect(sorted(held.map(({ roleId }) => roleId))).toEqual(sorted([...before, aurora, quill]));
		expect(sorted((await userIn(id)).role_id)).toEqual(sorted([...before, aurora, quill]));

		const engineering = await roleNamed('Engineering');
		const [removed] = await oneLogin.items('user', 'removeRoles', {
			user: byId(id),
			roles: [aurora, engineering],
		});
		// A mapping gives Engineering, and OneLogin does not say that it stays.
		expect(removed).toMatchObject({
			userId: id,
			removedRoleIds: [aurora],
			stillHeldRoleIds: [engineering],
		});
		await oneLogin.items('user', 'removeRoles', { user: byId(id), roles: [aurora, quill] });
		expect(sorted((await userIn(id)).role_id)).toEqual(sorted(before));
	});

	test('someone without roles and applications gives no item', async () => {
		const [{ id }] = await oneLogin.items('user', 'create', {
			firstname: 'No',
			lastname: 'Roles',
			email: 'no.roles@halden.example',
			username: 'no.roles',
		});
		expect(await oneLogin.items('user', 'getRoles', { user: byId(id) })).toEqual([]);
		expect(await oneLogin.items('user', 'getApps', { user: byId(id) })).toEqual([]);
	});

	test('a leaver is locked, logged out and unlicensed', async () => {
		const user = named('malik.torres');
		const { id } = (await state()).users.find(
			({ email }: Json) => email === 'malik.torres@halden.example',
		);
		expect(await oneLogin.items('user', 'lock', { user, minutes: 30 })).toEqual([
			{ id, locked: true, changed: true },
		]);
		expect(await userIn(id)).toMatchObject({ status: 3, locked_until: expect.any(String) });
		expect(await oneLogin.items('user', 'logOut', { user })).toEqual([{ id, loggedOut: true }]);
		expect((await userIn(id)).sessions).toBe(0);
		expect(await oneLogin.items('user', 'setState', { user, state: 3 })).toEqual([
			{ id, state: 3, changed: true },
		]);
		expect(await oneLogin.items('user', 'setState', { user, state: 3 })).toEqual([
			{ id, state: 3, changed: false },
		]);
		expect((await userIn(id)).state).toBe(3);
	});

	test('passwords are set, in clear text or as a hash', async () => {
		const waiting = (await state()).users.filter(({ status }: Json) => status === 7);
		const [first, second] = waiting;
		expect(
			await oneLogin.items('user', 'setPassword', {
				user: byId(first.id),
				password: 'Correct-Horse-7',
				options: { validate_policy: true },
			}),
		).toEqual([{ id: first.id, passwordSet: true }]);
		await oneLogin.items('user', 'setPasswordHash', {
			user: byId(second.id),
			input: 'clearText',
			password: 'Correct-Horse-7',
			salt: 'abc',
		});
		for (const { id } of [first, second]) {
			expect(await userIn(id)).toMatchObject({ status: 1, hasPassword: true });
		}
		expect(
			await oneLogin.refusal('user', 'setPassword', {
				user: byId(first.id),
				password: 'short',
				options: { validate_policy: true },
			}),
		).toMatch(/policy/);
	});

	test('lists hold whom they should', async () => {
		const { users } = await state();
		const ids = (found: Json[]) => sorted(found.map(({ id }) => id));
		const all = await oneLogin.items('user', 'getAll', { returnAll: true });
		expect(all.length).toBeGreaterThan(200);
		expect(ids(all)).toEqual(ids(users));
		const vogels = await oneLogin.items('user', 'getAll', {
			returnAll: true,
			filters: { lastname: 'Vog*' },
			sort: { field: 'id', direction: '-' },
			options: { fields: 'id,lastname' },
		});
		expect(ids(vogels)).toEqual(ids(users.filter(({ lastname }: Json) => lastname === 'Vogel')));
		expect(vogels.map(({ id }) => id)).toEqual(
			vogels.map(({ id }) => id).sort((a: number, b: number) => b - a),
		);
		expect(await oneLogin.items('user', 'getAll', { limit: 60 })).toHaveLength(60);
	});

	test('applications and custom attributes are told', async () => {
		const malik = (await state()).users.find(
			({ email }: Json) => email === 'malik.torres@halden.example',
		);
		const found = await oneLogin.items('user', 'getApps', {
			user: byId(malik.id),
			options: { ignore_visibility: 'true' },
		});
		expect(sorted(found.map(({ name }) => name))).toEqual(sorted(malik.apps));
		expect(
			sorted((await oneLogin.items('customAttribute', 'getAll')).map((a) => a.shortname)),
		).toEqual(['branch', 'cost_center', 'employee_number', 'start_date']);
	});

	test('pickers reach everyone and everything', async () => {
		const { users, roles, groups } = await state();
		const everyone = await scrolled(oneLogin, 'searchUsers');
		expect(everyone.pages).toBeGreaterThan(1);
		expect(sorted(everyone.values)).toEqual(sorted(users.map(({ id }: Json) => id)));
		const vogels = await scrolled(oneLogin, 'searchUsers', 'vogel');
		expect(sorted(vogels.values)).toEqual(
			sorted(
				users
					.filter(({ lastname, email }: Json) => lastname === 'Vogel' || /^vogel/.test(email))
					.map(({ id }: Json) => id),
			),
		);
		const one = await scrolled(oneLogin, 'searchUsers', 'Ada Vogel');
		expect(one.names).toContain('Ada Vogel (ada.vogel@halden.example)');
		expect(roles.length).toBeGreaterThan(50);
		expect(sorted(namesOf(await oneLogin.pick().load('getRoles')))).toEqual(
			sorted(roles.map(({ name }: Json) => name)),
		);
		expect(sorted(namesOf(await oneLogin.pick().load('getGroups')))).toEqual(
			sorted(groups.map(({ name }: Json) => name)),
		);
		expect(await oneLogin.pick().load('getCustomAttributes')).toHaveLength(4);
	});
});

describe('Logto', () => {
	const logto = nodeOf('logto', () => credentialsIn('logto', sandbox.access));
	const state = async (): Promise<Json> => await sandbox.state('logto');
	const userIn = async (id: unknown) =>
		(await state()).users.find((user: Json) => user.id === id) as Json;
	const named = async (name: string): Promise<Json> =>
		(await state()).users.find(
			({ primaryEmail }: Json) => primaryEmail === `${name}@halden.example`,
		);
	const rolesFor = async (type = 'User'): Promise<Json[]> =>
		(await state()).roles.filter((role: Json) => role.type === type);

	const given = { node: logto, sandbox: () => sandbox, state, userIn, named };
	logtoSessions(given);
	logtoRoles(given);
	logtoOrganizations(given);

	test('a user comes, changes and goes', async () => {
		const [created] = await logto.items('user', 'create', {
			primaryEmail: 'ines.brandt@halden.example',
			primaryPhone: '+49 561 5550199',
			username: 'ines_brandt',
			name: 'Ines Brandt',
			password: 'Correct-Horse-7',
			profile: { familyName: 'Brandt', address: { parts: { country: 'DE' } } },
			additionalFields: { customData: '{ "branch": "Kassel" }' },
		});
		const { id } = created;
		expect(created).toMatchObject({
			primaryEmail: 'ines.brandt@halden.example',
			customData: { branch: 'Kassel' },
		});
		expect(await userIn(id)).toMatchObject({
			username: 'ines_brandt',
			primaryPhone: '495615550199',
			hasPassword: true,
			profile: { familyName: 'Brandt', address: { country: 'DE' } },
		});
		await logto.refusal('user', 'create', { username: 'ines_brandt' });

		for (const user of [
			{ mode: 'email', value: 'ines.brandt@halden.example' },
			{ mode: 'username', value: 'ines_brandt' },
			{ mode: 'phone', value: '+495615550199' },
		]) {
			expect(await logto.items('user', 'get', { user })).toMatchObject([{ id }]);
		}
		// "_" is a wildcard of Logto's own search, and usernames differ by case.
		await logto.refusal('user', 'get', { user: { mode: 'username', value: 'Ines_brandt' } });

		const [updated] = await logto.items('user', 'update', {
			user: byId(id),
			updateFields: { name: 'Ines Brandt-Lund', primaryPhone: '' },
			options: { emptyFields: 'clear' },
		});
		expect(updated).toMatchObject({ name: 'Ines Brandt-Lund', primaryPhone: null });
		expect(await userIn(id)).toMatchObject({
			name: 'Ines Brandt-Lund',
			primaryPhone: null,
			customData: { branch: 'Kassel' },
		});
		const [profile] = await logto.items('user', 'updateProfile', {
			user: byId(id),
			profile: { nickname: 'Ini' },
		});
		expect(profile.profile).toMatchObject({ familyName: 'Brandt', nickname: 'Ini' });
		expect((await userIn(id)).profile).toMatchObject({ familyName: 'Brandt', nickname: 'Ini' });

		await logto.items('customData', 'update', {
			user: byId(id),
			customData: '{ "team": "blue" }',
		});
		expect(await logto.items('customData', 'get', { user: byId(id) })).toEqual([
			{ userId: id, customData: { branch: 'Kassel', team: 'blue' } },
		]);

		expect(await logto.items('user', 'suspend', { user: byId(id) })).toMatchObject([
			{ isSuspended: true },
		]);
		expect((await userIn(id)).isSuspended).toBe(true);
		await logto.items('user', 'unsuspend', { user: byId(id) });
		expect((await userIn(id)).isSuspended).toBe(false);

		expect(await logto.items('user', 'delete', { user: byId(id) })).toEqual([
			{ deleted: true, userId: id },
		]);
		expect(await userIn(id)).toBeUndefined();
		await logto.refusal('user', 'get', { user: byId(id) });
	});

	test('a password is set and verified', async () => {
		const { id } = await named('mara.lindner');
		const user = byId(id);
		expect(await logto.items('user', 'hasPassword', { user })).toEqual([
			{ userId: id, hasPassword: false },
		]);
		await logto.items('user', 'updatePassword', { user, password: 'Correct-Horse-7' });
		expect(await logto.items('user', 'hasPassword', { user })).toEqual([
			{ userId: id, hasPassword: true },
		]);
		expect((await userIn(id)).hasPassword).toBe(true);
		for (const [password, verified] of [
			['Correct-Horse-7', true],
			['wrong', false],
		] as const) {
			expect(await logto.items('user', 'verifyPassword', { user, password })).toEqual([
				{ userId: id, verified },
			]);
		}
	});

	test('roles are given, told, taken and replaced', async () => {
		const { id, roles: before } = await named('jana.quist');
		const user = byId(id);
		const [one, two, three] = (await rolesFor()).filter(({ name }) => !before.includes(name));
		const [assigned] = await logto.items('userRole', 'assign', { user, roles: [one.id, two.id] });
		expect(assigned).toMatchObject({ userId: id, addedRoleIds: [one.id, two.id] });
		const [again] = await logto.items('userRole', 'assign', { user, roles: [two.id, three.id] });
		expect(again.addedRoleIds).toEqual([three.id]);
		const held = await logto.items('userRole', 'getAll', { user, returnAll: true });
		expect(sorted(held.map(({ name }) => name))).toEqual(
			sorted([...before, one.name, two.name, three.name]),
		);
		expect(await logto.items('userRole', 'remove', { user, role: byId(one.id) })).toEqual([
			{ removed: true, userId: id, roleId: one.id },
		]);
		expect((await userIn(id)).roles).not.toContain(one.name);
		await logto.items('userRole', 'replace', { user, roles: [one.id] });
		expect((await userIn(id)).roles).toEqual([one.name]);
		const [machine] = await rolesFor('MachineToMachine');
		await logto.refusal('userRole', 'replace', { user, roles: [two.id, machine.id] });
		expect((await userIn(id)).roles).toEqual([one.name]);
		await logto.items('userRole', 'replace', { user, removeAll: true });
		expect((await userIn(id)).roles).toEqual([]);
		await sandbox.dial('logto', { bareWords: true });
		expect(await logto.items('userRole', 'assign', { user, roles: [one.id] })).toEqual([
			{ userId: id, roleIds: [one.id] },
		]);
		expect(await logto.items('userRole', 'replace', { user, roles: [two.id] })).toEqual([
			{ userId: id, roleIds: [two.id] },
		]);
		expect((await userIn(id)).roles).toEqual([two.name]);
	});

	test('a social identity is linked, replaced and deleted', async () => {
		const { id } = await named('mara.lindner');
		const { connectors } = await state();
		const github = connectors.find(({ target }: Json) => target === 'github');
		const user = byId(id);
		await logto.items('socialIdentity', 'link', {
			user,
			connector: byId(github.id),
			connectorData: '{ "code": "sandbox-4711" }',
		});
		expect((await userIn(id)).identities).toMatchObject({ github: { userId: 'sandbox-4711' } });
		await logto.items('socialIdentity', 'replace', {
			user,
			target: 'github',
			identityUserId: '5839201',
			details: '{ "name": "Mara" }',
		});
		expect((await userIn(id)).identities).toEqual({
			github: { userId: '5839201', details: { name: 'Mara' } },
		});
		await logto.items('socialIdentity', 'delete', { user, target: 'github' });
		expect((await userIn(id)).identities).toEqual({});
	});

	test('MFA verifications are added, told and deleted', async () => {
		const { id } = await named('jana.quist');
		const user = byId(id);
		const [totp] = await logto.items('mfaVerification', 'create', { user });
		expect(totp).toMatchObject({ userId: id, type: 'Totp', secret: expect.any(String) });
		const [backup] = await logto.items('mfaVerification', 'create', { user, type: 'BackupCode' });
		expect(backup.codes).toHaveLength(10);
		expect(sorted((await userIn(id)).mfa)).toEqual(['BackupCode', 'Totp']);
		const all = await logto.items('mfaVerification', 'getAll', { user, returnAll: true });
		expect(all).toHaveLength(2);
		expect(JSON.stringify(all)).not.toContain(totp.secret);
		const offered = await scrolled(logto, 'searchMfaVerifications', '', { user });
		expect(sorted(offered.values)).toEqual(sorted(all.map((one) => one.id)));
		for (const verification of all.map((one) => byId(one.id)).reverse()) {
			await logto.items('mfaVerification', 'delete', { user, verification });
		}
		expect((await userIn(id)).mfa).toEqual([]);
	});

	test('personal access tokens are made, told, renamed and deleted, whatever their name', async () => {
		const { id } = await named('nils.okafor');
		const user = byId(id);
		const names = async () => (await userIn(id)).personalAccessTokens.map(({ name }: Json) => name);
		expect(await names()).toEqual(['deploy script', 'laptop']);
		for (const name of ['my token/100% ü', '..']) {
			const [token] = await logto.items('personalAccessToken', 'create', {
				user,
				name,
				neverExpires: true,
			});
			expect(token).toMatchObject({ name, value: expect.stringMatching(/^pat_/) });
		}
		const all = await logto.items('personalAccessToken', 'getAll', { user, returnAll: true });
		expect(sorted(all.map(({ name }) => name))).toEqual(sorted(await names()));
		expect(JSON.stringify(all)).not.toContain('pat_');
		const offered = await scrolled(logto, 'searchTokens', '', { user });
		expect(sorted(offered.values)).toEqual(sorted(await names()));
		for (const name of ['my token/100% ü', '..']) {
			await logto.items('personalAccessToken', 'rename', {
				user,
				token: { mode: 'name', value: name },
				newName: `${name} again`,
			});
		}
		expect(await names()).toEqual(
			expect.arrayContaining(['my token/100% ü again', '.. again', 'laptop']),
		);
		for (const name of await names()) {
			await logto.items('personalAccessToken', 'delete', {
				user,
				token: { mode: 'name', value: name },
			});
		}
		expect(await names()).toEqual([]);
	});

	test('lists hold whom they should', async () => {
		const { users } = await state();
		const ids = (found: Json[]) => sorted(found.map(({ id }) => id));
		const all = await logto.items('user', 'getAll', { returnAll: true });
		expect(all.length).toBeGreaterThan(200);
		expect(ids(all)).toEqual(ids(users));
		const vogels = await logto.items('user', 'getAll', {
			returnAll: true,
			conditions: { condition: [{ field: 'name', mode: 'like', value: '%Vogel' }] },
		});
		expect(vogels.length).toBeGreaterThan(0);
		expect(ids(vogels)).toEqual(ids(users.filter(({ name }: Json) => /Vogel$/.test(name))));
		const member = users.find(({ organizations }: Json) => organizations.length > 1);
		const found = await logto.items('user', 'getOrganizations', {
			user: byId(member.id),
			returnAll: true,
		});
		expect(sorted(found.map(({ name }) => name))).toEqual(sorted(member.organizations));
	});

	test('pickers reach everyone and everything', async () => {
		const { users, connectors } = await state();
		const everyone = await scrolled(logto, 'searchUsers');
		expect(everyone.pages).toBeGreaterThan(10);
		expect(sorted(everyone.values)).toEqual(sorted(users.map(({ id }: Json) => id)));
		const ada = await scrolled(logto, 'searchUsers', 'ada.vogel@');
		expect(ada.names).toEqual(['Ada Vogel (ada.vogel@halden.example)']);

		const roles = await rolesFor();
		const offered = await logto.pick().load('getUserRoles');
		expect(sorted(namesOf(offered))).toEqual(sorted(roles.map(({ name }) => name)));
		const { id, roles: before } = await named('jana.quist');
		await logto.items('userRole', 'assign', {
			user: byId(id),
			roles: offered.map(({ value }) => String(value)),
		});
		const held = await scrolled(logto, 'searchRolesOfUser', undefined, { user: byId(id) });
		expect(held.pages).toBeGreaterThan(1);
		expect(sorted(held.names)).toEqual(sorted(roles.map(({ name }) => name)));
		expect(before.length).toBeGreaterThan(0);
		const social = await scrolled(logto, 'searchConnectors');
		expect(sorted(social.values)).toEqual(sorted(connectors.map((one: Json) => one.id)));
	});
});

test('no operation of any node was left out', () => {
	const offered = (Object.keys(nodeClasses) as NodeName[]).flatMap((node) =>
		new nodeClasses[node]().description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options as INodePropertyOptions[]).map(
					({ value }) => `${node} ${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
				),
			),
	);
	expect([...done].sort()).toEqual([...offered].sort());
});
