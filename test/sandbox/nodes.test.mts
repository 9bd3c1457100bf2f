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
import { logtoApplications } from './logtoApplications.mjs';
import { logtoJit } from './logtoJit.mjs';
import { logtoOrganizations } from './logtoOrganizations.mjs';
import { logtoResources } from './logtoResources.mjs';
import { logtoRoles } from './logtoRoles.mjs';
import { logtoSessions } from './logtoSessions.mjs';
import { logtoTemplate } from './logtoTemplate.mjs';
import { logtoTokens } from './logtoTokens.mjs';
import { logtoWebhooks } from './logtoWebhooks.mjs';
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
		pick: (parameters: IDataObject = {}, path = '') =>
			pickers(node, credentials(), { ...signIn, ...parameters }, path),
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

	test('an application goes to a group, and is taken from it', async () => {
		const { apps, groups } = await state();
		const portal = apps.find(({ label }: Json) => label === 'Printing Portal').id;
		const sales = groups.find(({ name }: Json) => name === 'Sales').id;
		const both = { app: byId(portal), group: byId(sales) };
		const [assigned] = await okta.items('application', 'assignGroup', {
			...both,
			app: { mode: 'label', value: 'Printing Portal' },
			additionalFields: { priority: 3, profile: '{ "role": "Reader" }' },
		});
		expect(assigned).toMatchObject({ id: sales, priority: 3, profile: { role: 'Reader' } });
		expect(await okta.items('application', 'assignGroup', both)).toMatchObject([
			{ id: sales, already: true },
		]);
		const members = (await state()).users.filter(
			(user: Json) => user.groups.includes('Sales') && user.status === 'ACTIVE',
		);
		const holds = (user: Json) => user.apps.some(({ id }: Json) => id === portal);
		expect(members.every(holds)).toBe(true);

		await okta.items('application', 'updateGroup', {
			...both,
			updateFields: { priority: 1, profile: '{ "region": "EU", "role": null }' },
		});
		expect(
			await okta.items('application', 'getGroups', { app: byId(portal), returnAll: true }),
		).toMatchObject([{ id: sales, name: 'Sales', priority: 1, profile: { region: 'EU' } }]);

		await okta.items('application', 'unassignGroup', both);
		expect(await okta.items('application', 'unassignGroup', both)).toMatchObject([
			{ already: true },
		]);
		expect(
			(await state()).users.filter((user: Json) =>
				user.apps.some(({ id, scope }: Json) => id === portal && scope === 'GROUP'),
			),
		).toEqual([]);
	});

	test('an application is turned off and on, and found', async () => {
		const { apps } = await state();
		const slack = apps.find(({ label }: Json) => label === 'Slack');
		const one = { app: byId(slack.id) };
		await okta.items('application', 'deactivate', one);
		expect(await okta.items('application', 'deactivate', one)).toMatchObject([{ already: true }]);
		expect(await okta.items('application', 'get', one)).toMatchObject([{ status: 'INACTIVE' }]);
		await okta.items('application', 'activate', one);
		const all = await okta.items('application', 'getAll', { returnAll: true });
		expect(sorted(all.map(({ id }) => id))).toEqual(sorted(apps.map(({ id }: Json) => id)));
		const inactive = { returnAll: true, filters: { status: 'INACTIVE' } };
		expect((await okta.items('application', 'getAll', inactive)).map(({ label }) => label)).toEqual(
			['Old Chat'],
		);
	});

	test('a group comes, takes members and loses them, changes, and goes', async () => {
		const [created] = await okta.items('group', 'create', {
			name: 'Night Shift',
			additionalFields: { description: 'At night' },
			customAttributes: '{ "costCenter": "4711" }',
		});
		const named = { group: { mode: 'name', value: 'Night Shift' } };
		const malik = await idOf('malik.torres@halden.example');
		const added = await okta.items('group', 'addMembers', {
			...named,
			users: `malik.torres@halden.example, ${await idOf('ada.vogel@halden.example')}`,
		});
		expect(added.map(({ success }) => success)).toEqual([true, true]);
		expect(await okta.items('group', 'getMembers', { ...named, returnAll: true })).toHaveLength(2);
		const inGroups = { user: byId(malik), returnAll: true };
		expect((await okta.items('user', 'getGroups', inGroups)).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Everyone', 'Night Shift']),
		);

		const [updated] = await okta.items('group', 'update', {
			...named,
			updateFields: { name: 'Late Shift' },
		});
		expect(updated).toMatchObject({
			id: created.id,
			name: 'Late Shift',
			description: 'At night',
			customAttributes: { costCenter: '4711' },
		});
		expect(await okta.items('group', 'get', { group: byId(created.id) })).toEqual([updated]);

		const one = { group: byId(created.id), users: malik };
		await okta.items('group', 'removeMembers', one);
		expect(await okta.items('group', 'removeMembers', one)).toMatchObject([{ already: true }]);
		expect((await userIn(malik)).groups).not.toContain('Late Shift');

		expect(await okta.items('group', 'delete', { group: byId(created.id) })).toEqual([
			{ id: created.id, deleted: true },
		]);
		const gone = { group: byId(created.id), options: { ifNotFound: 'item' } };
		expect(await okta.items('group', 'get', gone)).toEqual([{ found: false }]);
	});

	test('groups are found, and those that others manage are left alone', async () => {
		const { groups } = await state();
		const all = await okta.items('group', 'getAll', { returnAll: true });
		expect(sorted(all.map(({ name }) => name))).toEqual(
			sorted(groups.map(({ name }: Json) => name)),
		);
		const offices = await okta.items('group', 'getAll', {
			returnAll: true,
			filters: { nameContains: 'OFFICE', type: 'OKTA_GROUP' },
			sort: { sortBy: 'profile.name', sortOrder: 'desc' },
			options: { expand: 'stats' },
		});
		expect(offices.map(({ name }) => name)).toEqual([
			'Office Porto',
			'Office Kassel',
			'Office Denver',
			'Office Aarhus',
		]);
		expect(offices[0].stats.usersCount).toBeGreaterThan(0);
		for (const name of ['Everyone', 'AD Finance Share']) {
			const { id } = groups.find((group: Json) => group.name === name);
			expect(
				await okta.refusal('group', 'addMembers', {
					group: byId(id),
					users: 'ada.vogel@halden.example',
				}),
			).toBe(`The group "${name}" cannot be changed`);
		}
		const finance = { group: { mode: 'name', value: 'Finance' }, returnAll: true };
		const apps = await okta.items('group', 'getApplications', finance);
		expect(sorted(apps.map(({ label }) => label))).toEqual([
			'Company Cards',
			'Halden Dashboard',
			'NetSuite',
		]);
	});

	test('nobody leaves a group by hand that a rule fills, unless that is wanted', async () => {
		const { users } = await state();
		const { id } = users.find(
			({ groups, status, profile }: Json) =>
				status === 'ACTIVE' && profile.city === 'Kassel' && groups.includes('Office Kassel'),
		);
		const one = { group: { mode: 'name', value: 'Office Kassel' }, users: id };
		expect(await okta.refusal('group', 'removeMembers', one)).toContain('"Kassel to office"');
		expect((await userIn(id)).groups).toContain('Office Kassel');
		await okta.items('group', 'removeMembers', { ...one, options: { ifRuleFills: 'remove' } });
		expect((await userIn(id)).groups).not.toContain('Office Kassel');
	});

	test('somebody is suspended, let in again, and shut out', async () => {
		const login = { user: { mode: 'login', value: 'malik.torres@halden.example' } };
		const id = await idOf('malik.torres@halden.example');
		const status = async () => (await userIn(id)).status;
		await okta.items('user', 'suspend', login);
		expect(await status()).toBe('SUSPENDED');
		expect(await okta.items('user', 'suspend', login)).toMatchObject([{ already: true }]);
		expect(await okta.refusal('user', 'activate', login)).toBe(
			'Suspended users are unsuspended, not activated',
		);
		await okta.items('user', 'unsuspend', login);
		expect(await status()).toBe('ACTIVE');

		await okta.items('user', 'resetPassword', { ...login, options: { revokeSessions: true } });
		expect(await userIn(id)).toMatchObject({ status: 'RECOVERY', sessions: 0 });
		const [again] = await okta.items('user', 'reactivate', { ...login, options: { link: 'item' } });
		expect(again.activationUrl).toMatch(/^http/);

		await okta.items('user', 'resetFactors', login);
		const events = await okta.items('log', 'getAll', {
			filters: { targetUser: byId(id), events: ['user.mfa.factor.reset_all'] },
		});
		expect(events).toMatchObject([
			{ event: 'user.mfa.factor.reset_all', outcome: 'SUCCESS', user: { id } },
		]);
		expect((await userIn(id)).factors).toEqual([]);
		const [gone] = await okta.items('user', 'deactivate', {
			...login,
			options: { waitUntilDone: true },
		});
		expect(gone).toMatchObject({ userId: id, status: 'DEPROVISIONED' });
		expect(await userIn(id)).toMatchObject({ status: 'DEPROVISIONED', apps: [] });
		const [back] = await okta.items('user', 'activate', {
			...login,
			options: { waitUntilDone: true },
		});
		expect(back).toMatchObject({ userId: id, status: 'PROVISIONED' });
	});

	test('factors are told, enrolled, activated and removed', async () => {
		const id = await idOf('jana.quist@halden.example');
		const user = byId(id);
		const [sms] = await okta.items('factor', 'enroll', {
			user,
			kind: 'sms',
			phoneNumber: '+49561555010',
		});
		expect(sms).toMatchObject({ userId: id, status: 'PENDING_ACTIVATION' });
		const one = { user, factor: byId(sms.id) };
		await okta.items('factor', 'resend', one);
		expect(await okta.refusal('factor', 'activate', { ...one, passCode: '000000' })).toContain(
			'Invalid Passcode',
		);
		await okta.items('factor', 'activate', { ...one, passCode: '123456' });
		expect(await okta.items('factor', 'activate', { ...one, passCode: '123456' })).toMatchObject([
			{ status: 'ACTIVE', already: true },
		]);
		expect(await okta.items('factor', 'get', one)).toMatchObject([{ status: 'ACTIVE' }]);
		const [totp] = await okta.items('factor', 'enroll', {
			user,
			kind: 'oktaTotp',
			options: { returnSecret: true },
		});
		expect(totp.activation.sharedSecret).toEqual(expect.any(String));
		await okta.items('factor', 'enroll', { user, kind: 'oktaPush' });
		const all = await okta.items('factor', 'getAll', { user, returnAll: true });
		const offered = await scrolled(okta, 'searchFactors', undefined, { user });
		expect(sorted(offered.values)).toEqual(sorted(all.map((factor) => factor.id)));
		expect(await okta.items('factor', 'getSupported', { user, returnAll: true })).toHaveLength(8);
		const push = all.find(({ factorType }) => factorType === 'push');
		const [gone] = await okta.items('factor', 'remove', { user, factor: byId(push.id) });
		expect(gone.alsoRemoved).toEqual([{ id: totp.id, factorType: 'token:software:totp' }]);
		expect((await userIn(id)).factors).not.toContain('push');
		const [made] = await okta.items('factor', 'setTemporaryAccessCode', { user, returnCode: true });
		expect(made).toMatchObject({ userId: id, code: expect.any(String), multiUse: false });
	});

	test('administrator roles are given, told and taken, of a person and of a group', async () => {
		const id = await idOf('jana.quist@halden.example');
		const user = { user: { mode: 'login', value: 'jana.quist@halden.example' } };
		const own = { ...user, role: 'Help Desk Administrator' };
		const [given] = await okta.items('adminRole', 'assign', own);
		expect(given).toMatchObject({ userId: id, type: 'HELP_DESK_ADMIN', assignmentType: 'USER' });
		expect(await okta.items('adminRole', 'assign', own)).toMatchObject([{ already: true }]);
		const custom = {
			role: 'CUSTOM',
			customRole: { mode: 'name', value: 'Password Helper' },
			resourceSet: { mode: 'name', value: 'Kassel' },
		};
		await okta.items('adminRole', 'assign', { ...user, ...custom });
		const onCall = { assignee: 'group', group: { mode: 'name', value: 'On Call' } };
		await okta.items('group', 'addMembers', { group: onCall.group, users: id });
		await okta.items('adminRole', 'assign', { ...onCall, role: 'REPORT_ADMIN' });
		const told = await okta.items('adminRole', 'getAll', { ...user, returnAll: true });
		expect(told.map(({ label, assignmentType }) => `${label}, ${assignmentType}`)).toEqual([
			'Help Desk Administrator, USER',
			'Password Helper, USER',
			'Report Administrator, GROUP',
		]);
		const refusal = await okta.refusal('adminRole', 'unassign', { ...user, role: 'REPORT_ADMIN' });
		expect(refusal).toMatch(/through the group 00g/);
		expect(
			await okta.refusal('adminRole', 'assign', {
				assignee: 'group',
				group: { mode: 'name', value: 'Everyone' },
				role: 'REPORT_ADMIN',
			}),
		).toContain('built-in');
		const admins = await okta.items('adminRole', 'getAdmins', { returnAll: true });
		expect(admins.find((one) => one.id === id)).toMatchObject({
			login: 'jana.quist@halden.example',
			roles: [{ type: 'HELP_DESK_ADMIN' }, { type: 'CUSTOM' }, { assignmentType: 'GROUP' }],
		});
		expect(admins.length).toBeGreaterThan(3);
		await okta.items('adminRole', 'unassign', { ...onCall, role: 'REPORT_ADMIN' });
		await okta.items('adminRole', 'unassign', { ...user, ...custom });
		await okta.items('adminRole', 'unassign', own);
		expect(await okta.items('adminRole', 'unassign', own)).toMatchObject([{ already: true }]);
		expect((await userIn(id)).roles).toEqual([]);
		const events = await okta.items('log', 'getAll', {
			filters: { targetUser: byId(id), events: ['user.account.privilege.revoke'] },
		});
		expect(events).toHaveLength(2);
		expect((await scrolled(okta, 'searchCustomRoles', 'helper')).names).toEqual([
			'Password Helper',
		]);
		expect((await scrolled(okta, 'searchResourceSets')).names).toEqual(['Everybody', 'Kassel']);
	});

	test('a rule comes, fills a group, changes and goes', async () => {
		const members = async () =>
			(await state()).groups.find(({ name }: Json) => name === 'On Call').members;
		const jana = await idOf('jana.quist@halden.example');
		const onCall = { mode: 'name', value: 'On Call' };
		const inGroup = { group: onCall, users: jana };
		const [made] = await okta.items('groupRule', 'create', {
			name: 'Pagers',
			expression: 'user.department=="IT"',
			groups: ['On Call'],
			additionalFields: { excludedUsers: jana },
		});
		expect(made).toMatchObject({ status: 'INACTIVE', excludedUserIds: [jana] });
		const pagers = { groupRule: { mode: 'name', value: 'Pagers' } };
		const before = await members();
		await okta.items('groupRule', 'activate', pagers);
		const filled = await members();
		expect(filled).toBeGreaterThan(before);
		expect(await okta.items('groupRule', 'activate', pagers)).toMatchObject([{ already: true }]);
		expect(
			await okta.refusal('groupRule', 'update', { ...pagers, updateFields: { name: 'x' } }),
		).toContain('is active');
		await okta.items('groupRule', 'update', {
			...pagers,
			updateFields: { excludedUsers: '={{ null }}' },
			options: { ifActive: 'deactivate' },
		});
		const [read] = await okta.items('groupRule', 'get', pagers);
		expect(read).toMatchObject({
			status: 'ACTIVE',
			excludedUserIds: [],
			groups: [{ name: 'On Call' }],
		});
		// A member who is taken out by hand is an exception from then on.
		const { users, groups } = await state();
		const someone = users.find(
			({ profile, status, groups }: Json) =>
				profile.department === 'IT' && status === 'ACTIVE' && groups.includes('On Call'),
		);
		await okta.items('group', 'removeMembers', {
			...inGroup,
			users: someone.id,
			options: { ifRuleFills: 'remove' },
		});
		expect((await okta.items('groupRule', 'get', pagers))[0].excludedUserIds).toEqual([someone.id]);
		expect(groups.length).toBeGreaterThan(1);
		await okta.items('groupRule', 'deactivate', pagers);
		const all = await okta.items('groupRule', 'getAll', { returnAll: true });
		expect(all.map(({ name }) => name)).toEqual(['Kassel to office', 'IT to VPN', 'Pagers']);
		expect((await scrolled(okta, 'searchGroupRules', 'pag')).names).toEqual(['Pagers, inactive']);
		expect(
			await okta.items('groupRule', 'delete', { ...pagers, options: { removeUsers: true } }),
		).toEqual([{ id: made.id, name: 'Pagers', deleted: true }]);
		expect(await members()).toBeLessThan(filled);
	});

	test('a caller is verified, by push and by code', async () => {
		const id = await idOf('malik.torres@halden.example');
		const user = byId(id);
		const [push] = await okta.items('factor', 'getAll', { user, limit: 1 });
		await okta.items('factor', 'remove', { user, factor: byId(push.id) });
		const [made] = await okta.items('factor', 'enroll', { user, kind: 'oktaPush' });
		const phone = { user, factor: byId(made.id) };
		await okta.items('factor', 'activate', { ...phone, passCode: '123456' });
		expect(await okta.items('factor', 'verify', phone)).toEqual([
			{ userId: id, factorId: made.id, verified: true, factorResult: 'SUCCESS' },
		]);
		await sandbox.dial('okta', { pushAnswer: 'REJECTED' });
		expect(await okta.items('factor', 'verify', phone)).toMatchObject([{ verified: false }]);
		await sandbox.dial('okta', { pushMs: 3_600_000 });
		const options = { answerWait: 0 };
		expect(await okta.items('factor', 'verify', { ...phone, options })).toMatchObject([
			{ verified: false, factorResult: 'WAITING' },
		]);
		const [sms] = await okta.items('factor', 'enroll', {
			user,
			kind: 'sms',
			phoneNumber: '+49561555010',
			options: { activate: true },
		});
		const mobile = { user, factor: byId(sms.id) };
		expect(await okta.items('factor', 'verify', { ...mobile, method: 'send' })).toMatchObject([
			{ verified: false, factorResult: 'CHALLENGE' },
		]);
		const by = (passCode: string) => ({ ...mobile, method: 'code', passCode });
		expect(await okta.refusal('factor', 'verify', by('000000'))).toContain('Invalid Passcode');
		expect(await okta.items('factor', 'verify', by('123456'))).toMatchObject([{ verified: true }]);
	});

	test('who knows the password changes it, and the recovery question', async () => {
		const [{ id }] = await okta.items('user', 'create', {
			...person,
			credentials: { password: { value: 'Correct-Horse-7' } },
		});
		const user = { user: byId(id) };
		const change = { ...user, oldPassword: 'Correct-Horse-7', newPassword: 'Correct-Horse-8' };
		await okta.items('user', 'changePassword', { ...change, options: { revokeSessions: true } });
		expect(await okta.refusal('user', 'changePassword', change)).toContain('Update of credentials');
		expect(await okta.refusal('user', 'forgotPassword', user)).toContain('not allowed');
		const question = { question: 'First pet?', answer: 'Rex the dog' };
		await okta.items('user', 'changeRecoveryQuestion', {
			...user,
			currentPassword: 'Correct-Horse-8',
			...question,
		});
		await okta.items('user', 'forgotPassword', user);
		const [given] = await okta.items('user', 'forgotPassword', {
			...user,
			options: { link: 'item' },
		});
		expect(given.resetPasswordUrl).toMatch(/^http/);
		expect((await userIn(id)).status).toBe('ACTIVE');
	});

	test('devices are told, suspended, deactivated and deleted', async () => {
		const { devices } = await state();
		const all = await okta.items('device', 'getAll', { returnAll: true });
		expect(sorted(all.map(({ id }) => id))).toEqual(sorted(devices.map(({ id }: Json) => id)));
		const [one] = devices;
		const device = { device: byId(one.id) };
		const named = { filters: { nameContains: one.name.slice(0, 4), status: 'ACTIVE' } };
		const found = await okta.items('device', 'getAll', named);
		expect(found.map(({ id }) => id)).toContain(one.id);
		const [owner] = await okta.items('device', 'getUsers', device);
		expect(owner).toMatchObject({ id: one.users[0], managementStatus: 'MANAGED' });
		const own = await okta.items('user', 'getDevices', { user: byId(owner.id) });
		expect(own.map(({ id }) => id)).toEqual([one.id]);
		await okta.items('device', 'suspend', device);
		expect(await okta.items('device', 'suspend', device)).toMatchObject([{ already: true }]);
		expect((await scrolled(okta, 'searchDevices', one.name)).names[0]).toContain(', suspended');
		await okta.items('device', 'unsuspend', device);
		expect(await okta.refusal('device', 'delete', device)).toContain('cannot be deleted');
		await okta.items('device', 'deactivate', device);
		expect(await okta.items('device', 'getUsers', device)).toEqual([]);
		await okta.items('device', 'activate', device);
		expect(await okta.items('device', 'get', device)).toMatchObject([{ status: 'ACTIVE' }]);
		await okta.items('device', 'deactivate', device);
		expect(await okta.items('device', 'delete', device)).toEqual([{ id: one.id, deleted: true }]);
		const events = await okta.items('log', 'getAll', {
			filters: { targetId: one.id },
		});
		expect(events.length).toBeGreaterThan(0);
	});

	test('grants and tokens are told and revoked', async () => {
		const id = await idOf('jana.quist@halden.example');
		const user = { user: { mode: 'login', value: 'jana.quist@halden.example' } };
		const all = await okta.items('grant', 'getAll', { ...user, returnAll: true });
		expect(all.map(({ scopeId }) => scopeId)).toEqual(['okta.users.read.self', 'okta.apps.read']);
		const grant = byId(all[0].id);
		expect(await okta.items('grant', 'get', { ...user, grant })).toEqual([all[0]]);
		expect((await scrolled(okta, 'searchGrants', 'apps', user)).names).toEqual([
			'okta.apps.read, Halden Dashboard',
		]);
		await okta.items('grant', 'revoke', { ...user, grant });
		expect(await okta.items('grant', 'revokeAll', user)).toEqual([
			{ userId: id, grantIds: [all[1].id], success: true },
		]);
		expect(await okta.items('grant', 'revokeAll', user)).toMatchObject([{ already: true }]);
		const [one] = await okta.items('token', 'getClients', { ...user, returnAll: true });
		expect(one).toMatchObject({ client_name: 'Halden Dashboard' });
		const ofClient = { ...user, client: byId(one.client_id) };
		const [token] = await okta.items('token', 'getAll', ofClient);
		expect((await scrolled(okta, 'searchClients', undefined, user)).values).toEqual([
			one.client_id,
		]);
		expect((await scrolled(okta, 'searchTokens', undefined, ofClient)).values).toEqual([token.id]);
		await okta.items('token', 'revoke', { ...ofClient, token: byId(token.id) });
		expect(await userIn(id)).toMatchObject({ grants: 0, tokens: 0 });
		const malik = { user: byId(await idOf('malik.torres@halden.example')) };
		const [ended] = await okta.items('token', 'revokeAll', { ...malik, client: ofClient.client });
		expect(ended.tokenIds).toHaveLength(1);
		expect(await userIn(malik.user.value)).toMatchObject({ grants: 2, tokens: 0 });
	});

	test('passwords end, locks are opened, and sessions are cleared', async () => {
		const jana = { user: { mode: 'login', value: 'jana.quist@halden.example' } };
		const id = await idOf('jana.quist@halden.example');
		const [temporary] = await okta.items('user', 'setTemporaryPassword', {
			...jana,
			returnPassword: true,
		});
		expect(temporary.tempPassword).toEqual(expect.any(String));
		expect(await okta.items('user', 'expirePassword', jana)).toMatchObject([{ already: true }]);
		expect((await userIn(id)).status).toBe('PASSWORD_EXPIRED');
		const zeno = { user: { mode: 'login', value: 'zeno.castell@halden.example' } };
		await okta.items('user', 'unlock', zeno);
		expect(await okta.items('user', 'unlock', zeno)).toMatchObject([{ already: true }]);
		await okta.items('user', 'clearSessions', { ...jana, options: { oauthTokens: true } });
		expect((await userIn(id)).sessions).toBe(0);
		const seen = await okta.items('user', 'getApplicationLinks', { ...zeno, returnAll: true });
		expect(seen.map(({ label }) => label)).toContain('Slack');
		const types = await okta.items('user', 'getUserTypes', { returnAll: true });
		expect(sorted(types.map(({ displayName }) => displayName))).toEqual(['Contractor', 'User']);
		await okta.items('user', 'revokeAllAccess', zeno);
		expect((await userIn(await idOf('zeno.castell@halden.example'))).sessions).toBe(0);
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
		const every = await scrolled(okta, 'searchGroups');
		expect(sorted(every.values)).toEqual(sorted(groups.map(({ id }: Json) => id)));
		expect(every.names).toContain('Everyone, built in');
		const own = await scrolled(okta, 'searchOktaGroups', 'FIN');
		expect(own.names).toEqual(['Finance']);
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

	test('a user comes and changes by v2, with or without mappings, and without a license', async () => {
		const newer = { newerApi: true, mappings: 'disabled' };
		const [{ id, department }] = await oneLogin.items('user', 'create', {
			username: 'ines.brandt',
			additionalFields: { department: 'Legal' },
			customAttributes: { attribute: [{ name: 'branch', value: 'Kassel' }] },
			password: { clear: { password: 'weak' } },
			options: { ...newer, validate_policy: false },
		});
		expect(department).toBe('Legal');
		await sandbox.advance(10_000);
		expect(await userIn(id)).toMatchObject({
			roles: [],
			hasPassword: true,
			custom_attributes: { branch: 'Kassel' },
		});
		const update = { user: byId(id), updateFields: { department: 'Legal' } };
		const options = { newerApi: true, mappings: 'sync' };
		const [mapped] = await oneLogin.items('user', 'update', { ...update, options });
		expect(mapped.role_ids).toEqual([await roleNamed('Legal')]);

		await sandbox.dial('oneLogin', { licenses: 0 });
		const [unlicensed] = await oneLogin.items('user', 'create', {
			firstname: 'Otis',
			lastname: 'Raab',
			username: 'otis.raab',
			email: 'otis.raab@halden.example',
			options: { confirmLicense: 5 },
		});
		await sandbox.dial('oneLogin', { licenses: null });
		expect(unlicensed).toMatchObject({ state: 3, licensed: false });
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

	test('a role comes, is filled, gives applications and goes', async () => {
		const { apps, users } = await state();
		const [ada, malik] = ['ada.vogel', 'malik.torres'].map((name) =>
			users.find(({ username }: Json) => username === name),
		);
		const unlicensed = users.find((user: Json) => user.state === 3);
		const [slack, wiki] = [apps[1], apps[2]];
		const [created] = await oneLogin.items('role', 'create', {
			name: 'Night Shift',
			additionalFields: { apps: [String(slack.id)], admins: ada.email },
		});
		const role = { mode: 'name', value: 'Night Shift' };
		const roleIn = async () =>
			(await state()).roles.find(({ id }: Json) => id === created.id) as Json;
		expect(await roleIn()).toMatchObject({
			name: 'Night Shift',
			apps: [slack.id],
			admins: [ada.id],
		});
		expect(await oneLogin.refusal('role', 'create', { name: 'Night Shift' })).toMatch(/taken/);

		const change = { role, options: { confirmWithin: 0.01 } };
		const added = await oneLogin.items('role', 'addUsers', {
			...change,
			users: `${ada.email}, ${malik.username}, ${unlicensed.id}`,
		});
		expect(added.map(({ userId, confirmed }) => [userId, confirmed])).toEqual([
			[ada.id, true],
			[malik.id, true],
			[unlicensed.id, false],
		]);
		expect(added[2].reason).toMatch(/has no license/);
		expect((await userIn(ada.id)).apps).toContain(slack.name);
		const held = await oneLogin.items('role', 'getUsers', { role, filters: { search: 'torres' } });
		expect(held).toMatchObject([{ id: malik.id, assigned: true }]);
		const [gone] = await oneLogin.items('role', 'removeUsers', { ...change, users: malik.email });
		expect(gone).toEqual({ roleId: created.id, userId: malik.id, confirmed: true });
		expect((await userIn(malik.id)).roles).not.toContain('Night Shift');

		await oneLogin.items('role', 'addAdmins', { ...change, users: malik.email });
		await oneLogin.items('role', 'removeAdmins', { ...change, users: ada.email });
		const admins = await oneLogin.items('role', 'getAdmins', { role });
		expect(admins.map(({ id }) => id)).toEqual([malik.id]);

		const app = { mode: 'name', value: wiki.name };
		expect(await oneLogin.items('role', 'addApplication', { role, app })).toMatchObject([
			{ already: false },
		]);
		expect(await oneLogin.items('role', 'addApplication', { role, app })).toMatchObject([
			{ already: true },
		]);
		const given = await oneLogin.items('role', 'getApplications', { role });
		expect(sorted(given.map(({ name }) => name))).toEqual(sorted([slack.name, wiki.name]));
		const options = { onlyUnassigned: true };
		expect(
			await oneLogin.items('role', 'getApplications', { role, returnAll: true, options }),
		).toHaveLength(apps.length - 2);
		await oneLogin.items('role', 'removeApplication', { role, app: byId(slack.id) });
		expect((await roleIn()).apps).toEqual([wiki.id]);
		await oneLogin.items('role', 'setApplications', { role, apps: [slack.name] });
		expect((await roleIn()).apps).toEqual([slack.id]);

		const byApp = await oneLogin.items('role', 'getAll', { filters: { app: slack.name } });
		expect(byApp.map(({ name }) => name)).toContain('Night Shift');
		expect(await oneLogin.items('role', 'getAll', { returnAll: true })).toHaveLength(
			(await state()).roles.length,
		);
		await oneLogin.items('role', 'update', { role, name: 'Late Shift' });
		expect(await oneLogin.items('role', 'get', { role: byId(created.id) })).toEqual([
			{
				id: created.id,
				name: 'Late Shift',
				users: [ada.id],
				admins: [malik.id],
				apps: [slack.id],
			},
		]);
		await oneLogin.items('role', 'delete', { role: byId(created.id) });
		expect(await roleIn()).toBeUndefined();
		expect(await oneLogin.refusal('role', 'get', { role: byId(created.id) })).toMatch(/given id/);
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

	test('someone is suspended, activated, locked and unlocked', async () => {
		const user = named('malik.torres');
		const { id } = (await state()).users.find(
			({ email }: Json) => email === 'malik.torres@halden.example',
		);
		expect(await oneLogin.items('user', 'suspend', { user })).toEqual([{ userId: id, status: 2 }]);
		expect(await userIn(id)).toMatchObject({ status: 2 });
		const stop = { options: { ifAlreadyDone: 'stop' } };
		expect(await oneLogin.refusal('user', 'suspend', { user, ...stop })).toMatch(/already/);
		expect(await oneLogin.items('user', 'activate', { user })).toEqual([{ userId: id, status: 1 }]);
		await oneLogin.items('user', 'lock', { user, minutes: 30 });
		const unlocked = { userId: id, success: true };
		expect(await oneLogin.items('user', 'unlock', { user })).toEqual([
			{ ...unlocked, already: false },
		]);
		expect(await userIn(id)).toMatchObject({ status: 1, locked_until: null });
		expect(await oneLogin.items('user', 'unlock', { user })).toEqual([
			{ ...unlocked, already: true },
		]);
		const owner = named('priya.strand');
		expect(await oneLogin.refusal('user', 'suspend', { user: owner })).toMatch(/owner/);
	});

	// What it does in all sorts of states and faults is in offboardOneLogin.test.mts.
	test('somebody is offboarded by username, but for what a mapping gives', async () => {
		const user = named('malik.torres');
		const [item] = await oneLogin.items('user', 'offboard', { user });
		expect(item).toMatchObject({ complete: true, left: [{ what: 'role', name: 'Engineering' }] });
		const { id } = item.user;
		expect(await userIn(id)).toMatchObject({ status: 2, devices: 0, roles: ['Engineering'] });
	});

	test('someone is invited, gets attributes and what mappings give', async () => {
		const user = named('malik.torres');
		const { id, department } = (await state()).users.find(
			({ email }: Json) => email === 'malik.torres@halden.example',
		);
		expect(await oneLogin.items('user', 'sendInvitation', { user })).toEqual([
			{ userId: id, sentTo: 'malik.torres@halden.example', success: true },
		]);
		expect((await userIn(id)).invitation_sent_at).not.toBeNull();
		const [{ link }] = await oneLogin.items('user', 'getInvitationLink', {
			user,
			showSecret: true,
		});
		expect(link).toMatch(/^https:.*token=/);
		await oneLogin.items('user', 'setCustomAttributes', {
			user,
			customAttributes: { attribute: [{ name: 'branch', value: 'Kassel' }] },
		});
		expect((await userIn(id)).custom_attributes.branch).toBe('Kassel');
		const [mapped] = await oneLogin.items('user', 'runMappings', { user });
		expect(mapped.role_ids).toContain(await roleNamed(department));
		const desk = await roleNamed('Help Desk');
		await oneLogin.items('user', 'addRoles', { user, roles: [desk] });
		expect(await oneLogin.items('user', 'getPrivileges', { user })).toEqual([]);
		const options = { includeRoles: true };
		expect(await oneLogin.items('user', 'getPrivileges', { user, options })).toMatchObject([
			{ name: 'Unlock users' },
		]);
	});

	test('second factors are told, taken away, enrolled and asked for', async () => {
		const user = named('priya.strand');
		const { id, devices } = (await state()).users.find(
			({ email }: Json) => email === 'priya.strand@halden.example',
		);
		expect(devices).toBeGreaterThan(0);
		const options = { includeInactive: true };
		const before = await oneLogin.items('mfa', 'getDevices', { user });
		expect(
			(await oneLogin.items('mfa', 'getDevices', { user, options })).map((one) => one.device_id),
		).toEqual(before.map((one) => one.device_id));
		const picked = await oneLogin.pick({ user }).search('searchDevices');
		expect(picked.results.map(({ value }) => value)).toEqual([before[0].device_id]);
		const [gone] = await oneLogin.items('mfa', 'removeAllDevices', { user });
		expect(gone).toMatchObject({ userId: id, already: false });
		expect(await userIn(id)).toMatchObject({ devices: 0 });
		expect(await oneLogin.items('mfa', 'removeAllDevices', { user })).toMatchObject([
			{ already: true },
		]);

		const factors = await oneLogin.items('mfa', 'getFactors', { user });
		const offered = await oneLogin.pick({ user }).search('searchFactors', 'google');
		expect(offered.results.map(({ value }) => value)).toEqual([String(factors[0].factor_id)]);
		const [begun] = await oneLogin.items('mfa', 'enroll', {
			user,
			factor: byId(factors[0].factor_id),
			displayName: 'New phone',
		});
		expect(begun).toMatchObject({ status: 'pending', userId: id });
		const registering = { user, registrationId: begun.id };
		expect(
			await oneLogin.items('mfa', 'confirm', { ...registering, method: 'poll' }),
		).toMatchObject([{ status: 'pending' }]);
		await oneLogin.refusal('mfa', 'confirm', { ...registering, otp: '000000' });
		const [{ status, device_id: deviceId }] = await oneLogin.items('mfa', 'confirm', {
			...registering,
			otp: '123456',
		});
		expect(status).toBe('accepted');
		const device = byId(deviceId);
		const [asked] = await oneLogin.items('mfa', 'challenge', { user, device });
		const verifying = { user, verificationId: asked.id };
		await oneLogin.refusal('mfa', 'verify', { ...verifying, otp: '000000' });
		expect(await oneLogin.items('mfa', 'verify', { ...verifying, otp: '123456' })).toEqual([
			{ id: asked.id, userId: id, verified: true },
		]);
		const [token] = await oneLogin.items('mfa', 'generateTemporaryToken', {
			user,
			showSecret: true,
		});
		expect(token.mfa_token).toMatch(/^\d{9}$/);
		expect(await oneLogin.items('mfa', 'removeDevice', { user, device })).toEqual([
			{ id: deviceId, userId: id, deleted: true },
		]);
		await oneLogin.refusal('mfa', 'removeDevice', { user, device });
	});

	test('what happened is in the event log', async () => {
		const user = named('malik.torres');
		const { id } = (await state()).users.find(
			({ email }: Json) => email === 'malik.torres@halden.example',
		);
		await oneLogin.items('user', 'lock', { user, minutes: 30 });
		await oneLogin.items('user', 'unlock', { user });
		const types = await oneLogin.items('event', 'getTypes', { returnAll: true });
		expect(types.map(({ name }) => name)).toContain('USER_LOCKED_USER');
		const [newest] = await oneLogin.items('event', 'getAll', { limit: 1 });
		expect(newest).toMatchObject({ event_type_id: 12, user_id: id });
		const [locked] = await oneLogin.items('event', 'getAll', {
			filters: { user, events: ['USER_LOCKED_USER'] },
		});
		expect(locked).toMatchObject({ event_type_id: 19, user_id: id });
		expect(await oneLogin.items('event', 'get', { eventId: String(locked.id) })).toEqual([locked]);
		const all = await oneLogin.items('event', 'getAll', {
			returnAll: true,
			options: { oldestFirst: true },
		});
		expect(all.length).toBeGreaterThan(100);
		const ids = all.map((one) => one.id);
		expect(ids).toEqual([...new Set(ids)].sort((a: number, b: number) => a - b));
		expect(
			await oneLogin.items('event', 'getAll', { filters: { since: locked.created_at } }),
		).toHaveLength(2);
		const offered = await oneLogin.pick().load('getEventTypes');
		expect(namesOf(offered)).toContain('USER_LOCKED_USER');
	});

	test('a group comes, holds someone, changes and goes', async () => {
		const user = named('malik.torres');
		const [created] = await oneLogin.items('group', 'create', {
			name: 'Night Shift',
			additionalFields: { policy_id: 'Strict Policy' },
		});
		const { id } = created;
		const group = { mode: 'name', value: 'Night Shift' };
		expect(await oneLogin.refusal('group', 'create', { name: 'Night Shift' })).toMatch(/taken/);
		await oneLogin.items('user', 'update', { user, updateFields: { group_id: 'Night Shift' } });
		const held = await oneLogin.items('user', 'getAll', { filters: { group: 'Night Shift' } });
		expect(held).toMatchObject([
			{ email: 'malik.torres@halden.example', role_ids: expect.any(Array) },
		]);
		await oneLogin.items('group', 'update', { group, updateFields: { name: 'Late Shift' } });
		const policy = (await oneLogin.pick().load('getPolicies')).find(
			({ name }) => name === 'Strict Policy',
		);
		expect(await oneLogin.items('group', 'get', { group: byId(id) })).toMatchObject([
			{ id, name: 'Late Shift', policy_id: Number(policy!.value) },
		]);
		const all = await oneLogin.items('group', 'getAll', { returnAll: true });
		expect(all.map((one) => one.name)).toContain('Late Shift');
		expect((await scrolled(oneLogin, 'searchGroups', 'late')).values).toEqual([String(id)]);
		await oneLogin.items('group', 'delete', { group: byId(id) });
		const [{ id: userId }] = await oneLogin.items('user', 'get', { user });
		expect((await userIn(userId)).group_id).toBeNull();
		await oneLogin.refusal('group', 'get', { group: byId(id) });
	});

	test('an application comes, changes and goes', async () => {
		const connectors = await oneLogin.pick().search('searchConnectors', 'openid');
		expect(connectors.results.map(({ value }) => value)).toEqual(['108419']);
		expect((await scrolled(oneLogin, 'searchConnectors')).pages).toBeGreaterThan(1);
		const connector = byId(connectors.results[0].value);
		const create = { connector, name: 'Rota' };
		const [created] = await oneLogin.items('application', 'create', {
			...create,
			showSecret: true,
		});
		expect(created).toMatchObject({
			name: 'Rota',
			client_secret: expect.stringMatching(/^secret-/),
		});
		const app = byId(created.id);
		const [updated] = await oneLogin.items('application', 'update', {
			app,
			updateFields: { visible: false, configuration: '{ "redirect_uri": "https://x.example" }' },
		});
		expect(updated).toMatchObject({ visible: false });
		const [read] = await oneLogin.items('application', 'get', { app, simplify: false });
		expect(read).toMatchObject({ configuration: { redirect_uri: 'https://x.example' } });
		expect(JSON.stringify(read)).not.toContain('secret-');
		const filters = { connector, authMethod: 8 };
		const found = await oneLogin.items('application', 'getAll', { filters });
		expect(found.map(({ id }) => id)).toEqual([created.id]);
		const slack = { mode: 'name', value: 'Slack' };
		const users = await oneLogin.items('application', 'getUsers', { app: slack, returnAll: true });
		const holders = (await state()).users.filter((user: Json) => user.apps.includes('Slack'));
		expect(sorted(users.map(({ id }) => id))).toEqual(sorted(holders.map(({ id }: Json) => id)));
		const byApp = { filters: { app: 'Slack' }, returnAll: true };
		expect(await oneLogin.items('user', 'getAll', byApp)).toHaveLength(holders.length);
		expect(await oneLogin.items('application', 'delete', { app })).toEqual([
			{ id: created.id, deleted: true },
		]);
		await oneLogin.refusal('application', 'get', { app });
	});

	test('a custom attribute comes, changes and goes', async () => {
		const [created] = await oneLogin.items('customAttribute', 'create', {
			name: 'Badge',
			shortname: 'badge',
		});
		const customAttribute = { mode: 'shortname', value: 'badge' };
		await oneLogin.items('customAttribute', 'update', {
			customAttribute,
			updateFields: { name: 'Badge Number' },
		});
		expect(await oneLogin.items('customAttribute', 'get', { customAttribute })).toEqual([
			{ id: created.id, name: 'Badge Number', shortname: 'badge', position: null },
		]);
		const listed = await oneLogin.items('customAttribute', 'getAll', {
			options: { includeIds: true },
		});
		expect(listed.map(({ id }) => id)).toContain(created.id);
		const picked = await oneLogin.pick().search('searchCustomAttributes', 'badge');
		expect(picked.results).toEqual([{ name: 'Badge Number (badge)', value: String(created.id) }]);
		expect(await oneLogin.items('customAttribute', 'delete', { customAttribute })).toEqual([
			{ id: created.id, deleted: true },
		]);
		await oneLogin.refusal('customAttribute', 'get', { customAttribute: byId(created.id) });
	});

	test('a mapping is made of what the form offers, changed, and gives what it says', async () => {
		const values = (options: Json[]) => options.map(({ value }) => value);
		const form = {
			criteria: { condition: [{ source: 'title', operator: '', value: '' }] },
			actions: { action: [{ action: 'add_role', value: '' }] },
		};
		const beside = (path: string) => oneLogin.pick(form, `parameters.${path}`);
		const conditions = await oneLogin.pick().load('getMappingConditions');
		expect(values(conditions)).toContain('custom_attribute_branch');
		const operators = await beside('criteria.condition[0].operator').load('getMappingOperators');
		expect(values(operators)).toEqual(expect.arrayContaining(['equals', '~', 'bw']));
		const search = async (path: string, method: string, text?: string) =>
			(await beside(path).search(method, text)).results;
		expect(await search('criteria.condition[0].value', 'searchConditionValues')).toEqual([]);
		expect(values(await oneLogin.pick().load('getMappingActions'))).toContain('add_role');
		const [aurora] = await search('actions.action[0].value', 'searchActionValues', 'aurora');

		const rule = {
			criteria: {
				condition: [
					{ source: 'title', operator: '~', value: { mode: 'text', value: 'Lead' } },
					{ source: 'department', operator: 'equals', value: { mode: 'text', value: 'Sales' } },
				],
			},
			actions: { action: [{ action: 'add_role', value: { mode: 'list', value: aurora.value } }] },
		};
		const [created] = await oneLogin.items('mapping', 'create', {
			name: 'Leads of Sales',
			...rule,
			options: { position: 2 },
		});
		expect(created).toMatchObject({ enabled: true, position: 2, match: 'all' });
		const all = await oneLogin.items('mapping', 'getAll', { returnAll: true });
		expect(all.filter(({ position }) => position === 2)).toHaveLength(1);
		const { users } = await state();
		const isLead = ({ title, department, roles }: Json) =>
			title.includes('Lead') && department === 'Sales' && !roles.includes('Project Aurora');
		const lead = users.find(isLead);
		const user = byId(lead.id);
		await oneLogin.items('user', 'runMappings', { user });
		expect((await userIn(lead.id)).mappedRoles).toContain('Project Aurora');

		const mapping = byId(created.id);
		const [off] = await oneLogin.items('mapping', 'update', {
			mapping,
			updateFields: { enabled: false, name: 'Leads' },
		});
		expect(off).toMatchObject({ name: 'Leads', enabled: false, position: null, match: 'all' });
		expect(off.conditions).toEqual(created.conditions);
		const [on] = await oneLogin.items('mapping', 'update', {
			mapping,
			updateFields: { enabled: true, match: 'any' },
		});
		expect(on).toMatchObject({ enabled: true, position: all.length - 1, match: 'any' });
		expect(
			await oneLogin.refusal('mapping', 'create', {
				name: 'Wrong',
				...rule,
				actions: { action: [{ action: 'add_role', value: { mode: 'text', value: '1' } }] },
			}),
		).toMatch(/Validation Failed/);
	});

	test('a privilege is made and changed, and who has it keeps it', async () => {
		const [first] = (await state()).users;
		const [created] = await oneLogin.items('privilege', 'create', {
			name: 'Help Desk',
			actions: ['Users:Unlock', 'Roles:List', 'Users:List'],
			limitTo: { users: first.email, roles: ['Employee'] },
		});
		expect(created.privilege.Statement).toEqual([
			{ Effect: 'Allow', Action: ['Users:Unlock', 'Users:List'], Scope: [`users/${first.id}`] },
			{ Effect: 'Allow', Action: ['Roles:List'], Scope: [`roles/${await roleNamed('Employee')}`] },
		]);
		const privilege = byId(created.id);
		await oneLogin.items('privilege', 'addUsers', { privilege, users: String(first.id) });
		const [named_] = await oneLogin.items('privilege', 'update', {
			privilege,
			updateFields: { description: 'First line' },
		});
		expect(named_).toEqual({ ...created, description: 'First line' });
		const [changed] = await oneLogin.items('privilege', 'update', {
			privilege,
			actions: ['Users:Invite'],
		});
		expect(changed).toMatchObject({
			name: 'Help Desk',
			description: 'First line',
			privilege: { Statement: [{ Action: ['Users:Invite'], Scope: ['*'] }] },
		});
		expect(await oneLogin.items('privilege', 'getUsers', { privilege })).toHaveLength(1);
	});

	test('mappings, privileges and reports are told and changed', async () => {
		const { users } = await state();
		const malik = users.find(({ username }: Json) => username === 'malik.torres');
		const all = await oneLogin.items('mapping', 'getAll', { returnAll: true });
		const disabled = await oneLogin.items('mapping', 'getAll', { filters: { enabled: false } });
		expect(disabled.map(({ name }) => name)).toEqual(['Old rule']);
		expect(all.length).toBeGreaterThan(5);
		const mapping = { mode: 'name', value: `${malik.department} gives its role` };
		const [read] = await oneLogin.items('mapping', 'get', { mapping });
		expect(read).toMatchObject({ enabled: true, match: 'all' });
		const other = users.find(({ department }: Json) => department !== malik.department);
		const tried = await oneLogin.items('mapping', 'dryRun', {
			mapping,
			users: `${malik.email}, ${other.id}`,
		});
		expect(tried.map(({ userId, mapped }) => [userId, mapped])).toEqual([
			[malik.id, true],
			[other.id, false],
		]);
		const offered = await oneLogin.pick().search('searchMappings', 'old');
		expect(offered.results.map(({ name }) => name)).toEqual(['Old rule, disabled']);
		await oneLogin.items('mapping', 'delete', { mapping });
		await oneLogin.refusal('mapping', 'get', { mapping });

		const [{ id, name }] = await oneLogin.items('privilege', 'getAll', { returnAll: true });
		const privilege = { mode: 'name', value: name };
		expect(await oneLogin.items('privilege', 'get', { privilege })).toMatchObject([{ id }]);
		const three = users.slice(0, 3).map((user: Json) => user.id);
		await oneLogin.items('privilege', 'addUsers', { privilege, users: three.join() });
		await oneLogin.items('privilege', 'removeUsers', { privilege, users: String(three[0]) });
		const held = await oneLogin.items('privilege', 'getUsers', { privilege, returnAll: true });
		expect(held.map(({ userId }) => userId)).toEqual(three.slice(1));
		const desk = await roleNamed('Help Desk');
		await oneLogin.items('privilege', 'addRoles', { privilege, roles: ['Employee'] });
		await oneLogin.items('privilege', 'removeRoles', { privilege, roles: [desk] });
		expect(await oneLogin.items('privilege', 'getRoles', { privilege })).toEqual([
			{ privilegeId: id, roleId: await roleNamed('Employee') },
		]);
		const picked = await oneLogin.pick().search('searchPrivileges', 'unlock');
		expect(picked.results).toEqual([{ name, value: id }]);
		await oneLogin.items('privilege', 'delete', { privilege });
		expect(await oneLogin.items('privilege', 'getAll', { returnAll: true })).toEqual([]);

		const reports = await oneLogin.items('report', 'getAll', { returnAll: true });
		expect(reports.map((one) => one.name)).toContain('Inactive users');
		const report = { mode: 'name', value: 'Inactive users' };
		expect(await oneLogin.items('report', 'run', { report })).toHaveLength(20);
		const email = 'ada.vogel@halden.example';
		expect(await oneLogin.items('report', 'runInBackground', { report, email })).toMatchObject([
			{ email, success: true },
		]);
		expect((await scrolled(oneLogin, 'searchReports')).names).toHaveLength(3);
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
		const { apps } = await state();
		const offered = await scrolled(oneLogin, 'searchApps');
		expect(sorted(offered.values)).toEqual(sorted(apps.map(({ id }: Json) => id)));
		expect(sorted(namesOf(await oneLogin.pick().load('getApps')))).toEqual(sorted(offered.names));
		const project = await scrolled(oneLogin, 'searchRoles', 'project a');
		expect(sorted(project.names)).toEqual(['Project Amber', 'Project Aurora']);
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
	logtoApplications(given);
	logtoOrganizations(given);
	logtoTemplate(given);
	logtoResources(given);
	logtoWebhooks(given);
	logtoTokens(given);
	logtoJit(given);

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

describe('a request that is written by hand', () => {
	const nodes = {
		okta: nodeOf('okta', () => credentialsIn('okta', sandbox.access), {
			authentication: 'apiToken',
		}),
		oneLogin: nodeOf('oneLogin', () => credentialsIn('oneLogin', sandbox.access)),
		logto: nodeOf('logto', () => credentialsIn('logto', sandbox.access)),
	};

	test.each<[keyof typeof nodes, string, string]>([
		['okta', '/api/v1/users?limit=7&search=status pr', 'id'],
		['oneLogin', '/api/1/users?limit=7', 'id'],
		['logto', '/api/users', 'id'],
	])('%s: %s, all pages of it, and a part', async (name, path) => {
		const { users } = (await sandbox.state(name)) as Json;
		const request = { path, returnAll: true };
		const all = await nodes[name].items('apiRequest', 'send', request);
		expect(sorted(all.map(({ id }) => String(id)))).toEqual(
			sorted(users.map(({ id }: Json) => String(id))),
		);
		const some = await nodes[name].items('apiRequest', 'send', { path, limit: 25 });
		expect(some).toHaveLength(25);
	});
});

describe('what the vendors are known for', () => {
	const okta = nodeOf('okta', () => credentialsIn('okta', sandbox.access), {
		authentication: 'apiToken',
	});
	const logto = nodeOf('logto', () => credentialsIn('logto', sandbox.access));
	const peopleOf = async (name: NodeName): Promise<string[]> =>
		sorted(((await sandbox.state(name)) as Json).users.map(({ id }: Json) => id));
	const idsOf = (items: Json[]) => sorted(items.map(({ id }) => id));

	test('Okta: a list whose pages take too long is read in smaller ones', async () => {
		await sandbox.dial('okta', { slowAbove: 60 });
		const filters = { search: 'status pr' };
		const items = await okta.items('user', 'getAll', { returnAll: true, filters });
		expect(idsOf(items)).toEqual(await peopleOf('okta'));
	});

	test('Okta: a deactivated user cannot be changed, and is named as such', async () => {
		const { users } = (await sandbox.state('okta')) as Json;
		const gone = users.find(({ status }: Json) => status === 'DEPROVISIONED');
		const message = await okta.refusal('user', 'update', {
			user: byId(gone.id),
			profile: { city: 'Kassel' },
		});
		expect(message).toMatch(/is deactivated/);
	});

	test.each<[string, IDataObject]>([
		['everybody', {}],
		[
			'any of two conditions',
			{
				conditions: {
					condition: [
						{ field: 'primaryEmail', mode: 'like', value: '%' },
						{ field: 'username', mode: 'like', value: '%a%' },
					],
				},
				options: { joint: 'or' },
			},
		],
	])('Logto: %s, where all were imported at the same moment', async (_what, parameters) => {
		const wanted = { returnAll: true, ...parameters };
		const before = idsOf(await logto.items('user', 'getAll', wanted));
		expect(before.length).toBeGreaterThan(100);
		await sandbox.dial('logto', { isMixedUp: true });
		expect(idsOf(await logto.items('user', 'getAll', wanted))).toEqual(before);
	});

	test('Logto: a phone is found in the form in which it was entered', async () => {
		const phone = '+44 07911 123456';
		const [created] = await logto.items('user', 'create', { primaryPhone: phone });
		expect(created.primaryPhone).toBe('447911123456');
		for (const value of [phone, '0044 7911 123456', '447911123456']) {
			const [found] = await logto.items('user', 'get', { user: { mode: 'phone', value } });
			expect(found.id).toBe(created.id);
		}
	});

	// What it does in all sorts of states and faults is in offboard.test.mts.
	test('Logto: somebody is offboarded by email', async () => {
		const user = { mode: 'email', value: 'malik.torres@halden.example' };
		const [item] = await logto.items('user', 'offboard', { user });
		expect(item).toMatchObject({ found: true, complete: true, left: [] });
	});

	test('Logto: usernames in other letters, where the tenant takes them for the same', async () => {
		const [{ id }] = await logto.items('user', 'create', { username: 'ines_brandt' });
		const user = { mode: 'username', value: 'Ines_Brandt' };
		expect(await logto.refusal('user', 'get', { user })).toBe(
			'No user has the username "Ines_Brandt"',
		);
		await sandbox.dial('logto', { caseSensitiveUsernames: false });
		expect((await logto.items('user', 'get', { user }))[0].id).toBe(id);
	});
});

test('groups and roles are found by their names', async () => {
	const okta = nodeOf('okta', () => credentialsIn('okta', sandbox.access), {
		authentication: 'apiToken',
	});
	const [created] = await okta.items('user', 'create', {
		email: 'ines.brandt@halden.example',
		login: 'ines.brandt@halden.example',
		firstName: 'Ines',
		lastName: 'Brandt',
		options: { groupIds: ['VPN'] },
	});
	const { users } = (await sandbox.state('okta')) as Json;
	expect(users.find(({ id }: Json) => id === created.id).groups).toContain('VPN');

	const oneLogin = nodeOf('oneLogin', () => credentialsIn('oneLogin', sandbox.access));
	const held = (await sandbox.state('oneLogin')) as Json;
	const aurora = held.roles.find(({ name }: Json) => name === 'Project Aurora').id;
	const [added] = await oneLogin.items('user', 'addRoles', {
		user: byId(held.users[0].id),
		roles: ['Project Aurora'],
		skipHeld: true,
	});
	expect([...added.addedRoleIds, ...added.skippedRoleIds]).toEqual([aurora]);
	expect(
		await oneLogin.refusal('user', 'addRoles', {
			user: byId(held.users[0].id),
			roles: ['project aurora'],
		}),
	).toBe('No role has the name "project aurora"');

	const logto = nodeOf('logto', () => credentialsIn('logto', sandbox.access));
	const tenant = (await sandbox.state('logto')) as Json;
	const role = tenant.roles.find(({ type }: Json) => type === 'User');
	const [given] = await logto.items('userRole', 'assign', {
		user: byId(tenant.users[0].id),
		roles: [role.name],
	});
	expect([...given.roleIds]).toEqual([role.id]);
});

// What these do in all sorts of states and faults is in the tests of their names.
test.each([
	[
		'okta',
		{
			firstName: 'Nora',
			lastName: 'Neu',
			login: 'nora.neu@halden.example',
			email: 'nora.neu@halden.example',
		},
	],
	[
		'oneLogin',
		{ firstname: 'Nora', lastname: 'Neu', username: 'nora.neu', email: 'nora.neu@halden.example' },
	],
	['logto', { username: 'nora_neu', primaryEmail: 'nora.neu@halden.example' }],
] as Array<[NodeName, IDataObject]>)(
	'%s: somebody comes, is looked at, and goes',
	async (name, keys) => {
		const node = nodeOf(name, () => credentialsIn(name, sandbox.access));
		const [made] = await node.items('user', 'createOrUpdate', keys);
		expect(made).toMatchObject({ outcome: 'created', user: { email: 'nora.neu@halden.example' } });
		const [again] = await node.items('user', 'createOrUpdate', keys);
		expect(again).toMatchObject({ outcome: 'unchanged', user: made.user });
		const user = byId(made.user.id);
		const [access] = await node.items('user', 'getAccess', { user });
		expect(access).toMatchObject({ system: name, active: true, neverLoggedIn: true });
		const [gone] = await node.items('user', 'offboard', { user });
		expect(gone).toMatchObject({ found: true, complete: true });
		expect((await node.items('user', 'getAccess', { user }))[0]).toMatchObject({ active: false });
	},
);

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
	// A report asks nobody.
	const asking = offered.filter((name) => !name.endsWith(' accessReview makeReport'));
	expect([...done].sort()).toEqual(asking.sort());
});
