import type { IDataObject } from 'n8n-workflow';
import type { Expected, OperationCase } from '../engine/operations.mjs';

const ID = '4711';
const base = { node: 'oneLogin', resource: 'user', operation: 'getAccess' } as const;
const get = (path: string, query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path,
	query,
});
const success = { error: false, code: 200, type: 'success', message: 'Success' };
const user: IDataObject = {
	id: 4711,
	username: 'ada',
	email: 'ada@example.com',
	firstname: 'Ada',
	lastname: 'Vogel',
	department: 'Research',
	status: 1,
	state: 1,
	group_id: 7,
	created_at: '2026-01-02T03:04:05.000Z',
	last_login: null,
};
const account: IDataObject = {
	system: 'oneLogin',
	id: ID,
	login: 'ada',
	email: 'ada@example.com',
	name: 'Ada Vogel',
	department: 'Research',
	status: '1',
	created: '2026-01-02T03:04:05.000Z',
	lastLogin: null,
	neverLoggedIn: true,
	daysSinceLogin: null,
};

export const accessCases: OperationCase[] = [
	{
		...base,
		title: 'all that an account has',
		parameters: { user: { mode: 'id', value: ID } },
		answers: [
			{ body: user },
			{ body: [{ device_id: 'd1', user_display_name: 'Phone', type_display_name: 'Protect' }] },
			{ body: { id: 7, name: 'Staff' } },
			{ body: { status: success, data: [[15]] } },
			{ body: { status: success, data: [{ id: 15, name: 'Sales' }] } },
			{ body: [{ id: 'p1', name: 'Help Desk' }] },
			{ body: { status: success, data: [{ id: 3, name: 'Mail' }] } },
		],
		requests: [
			get(`/api/2/users/${ID}`),
			get(`/api/2/mfa/users/${ID}/devices`),
			get('/api/2/groups/7'),
			get(`/api/1/users/${ID}/roles`),
			get('/api/1/roles', [['limit', '50']]),
			get(`/api/2/users/${ID}/delegated_privileges`),
			get(`/api/1/users/${ID}/apps`, [['ignore_visibility', 'true']]),
		],
		items: [
			{
				...account,
				statusLabel: 'Active',
				active: true,
				mfa: [{ id: 'd1', name: 'Phone' }],
				groups: [{ id: '7', name: 'Staff' }],
				roles: [{ id: '15', name: 'Sales' }],
				adminRoles: [{ id: 'p1', name: 'Help Desk' }],
				applications: [{ id: '3', name: 'Mail' }],
				organizations: null,
				tokens: null,
				notRead: [],
				flags: ['admin', 'neverUsed'],
			},
		],
	},
	{
		...base,
		title: 'who has no license cannot sign in',
		parameters: {
			user: { mode: 'id', value: ID },
			read: ['mfa', 'groups'],
			options: { neverUsed: 5, unused: 5 },
		},
		answers: [{ body: { ...user, state: 3, group_id: null } }, { body: [] }],
		requests: [get(`/api/2/users/${ID}`), get(`/api/2/mfa/users/${ID}/devices`)],
		items: [
			{
				...account,
				statusLabel: 'Unlicensed',
				active: false,
				mfa: [],
				groups: [],
				roles: null,
				adminRoles: null,
				applications: null,
				organizations: null,
				tokens: null,
				notRead: ['roles', 'adminRoles', 'applications'].map((what) => ({
					what,
					reason: 'It was not asked for.',
				})),
				flags: [],
			},
		],
	},
];
