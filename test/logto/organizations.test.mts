/** Organizations, members, invitations and the log: what is refused, and what is not taken for done. */
import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/clock';
import { jsons, runNode } from '../engine/engine.mjs';
import { type Answer, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { ada, missing, nothing, user } from './records.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const { now } = clock;
afterEach(() => {
	clock.now = now;
});

const organization = { mode: 'id', value: 'c9wei6jij6dh' };
const invitation = { mode: 'id', value: 'inv1' };
const stop = { options: { ifAlreadyDone: 'stop' } };

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
const page = (...records: IDataObject[]): Answer => ({
	headers: { 'Total-Number': String(records.length) },
	body: records,
});
const refused = (status: number, code: string): Answer => ({
	status,
	body: { code, message: 'No.' },
});
const invite = { organization, invitee: 'ada@example.com', expiresAt: '2100-01-01T00:00:00Z' };

describe('refused before anything is sent', () => {
	test.each<[string, string, IDataObject, string | RegExp]>([
		['organization', 'create', { name: ' ' }, '"Name" is empty'],
		['organization', 'update', { organization }, 'There is nothing to update'],
		[
			'organization',
			'update',
			{ organization, updateFields: { name: '' } },
			'"Update Fields > Name" is empty',
		],
		['organizationMember', 'replace', { organization, users: ' ' }, '"Users" is empty'],
		[
			'organizationMember',
			'replaceRoles',
			{ organization, user: ada, roles: [] },
			'"Role Names or IDs" is empty',
		],
		[
			'organizationInvitation',
			'create',
			{ ...invite, expiresAt: '2020-01-01T00:00:00Z' },
			/^"Expires At" is in the past/,
		],
		['organizationInvitation', 'create', { ...invite, invitee: 'ada' }, /^"Email" is no email/],
		[
			'organizationInvitation',
			'create',
			{ ...invite, options: { sendEmail: true } },
			/the email would lead nowhere$/,
		],
		[
			'organizationInvitation',
			'create',
			{ ...invite, options: { link: 'https://example.com' } },
			/^"Options > Send Email" is off/,
		],
		['organizationInvitation', 'resend', { invitation, link: ' ' }, '"Link" is empty'],
		[
			'log',
			'getAll',
			{ filters: { since: '2026-02-01', until: '2026-01-01' } },
			'"Since" is later than "Until"',
		],
	])('%s %s %j', async (resource, operation, parameters, message) => {
		const { error } = await run(resource, operation, parameters);
		expect(error?.message).toMatch(message);
		expect(sent()).toEqual([]);
	});
});

test('two organizations of one name are refused, and named', async () => {
	const twins = ['o1', 'o2'].map((id) => ({ id, name: 'Northwind' }));
	const { error } = await run(
		'organization',
		'delete',
		{ organization: { mode: 'name', value: 'Northwind' } },
		page(...twins),
	);
	expect(error?.message).toBe('2 organizations have the name "Northwind": o1, o2');
	expect(sent()).toEqual(['GET /api/organizations']);
});

test('an organization role is found letter for letter', async () => {
	const { error } = await run(
		'organizationMember',
		'addRoles',
		{ organization, user: ada, roles: ['editor'] },
		page({ id: 'r1', name: 'Editor' }, { id: 'r2', name: 'editors' }),
	);
	expect(error?.message).toBe('No organization role has the name "editor"');
	expect(error?.description).toContain('there is "Editor"');
});

test('no member is added while one of them is nobody', async () => {
	const { error } = await run(
		'organizationMember',
		'add',
		{ organization, users: 'ada, ben' },
		{ body: [user] },
	);
	expect(error?.message).toMatch(/"ben"$/);
	expect(sent()).toEqual(['GET /api/users']);
});

describe('"already"', () => {
	test.each<[string, string, IDataObject, Answer[], string]>([
		[
			'organizationMember',
			'remove',
			{ organization, user: ada },
			[nothing, { body: { id: 'o' } }, { body: user }],
			'The user is no member of the organization',
		],
		[
			'organizationMember',
			'removeRole',
			{ organization, user: ada, role: { mode: 'id', value: 'r1' } },
			[nothing, { body: { id: 'r1' } }],
			'The member does not have the role',
		],
		[
			'organizationMember',
			'addRoles',
			{ organization, user: ada, roles: ['r1'] },
			[page({ id: 'r1', name: 'r1' }), page({ id: 'r1' })],
			'The member has all of them',
		],
		[
			'organizationInvitation',
			'revoke',
			{ invitation },
			[refused(422, 'request.invalid_input'), { body: { id: 'inv1', status: 'Revoked' } }],
			'The invitation is revoked',
		],
		[
			'organizationInvitation',
			'accept',
			{ invitation, user: ada },
			[
				refused(422, 'request.invalid_input'),
				{ body: { status: 'Accepted', acceptedUserId: 'a1b2c3d4e5f6' } },
			],
			'The user has accepted the invitation',
		],
	])('%s %s stops, when told to', async (resource, operation, form, answers, fact) => {
		const { error } = await run(resource, operation, { ...form, ...stop }, ...answers);
		expect(error?.message).toBe(fact);
		expect(server.calls()).toHaveLength(answers.length);
	});

	test.each<[string, string, IDataObject, Answer[]]>([
		['organizationMember', 'remove', { organization, user: ada }, [nothing, missing]],
		[
			'organizationMember',
			'remove',
			{ organization, user: ada },
			[nothing, { body: { id: 'o' } }, nothing],
		],
		[
			'organizationMember',
			'removeRole',
			{ organization, user: ada, role: { mode: 'id', value: 'r1' } },
			[nothing, missing],
		],
		[
			'organizationMember',
			'removeRole',
			{ organization, user: ada, role: { mode: 'id', value: 'r1' } },
			[refused(422, 'organization.require_membership')],
		],
		[
			'organizationMember',
			'getPermissions',
			{ organization, user: ada },
			[{ body: [] }, refused(422, 'organization.require_membership')],
		],
		[
			'organizationInvitation',
			'revoke',
			{ invitation },
			[refused(422, 'request.invalid_input'), { body: { id: 'inv1', status: 'Expired' } }],
		],
		[
			'organizationInvitation',
			'accept',
			{ invitation, user: ada },
			[
				refused(422, 'request.invalid_input'),
				{ body: { status: 'Accepted', acceptedUserId: 'somebody' } },
			],
		],
		['organizationInvitation', 'revoke', { invitation }, [refused(400, 'request.invalid_input')]],
	])('%s %s takes nothing else for it', async (resource, operation, form, answers) => {
		const { error, items } = await run(resource, operation, form, ...answers);
		expect(error).toBeDefined();
		expect(items).toEqual([]);
		expect(server.calls()).toHaveLength(answers.length);
	});
});

test('an invitation that ended otherwise says how', async () => {
	const { error } = await run(
		'organizationInvitation',
		'revoke',
		{ invitation },
		refused(422, 'request.invalid_input'),
		{ body: { status: 'Accepted', invitee: 'ben@example.com' } },
	);
	expect(error?.description).toMatch(/is for ben@example.com and its status is Accepted/);
});

test('custom data that cannot be read is not merged with', async () => {
	const { error } = await run(
		'organization',
		'update',
		{
			organization,
			updateFields: { customData: { a: 1 } },
			options: { mergeCustomData: true },
		},
		{ body: { id: 'o', customData: [1] } },
	);
	expect(error?.message).toMatch(/^The answer could not be read/);
	expect(sent()).toEqual(['GET /api/organizations/c9wei6jij6dh']);
});

test.each([
	['create', 'connector.not_found', /set up an email connector/],
	['create', 'entity.unique_integrity_violation', /pending invitation of the same address/],
])('an invitation: %s refused with %s', async (operation, code, advice) => {
	const { error } = await run('organizationInvitation', operation, invite, refused(422, code));
	expect(error?.description).toMatch(advice);
});

test('a whole log ends at the moment of the run, so that newcomers move no page', async () => {
	clock.now = () => 1_795_562_357_052;
	const { items } = await run('log', 'getAll', { returnAll: true }, page({ id: 'l1' }));
	expect(jsons(items)).toHaveLength(1);
	expect(server.calls()[0].query).toContainEqual(['end_time', '1795562357052']);
	await run('log', 'getAll', { limit: 5 }, page());
	expect(server.calls()[0].query.map(([key]) => key)).not.toContain('end_time');
});
