/** Applications, permissions, webhooks and tokens: what is refused, and what is said of it. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { type Answer, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { app, APP, application, missing, nothing, page, roleOf } from './records.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject,
	...answers: Answer[]
) => {
	server.received = [];
	server.respond = () => answers[server.calls().length - 1];
	return await runNode({
		node: 'logto',
		parameters: { resource, operation, ...parameters },
		credentials: credentialsFor('logto', server.origin),
	});
};

const sent = () => server.calls().map(({ method, path }) => `${method} ${path}`);
const writes = () => sent().filter((call) => !call.startsWith('GET '));

const ROLE = '6jmpqsj8zfv2kxnhsbvm1';
const role = { mode: 'id', value: ROLE };
const permission = { mode: 'id', value: 's6uo2kq8x4m1zv7b9c3nd' };
const oneTimeToken = { mode: 'id', value: 'o6uo2kq8x4m1zv7b9c3nd' };
const webhook = { mode: 'id', value: 'h6uo2kq8x4m1zv7b9c3nd' };
const hook = { name: 'a', events: ['User.Created'], url: 'https://example.com' };
const organization = { mode: 'id', value: 'c9wei6jij6dh' };
const apiResource = { mode: 'id', value: 'r6uo2kq8x4m1zv7b9c3nd' };
const resources: Answer = {
	body: [
		{
			name: 'Shop API',
			indicator: 'https://api.example.com',
			scopes: [{ id: permission.value, name: 'read:orders' }],
		},
	],
};

test.each<[string, string, IDataObject, string]>([
	['application', 'update', { app, updateFields: {} }, 'There is nothing to update'],
	[
		'application',
		'update',
		{ app, updateFields: { name: ' ' } },
		'"Update Fields > Name" is empty',
	],
	['application', 'create', { name: ' ' }, '"Name" is empty'],
	[
		'application',
		'getAll',
		{ filters: { excludeRole: ROLE, excludeOrganization: 'c9wei6jij6dh' } },
		'Logto can leave out those that have a role or those in an organization, not both',
	],
	['applicationSecret', 'create', { app, name: ' ' }, '"Name" is empty'],
	[
		'applicationSecret',
		'create',
		{ app, name: 'a', options: { expiresAt: '2001-01-01T00:00:00.000Z' } },
		'"Options > Expires At" is in the past: 2001-01-01T00:00:00.000Z',
	],
	[
		'applicationSecret',
		'create',
		{ app, name: 'a', options: { expiresAt: '' } },
		'"Options > Expires At" is empty',
	],
	[
		'applicationSecret',
		'rename',
		{ app, secret: { mode: 'name', value: 'a' }, newName: ' ' },
		'"New Name" is empty',
	],
	['applicationRole', 'replace', { app, roles: [] }, '"Role Names or IDs" is empty'],
	[
		'jitProvisioning',
		'addEmailDomain',
		{ organization, emailDomain: 'ada@example.com' },
		'"Email Domain" is no domain: "ada@example.com"',
	],
	['oneTimeToken', 'create', { email: 'bad' }, '"Email" is no email address: "bad"'],
	[
		'oneTimeToken',
		'verify',
		{ email: 'bad', tokenValue: 'not-a-real-token' },
		'"Email" is no email address: "bad"',
	],
	['webhook', 'create', { ...hook, name: ' ' }, '"Name" is empty'],
	['webhook', 'create', { ...hook, url: 'nourl' }, '"URL" is no web address: "nourl"'],
	[
		'webhook',
		'create',
		{ ...hook, additionalFields: { headers: { header: [{ name: 'a b', value: 'c' }] } } },
		'"Additional Fields > Headers" has a name that no header can have: "a b"',
	],
	['webhook', 'update', { webhook, updateFields: {} }, 'There is nothing to update'],
	[
		'webhook',
		'update',
		{ webhook, updateFields: { events: [] } },
		'"Update Fields > Events" is empty',
	],
	[
		'webhook',
		'update',
		{ webhook, updateFields: { url: 'ftp://example.com' } },
		'"Update Fields > URL" is no web address: "ftp://example.com"',
	],
	[
		'webhook',
		'getRecentDeliveries',
		{
			webhook,
			filters: { since: '2026-12-01T00:00:00Z', until: '2026-11-01T00:00:00Z' },
		},
		'"Since" is later than "Until"',
	],
	['apiResource', 'create', { name: 'a', indicator: ' ' }, '"API Identifier" is empty'],
	['apiResource', 'update', { apiResource, updateFields: {} }, 'There is nothing to update'],
	['apiPermission', 'create', { apiResource, name: ' ' }, '"Name" is empty'],
	[
		'apiPermission',
		'update',
		{ apiResource, permission, updateFields: {} },
		'There is nothing to update',
	],
	[
		'apiPermission',
		'update',
		{ apiResource, permission, updateFields: { name: ' ' } },
		'"Update Fields > Name" is empty',
	],
	['organizationRole', 'update', { role, updateFields: {} }, 'There is nothing to update'],
	['organizationRole', 'create', { name: ' ' }, '"Name" is empty'],
	['organizationPermission', 'create', { name: ' ' }, '"Name" is empty'],
	[
		'organizationPermission',
		'update',
		{ permission, updateFields: { name: ' ' } },
		'"Update Fields > Name" is empty',
	],
])('%s > %s refuses %j before anything is sent', async (resource, operation, form, message) => {
	const { error } = await run(resource, operation, form);
	expect(error?.message).toBe(message);
	expect(sent()).toEqual([]);
});

test.each<[string, string, IDataObject, Answer[], string]>([
	[
		'applicationRole',
		'add',
		{ app, roles: [ROLE] },
		[page(roleOf(ROLE))],
		'The application has all of them',
	],
	[
		'applicationRole',
		'remove',
		{ app, role },
		[nothing, { body: application }, { body: roleOf(ROLE) }],
		'The application does not have the role',
	],
	[
		'oneTimeToken',
		'revoke',
		{ oneTimeToken },
		[{ body: { id: oneTimeToken.value, status: 'expired' } }],
		'The token is no longer good: it is expired',
	],
	[
		'jitProvisioning',
		'addRoles',
		{ organization, roles: [ROLE] },
		[page({ id: ROLE })],
		'The organization has all of them',
	],
	[
		'jitProvisioning',
		'addSsoConnectors',
		{ organization, ssoConnectors: ['k9wei6jij6dh'] },
		[page({ id: 'k9wei6jij6dh' })],
		'The organization has all of them',
	],
	[
		'jitProvisioning',
		'removeRole',
		{ organization, role },
		[nothing, { body: {} }, { body: {} }],
		'The organization does not have it',
	],
	[
		'jitProvisioning',
		'removeSsoConnector',
		{ organization, ssoConnector: { mode: 'id', value: 'k9wei6jij6dh' } },
		[nothing, { body: {} }, { body: {} }],
		'The organization does not have it',
	],
	[
		'jitProvisioning',
		'removeEmailDomain',
		{ organization, emailDomain: { mode: 'name', value: 'a.example' } },
		[nothing, { body: {} }],
		'The organization does not have the domain',
	],
	[
		'organizationApplication',
		'add',
		{ organization, apps: [APP] },
		[page(application)],
		'All of them are in the organization',
	],
	[
		'organizationApplication',
		'remove',
		{ organization, app },
		[nothing, { body: { id: 'c9wei6jij6dh' } }, { body: application }],
		'The application is not in the organization',
	],
	[
		'organizationApplication',
		'addRoles',
		{ organization, app, roles: [ROLE] },
		[page({ id: ROLE })],
		'The application has all of them',
	],
	[
		'organizationApplication',
		'removeRole',
		{ organization, app, role },
		[nothing, { body: { id: ROLE } }],
		'The application does not have the role',
	],
	[
		'organizationRole',
		'addPermissions',
		{ role, permissions: [permission.value] },
		[page({ id: permission.value })],
		'The role gives all of them',
	],
	[
		'organizationRole',
		'addApiPermissions',
		{ role, permissions: [permission.value] },
		[resources, page({ id: permission.value })],
		'The role gives all of them',
	],
	[
		'organizationRole',
		'removePermission',
		{ role, permission },
		[nothing, { body: { id: ROLE } }, { body: { id: permission.value } }],
		'The role does not give the permission',
	],
	[
		'organizationRole',
		'removeApiPermission',
		{ role, permission },
		[nothing, { body: { id: ROLE } }, resources],
		'The role does not give the permission',
	],
])(
	'%s > %s stops where there is nothing to do, when told to',
	async (resource, operation, form, answers, fact) => {
		const options = { ifAlreadyDone: 'stop' };
		const { error } = await run(resource, operation, { ...form, options }, ...answers);
		expect(error?.message).toBe(fact);
		expect(writes().filter((call) => !call.startsWith('DELETE'))).toEqual([]);
	},
);

test.each<[string, string, IDataObject, Answer[]]>([
	['applicationRole', 'remove', { app, role }, [nothing, missing]],
	['applicationRole', 'remove', { app, role }, [nothing, { body: application }, missing]],
	['jitProvisioning', 'getEmailDomains', { organization }, [page(), missing]],
	[
		'jitProvisioning',
		'removeEmailDomain',
		{ organization, emailDomain: { mode: 'name', value: 'a.example' } },
		[nothing, missing],
	],
	['jitProvisioning', 'removeRole', { organization, role }, [nothing, { body: {} }, missing]],
	[
		'jitProvisioning',
		'removeSsoConnector',
		{ organization, ssoConnector: { mode: 'id', value: 'k9wei6jij6dh' } },
		[nothing, { body: {} }, nothing],
	],
	['oneTimeToken', 'revoke', { oneTimeToken }, [missing]],
	['organizationApplication', 'remove', { organization, app }, [nothing, missing]],
	[
		'organizationApplication',
		'remove',
		{ organization, app },
		[nothing, { body: { id: 'c9wei6jij6dh' } }, missing],
	],
	['organizationApplication', 'removeRole', { organization, app, role }, [nothing, missing]],
	['organizationApplication', 'getAll', { organization }, [page(), missing]],
	['webhook', 'getRecentDeliveries', { webhook }, [page(), missing]],
	['organizationRole', 'removePermission', { role, permission }, [nothing, missing]],
	[
		'organizationRole',
		'removePermission',
		{ role, permission },
		[nothing, { body: { id: ROLE } }, missing],
	],
	['organizationRole', 'removeApiPermission', { role, permission }, [nothing, missing]],
	[
		'organizationRole',
		'removeApiPermission',
		{ role, permission },
		[nothing, { body: { id: ROLE } }, { body: [] }],
	],
])('%s > %s takes a mistyped ID for no success', async (resource, operation, form, answers) => {
	const { error, items } = await run(resource, operation, form, ...answers);
	expect(error).toBeDefined();
	expect(items).toEqual([]);
	expect(server.calls()).toHaveLength(answers.length);
});

describe('the roles of an application', () => {
	test('are not taken away where a new one does not fit', async () => {
		const code = 'application.invalid_role_type';
		const { error } = await run(
			'applicationRole',
			'replace',
			{ app, roles: [ROLE] },
			page(roleOf('8jmpqsj8zfv2kxnhsbvm1', 'MachineToMachine')),
			{ status: 422, body: { code, message: 'No.' } },
		);
		expect(error?.description).toMatch(/only roles for machines/);
		expect(writes()).toEqual([`POST /api/applications/${APP}/roles`]);
	});

	test('are not said to be gone where a proxy answered', async () => {
		const { error, items } = await run(
			'applicationRole',
			'replace',
			{ app, removeAll: true },
			page(roleOf(ROLE)),
			{ status: 200, body: '<html>Sign in</html>' },
		);
		expect(error).toBeDefined();
		expect(items).toEqual([]);
	});
});

test('a secret whose name no address can hold is refused, and named', async () => {
	const secret = { mode: 'name', value: '../..' };
	const { error } = await run('applicationSecret', 'delete', { app, secret });
	expect(error?.message).toMatch(/address/);
	expect(sent()).toEqual([]);
});

test('no kind of application that keeps none is asked in vain for a secret', async () => {
	const code = 'entity.db_constraint_violated';
	const answer = { status: 422, body: { code, message: 'No.' } };
	const { error } = await run('applicationSecret', 'create', { app, name: 'a' }, answer);
	expect(error?.description).toMatch(/native and single-page applications keep no secrets/);
});

test('nothing that stands in place of a secret comes out of an application', async () => {
	const { items } = await run('application', 'getAll', { simplify: false }, page(application));
	expect(JSON.stringify(jsons(items))).not.toContain('not-a-real-one');
});

describe('a permission of an API', () => {
	test.each(['update', 'delete'])('of another API is not touched by %s', async (operation) => {
		const form = { apiResource, permission, updateFields: { name: 'a' } };
		const { error, items } = await run('apiPermission', operation, form, page());
		expect(error?.message).toMatch(/^The API resource has no permission with the ID/);
		expect(items).toEqual([]);
		expect(writes()).toEqual([]);
	});

	test('is not said to be none where there is no such API', async () => {
		const { error, items } = await run('apiPermission', 'getAll', { apiResource }, page(), missing);
		expect(error?.message).toBe('It does not exist.');
		expect(items).toEqual([]);
	});
});

test('two API resources of one name are refused, and named', async () => {
	const twins = ['r1', 'r2'].map((id) => ({ id, name: 'Shop API' }));
	const byName = { apiResource: { mode: 'name', value: 'Shop API' } };
	const { error } = await run('apiResource', 'delete', byName, { body: twins });
	expect(error?.message).toBe('2 API resources have the name "Shop API": r1, r2');
});

test.each<[string, IDataObject]>([
	['getRoles', {}],
	['addRoles', { roles: [ROLE] }],
	['removeRole', { role }],
])(
	'%s says of an application that is not in the organization what to do',
	async (operation, form) => {
		const code = 'organization.require_membership';
		const answer = { status: 422, body: { code, message: 'No.' } };
		const given = { organization, app, ...form };
		const { error } = await run('organizationApplication', operation, given, answer);
		expect(error?.description).toMatch(/the application is not in it/);
	},
);

describe('a webhook', () => {
	const record = {
		id: webhook.value,
		events: [],
		config: { url: 'https://example.com', headers: { Authorization: 'not-a-real-one' } },
		signingKey: 'not-a-real-key',
	};

	test.each(['get', 'getAll', 'create', 'update', 'rotateSigningKey'])(
		'says nothing secret unless told to: %s',
		async (operation) => {
			const answer = { body: operation === 'getAll' ? [record] : record };
			const form = { ...hook, webhook, updateFields: { enabled: true } };
			const { items } = await run('webhook', operation, form, answer);
			expect(items).toHaveLength(1);
			expect(JSON.stringify(jsons(items))).not.toContain('not-a-real');
		},
	);

	test('of no event is not tested with any', async () => {
		const { error } = await run('webhook', 'sendTest', { webhook }, { body: record });
		expect(error?.message).toBe('The webhook tells of no event');
		expect(writes()).toEqual([]);
	});

	test('whose address refuses the test is no success', async () => {
		const code = 'hook.endpoint_responded_with_error';
		const data = { responseStatus: 500, responseBody: 'No' };
		const refusal = { status: 422, body: { code, message: 'No.', data } };
		const form = { webhook, events: ['User.Created'] };
		const { error, items } = await run('webhook', 'sendTest', form, { body: record }, refusal);
		expect(error?.description).toMatch(/did not take what Logto sent/);
		expect(items).toEqual([]);
	});

	test('is asked of the last day, and of no more, for all that it sent', async () => {
		const form = { webhook, returnAll: true };
		await run('webhook', 'getRecentDeliveries', form, page({ id: 'l1', key: 'a' }));
		const query = new Map(server.calls()[0].query);
		const [start, end] = ['start_time', 'end_time'].map((name) => Number(query.get(name)));
		expect(end - start).toBe(86_400_000);
		expect(Math.abs(end - Date.now())).toBeLessThan(60_000);
	});
});
