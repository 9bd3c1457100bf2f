import type { IDataObject } from 'n8n-workflow';
import type { Expected, OperationCase } from '../engine/operations.mjs';
import { user, USER_ID } from './user.mjs';

const USER = `/api/v1/users/${USER_ID}`;
const base = { node: 'okta', resource: 'user', operation: 'getAccess' } as const;
const byId = { user: { mode: 'id', value: USER_ID } };
const PAGE: [string, string] = ['limit', '200'];
const get = (path = '', query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path: `${USER}${path}`,
	query,
});

const account: IDataObject = {
	system: 'okta',
	id: USER_ID,
	login: 'ada@example.com',
	email: 'ada@example.com',
	name: 'Ada Vogel',
	department: 'Research',
	created: '2026-01-02T03:04:05.000Z',
};
const nothing: IDataObject = {
	mfa: null,
	groups: null,
	roles: null,
	adminRoles: null,
	applications: null,
	organizations: null,
	tokens: null,
};
const notAsked = (...parts: string[]): IDataObject[] =>
	parts.map((what) => ({ what, reason: 'It was not asked for.' }));

export const accessCases: OperationCase[] = [
	{
		...base,
		title: 'all of a deactivated account that still has something',
		parameters: byId,
		answers: [
			{ body: { ...user, status: 'DEPROVISIONED', lastLogin: '2026-01-02T03:04:05.000Z' } },
			{ body: [{ id: 'opf1', factorType: 'push' }] },
			{
				body: [
					{ id: '00gEveryone', type: 'BUILT_IN', profile: { name: 'Everyone' } },
					{ id: '00gSales', type: 'OKTA_GROUP', profile: { name: 'Sales' } },
				],
			},
			{ body: [{ id: 'ra1', type: 'ORG_ADMIN', label: 'Organization Administrator' }] },
			{
				body: [
					{ id: '0oa1', label: 'Portal', _embedded: { user: { scope: 'USER' } } },
					{ id: '0oa2', label: 'Mail', _embedded: { user: { scope: 'GROUP' } } },
				],
			},
			{ body: [{ client_id: '0oaClient', client_name: 'Phone' }] },
			{ body: [{ id: 'oar1', expiresAt: '2030-01-01T00:00:00.000Z' }] },
		],
		requests: [
			get(),
			get('/factors'),
			get('/groups', [PAGE]),
			get('/roles'),
			{
				method: 'GET',
				path: '/api/v1/apps',
				query: [['filter', `user.id eq "${USER_ID}"`], ['expand', `user/${USER_ID}`], PAGE],
			},
			get('/clients'),
			get('/clients/0oaClient/tokens', [PAGE]),
		],
		items: [
			{
				...account,
				status: 'DEPROVISIONED',
				statusLabel: 'Deactivated',
				active: false,
				lastLogin: '2026-01-02T03:04:05.000Z',
				neverLoggedIn: false,
				daysSinceLogin: expect.any(Number) as never,
				...nothing,
				mfa: [{ id: 'opf1', name: 'push' }],
				groups: [{ id: '00gSales', name: 'Sales' }],
				adminRoles: [{ id: 'ra1', name: 'Organization Administrator', via: 'direct' }],
				applications: [
					{ id: '0oa1', name: 'Portal', via: 'direct' },
					{ id: '0oa2', name: 'Mail', via: 'group' },
				],
				tokens: [{ id: 'oar1', name: 'Phone', expires: '2030-01-01T00:00:00.000Z' }],
				notRead: [],
				flags: ['admin', 'closedWithAccess'],
			},
		],
	},
	{
		...base,
		title: 'an empty list of factors says nothing, and what was not asked for is not "none"',
		parameters: { ...byId, read: ['mfa', 'adminRoles'], options: { neverUsed: 5, unused: 5 } },
		answers: [{ body: user }, { body: [] }, { body: [] }],
		requests: [get(), get('/factors'), get('/roles')],
		items: [
			{
				...account,
				status: 'STAGED',
				statusLabel: 'Staged',
				active: true,
				lastLogin: null,
				neverLoggedIn: true,
				daysSinceLogin: null,
				...nothing,
				adminRoles: [],
				notRead: [
					{
						what: 'mfa',
						reason: 'None is listed. Okta lists only those that a policy allows where this n8n is.',
					},
					...notAsked('groups', 'applications', 'tokens'),
				],
				flags: ['neverUsed'],
			},
		],
	},
	{
		...base,
		title: 'what may not be read is said, and does not keep the rest from being read',
		parameters: { ...byId, read: ['adminRoles', 'groups'] },
		answers: [
			{ body: { ...user, status: 'ACTIVE', lastLogin: '2026-01-02T03:04:05.000Z' } },
			{ body: [] },
			{
				status: 403,
				body: { errorCode: 'E0000006', errorSummary: 'You do not have permission' },
			},
		],
		requests: [get(), get('/groups', [PAGE]), get('/roles')],
		items: [
			{
				...account,
				status: 'ACTIVE',
				statusLabel: 'Active',
				active: true,
				lastLogin: '2026-01-02T03:04:05.000Z',
				neverLoggedIn: false,
				daysSinceLogin: expect.any(Number) as never,
				...nothing,
				groups: [],
				notRead: [
					...notAsked('mfa'),
					{ what: 'adminRoles', reason: 'You do not have permission' },
					...notAsked('applications', 'tokens'),
				],
				flags: ['unused'],
			},
		],
	},
];
