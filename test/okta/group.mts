import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { user, USER_ID } from './user.mjs';

export const GROUP_ID = '00gSales000000000001';
const OTHER_ID = '00uBob00000000000002';

const of = (operation: string) => ({ node: 'okta', resource: 'group', operation }) as const;

const path = `/api/v1/groups/${GROUP_ID}`;
const byId = { group: { mode: 'id', value: GROUP_ID } };
const membership = (id: string) => `${path}/users/${id}`;

/** A group as Okta answers with it (Management API, "Group"). */
export const group: IDataObject = {
	id: GROUP_ID,
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	lastMembershipUpdated: '2026-01-04T03:04:05.000Z',
	objectClass: ['okta:user_group'],
	type: 'OKTA_GROUP',
	profile: { name: 'Sales', description: 'Everyone in Sales', costCenter: '4711' },
	_links: { users: { href: `https://acme.okta.com${path}/users` } },
};

export const simplifiedGroup: IDataObject = {
	id: GROUP_ID,
	name: 'Sales',
	description: 'Everyone in Sales',
	type: 'OKTA_GROUP',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	lastMembershipUpdated: '2026-01-04T03:04:05.000Z',
	customAttributes: { costCenter: '4711' },
};

export const app: IDataObject = {
	id: '0oaCrm00000000000001',
	name: 'salesforce',
	label: 'Salesforce',
	status: 'ACTIVE',
	signOnMode: 'SAML_2_0',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	features: [],
};

export const simplifiedApp: IDataObject = {
	id: '0oaCrm00000000000001',
	label: 'Salesforce',
	name: 'salesforce',
	status: 'ACTIVE',
	signOnMode: 'SAML_2_0',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
};

const refused = (status: number, errorCode: string, errorSummary = 'Refused') => ({
	status,
	body: { errorCode, errorSummary, errorCauses: [] },
});
const missing = (kind: string) =>
	refused(404, 'E0000007', `Not found: Resource not found: x (${kind})`);

const rule = (name: string, more: IDataObject = {}): IDataObject => ({
	id: '0pr1',
	type: 'group_rule',
	name,
	status: 'ACTIVE',
	actions: { assignUserToGroups: { groupIds: [GROUP_ID] } },
	conditions: { people: { users: { exclude: [] } } },
	...more,
});

const done = (userId: string, more: IDataObject = {}) => ({
	groupId: GROUP_ID,
	userId,
	success: true,
	...more,
});
const isRead = { method: 'GET', path };
const rules = { method: 'GET', path: '/api/v1/groups/rules', query: [['limit', '200']] as never };
const groupsOf = (id: string) => ({
	method: 'GET',
	path: `/api/v1/users/${id}/groups`,
	query: [['limit', '200']] as Array<[string, string]>,
});

export const groupCases: OperationCase[] = [
	{
		...of('create'),
		title: 'only a name',
		parameters: { name: 'Sales' },
		answers: [{ body: group }],
		requests: [{ method: 'POST', path: '/api/v1/groups', body: { profile: { name: 'Sales' } } }],
		items: [simplifiedGroup],
	},
	{
		...of('create'),
		title: 'with everything, raw',
		parameters: {
			name: 'Sales',
			additionalFields: { description: 'Everyone in Sales' },
			customAttributes: '{ "costCenter": "4711" }',
			simplify: false,
		},
		answers: [{ body: group }],
		requests: [
			{
				method: 'POST',
				path: '/api/v1/groups',
				body: {
					profile: { name: 'Sales', description: 'Everyone in Sales', costCenter: '4711' },
				},
			},
		],
		items: [group],
	},
	{
		...of('get'),
		title: 'by ID',
		parameters: byId,
		answers: [{ body: group }],
		requests: [isRead],
		items: [simplifiedGroup],
	},
	{
		...of('get'),
		title: 'by name, of whatever kind',
		parameters: { group: { mode: 'name', value: 'Sales' }, simplify: false },
		answers: [
			{ body: [group, { ...group, id: '00g2', profile: { name: 'sales' } }] },
			{ body: group },
		],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/groups',
				query: [
					['search', 'profile.name eq "Sales"'],
					['limit', '200'],
				],
			},
			isRead,
		],
		items: [group],
	},
	{
		...of('getAll'),
		title: 'the first ones',
		parameters: { limit: 3 },
		answers: [{ body: [group] }],
		requests: [{ method: 'GET', path: '/api/v1/groups', query: [['limit', '3']] }],
		items: [simplifiedGroup],
	},
	{
		...of('getAll'),
		title: 'those that match everything at once, sorted, with their numbers',
		parameters: {
			returnAll: true,
			filters: {
				nameContains: 'a "b"',
				type: 'OKTA_GROUP',
				search: 'profile.costCenter eq "1" or profile.costCenter eq "2"',
			},
			sort: { sortBy: 'profile.name', sortOrder: 'desc' },
			options: { expand: 'stats' },
		},
		answers: [{ body: [{ ...group, _embedded: { stats: { usersCount: 7 } } }] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/groups',
				query: [
					[
						'search',
						'(profile.costCenter eq "1" or profile.costCenter eq "2") and profile.name co "a \\"b\\"" and type eq "OKTA_GROUP"',
					],
					['sortBy', 'profile.name'],
					['sortOrder', 'desc'],
					['expand', 'stats'],
					['limit', '200'],
				],
			},
		],
		items: [{ ...simplifiedGroup, stats: { usersCount: 7 } }],
	},
	{
		...of('update'),
		title: 'one attribute, and all others as they were: Okta replaces the whole profile',
		parameters: { ...byId, updateFields: { description: 'People who sell' } },
		answers: [{ body: group }, { body: group }],
		requests: [
			isRead,
			{
				method: 'PUT',
				path,
				body: { profile: { name: 'Sales', description: 'People who sell', costCenter: '4711' } },
			},
		],
		items: [simplifiedGroup],
	},
	{
		...of('update'),
		title: 'null clears, and a custom attribute is set',
		parameters: {
			...byId,
			updateFields: { name: 'Sellers', description: '={{ null }}' },
			customAttributes: '{ "costCenter": null }',
			simplify: false,
		},
		answers: [{ body: group }, { body: group }],
		requests: [
			isRead,
			{
				method: 'PUT',
				path,
				body: { profile: { name: 'Sellers', description: null, costCenter: null } },
			},
		],
		items: [group],
	},
	{
		...of('delete'),
		title: 'by ID',
		parameters: byId,
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path }],
		items: [{ id: GROUP_ID, deleted: true }],
	},
	{
		...of('getMembers'),
		title: 'the first ones',
		parameters: { ...byId, limit: 3, simplify: false },
		answers: [{ body: [user] }],
		requests: [{ method: 'GET', path: `${path}/users`, query: [['limit', '3']] }],
		items: [user],
	},
	{
		...of('getApplications'),
		title: 'all of them',
		parameters: { ...byId, returnAll: true },
		answers: [{ body: [app] }],
		requests: [{ method: 'GET', path: `${path}/apps`, query: [['limit', '200']] }],
		items: [simplifiedApp],
	},
	{
		...of('addMembers'),
		title: 'one user, once the group is known to be one that Okta manages',
		parameters: { ...byId, users: USER_ID },
		answers: [{ body: group }, { status: 204 }],
		requests: [isRead, { method: 'PUT', path: membership(USER_ID) }],
		items: [done(USER_ID)],
	},
	{
		...of('addMembers'),
		title: 'several, by ID, login and email, each once',
		parameters: {
			group: { mode: 'name', value: 'Sales' },
			users: `${OTHER_ID}, ada@example.com,bob@example.org, ${OTHER_ID}`,
		},
		answers: [
			{ body: [group] },
			{ body: user },
			missing('User'),
			{ body: [{ id: OTHER_ID, profile: { login: 'bob', email: 'Bob@example.org' } }] },
			{ body: group },
			{ status: 204 },
			{ status: 204 },
		],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/groups',
				query: [
					['search', 'type eq "OKTA_GROUP" and profile.name eq "Sales"'],
					['limit', '200'],
				],
			},
			{ method: 'GET', path: '/api/v1/users/ada%40example.com' },
			{ method: 'GET', path: '/api/v1/users/bob%40example.org' },
			{
				method: 'GET',
				path: '/api/v1/users',
				query: [
					['search', 'profile.login eq "bob@example.org" or profile.email eq "bob@example.org"'],
					['limit', '5'],
				],
			},
			isRead,
			{ method: 'PUT', path: membership(OTHER_ID) },
			{ method: 'PUT', path: membership(USER_ID) },
		],
		items: [done(OTHER_ID), done(USER_ID)],
	},
	{
		...of('addMembers'),
		title: 'a refusal that is about somebody who is a member already counts as done',
		parameters: { ...byId, users: USER_ID, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: group }, refused(400, 'E0000001'), { body: [group] }],
		requests: [isRead, { method: 'PUT', path: membership(USER_ID) }, groupsOf(USER_ID)],
		items: [done(USER_ID, { already: true })],
	},
	{
		...of('removeMembers'),
		title: 'one user, once no rule fills the group',
		parameters: { ...byId, users: USER_ID },
		answers: [
			{ body: group },
			{
				body: [
					rule('Off', { status: 'INACTIVE' }),
					rule('Elsewhere', { actions: { assignUserToGroups: { groupIds: ['00g9'] } } }),
					rule('Excluded', { conditions: { people: { users: { exclude: [USER_ID] } } } }),
				],
			},
			{ status: 204 },
		],
		requests: [isRead, rules, { method: 'DELETE', path: membership(USER_ID) }],
		items: [done(USER_ID)],
	},
	{
		...of('removeMembers'),
		title: 'several, whatever rules there are',
		parameters: {
			...byId,
			users: `${USER_ID},${OTHER_ID}`,
			options: { ifRuleFills: 'remove', ifAlreadyDone: 'succeed' },
		},
		answers: [{ body: group }, { status: 204 }, { status: 204 }],
		requests: [
			isRead,
			{ method: 'DELETE', path: membership(USER_ID) },
			{ method: 'DELETE', path: membership(OTHER_ID) },
		],
		items: [done(USER_ID), done(OTHER_ID)],
	},
	{
		...of('removeMembers'),
		title: 'somebody who is no member, in an organization without rules',
		parameters: { ...byId, users: USER_ID },
		answers: [
			{ body: group },
			refused(401, 'E0000015', 'You do not have permission to access the feature'),
			missing('UserGroup'),
			{ body: user },
		],
		requests: [
			isRead,
			rules,
			{ method: 'DELETE', path: membership(USER_ID) },
			{ method: 'GET', path: `/api/v1/users/${USER_ID}` },
		],
		items: [done(USER_ID, { already: true })],
	},
];

export const groupDocumented: Documented[] = [
	{
		...of('create'),
		method: 'POST',
		path: '/api/v1/groups',
		body: ['profile.name', 'profile.description'],
	},
	{ ...of('get'), method: 'GET', path: '/api/v1/groups/{groupId}' },
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/v1/groups',
		query: ['search', 'sortBy', 'sortOrder', 'expand'],
		exceptions: {
			filter: 'whatever it says, Search says too, and the two exclude each other',
			q: 'has no pages; Name Contains asks for more, and has',
		},
	},
	{
		...of('update'),
		method: 'PUT',
		path: '/api/v1/groups/{groupId}',
		body: ['profile.name', 'profile.description'],
	},
	{ ...of('delete'), method: 'DELETE', path: '/api/v1/groups/{groupId}' },
	{ ...of('getMembers'), method: 'GET', path: '/api/v1/groups/{groupId}/users' },
	{ ...of('getApplications'), method: 'GET', path: '/api/v1/groups/{groupId}/apps' },
	{ ...of('addMembers'), method: 'PUT', path: '/api/v1/groups/{groupId}/users/{userId}' },
	{ ...of('removeMembers'), method: 'DELETE', path: '/api/v1/groups/{groupId}/users/{userId}' },
];
