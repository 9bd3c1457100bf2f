import type { IDataObject } from 'n8n-workflow';
import type { Expected, OperationCase } from '../engine/operations.mjs';

const ID = 'a1b2c3d4e5f6';
const USER = `/api/users/${ID}`;
const base = { node: 'logto', resource: 'user', operation: 'getAccess' } as const;
const get = (path = '', query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path: `${USER}${path}`,
	query,
});
const CREATED = Date.UTC(2026, 0, 2);
const user: IDataObject = {
	id: ID,
	username: 'ada',
	primaryEmail: 'ada@example.com',
	name: 'Ada',
	customData: { department: 'Research' },
	isSuspended: false,
	createdAt: CREATED,
	lastSignInAt: CREATED,
};
const account: IDataObject = {
	system: 'logto',
	id: ID,
	login: 'ada',
	email: 'ada@example.com',
	name: 'Ada',
	department: 'Research',
	status: 'active',
	statusLabel: 'Active',
	active: true,
	created: '2026-01-02T00:00:00.000Z',
	lastLogin: '2026-01-02T00:00:00.000Z',
	neverLoggedIn: false,
	daysSinceLogin: expect.any(Number) as never,
};
const grant = (id: string) => ({ id, application: { id: 'app1', name: 'Portal' } });

export const accessCases: OperationCase[] = [
	{
		...base,
		title: 'all that an account has, each application once',
		parameters: { user: { mode: 'id', value: ID } },
		answers: [
			{ body: user },
			{ body: [] },
			{
				body: [{ id: 'abcdefghij1234567890k', name: 'Sales' }],
				headers: { 'Total-Number': '1' },
			},
			{ body: { grants: [grant('g1'), grant('g2')] } },
			{ body: [{ id: 'o1', name: 'Halden', organizationRoles: [{ id: 'x', name: 'Owner' }] }] },
			{
				body: [
					{ name: 'ci', expiresAt: null, value: 'pat_secret' },
					{ name: 'once', expiresAt: CREATED },
				],
			},
		],
		requests: [
			get(),
			get('/mfa-verifications'),
			get('/roles', [
				['page', '1'],
				['page_size', '100'],
			]),
			get('/grants'),
			get('/organizations'),
			get('/personal-access-tokens'),
		],
		items: [
			{
				...account,
				mfa: [],
				groups: null,
				roles: [{ id: 'abcdefghij1234567890k', name: 'Sales' }],
				adminRoles: null,
				applications: [{ id: 'app1', name: 'Portal', via: 'direct' }],
				organizations: [{ id: 'o1', name: 'Halden', roles: ['Owner'] }],
				tokens: [
					{ id: 'ci', name: 'ci', expires: null },
					{ id: 'once', name: 'once', expires: '2026-01-02T00:00:00.000Z' },
				],
				notRead: [],
				flags: ['noMfa', 'tokenForever', 'unused'],
			},
		],
	},
	{
		...base,
		title: 'nothing but who it is',
		parameters: {
			user: { mode: 'id', value: ID },
			read: [],
			options: { unused: 100_000, neverUsed: 1 },
		},
		answers: [{ body: user }],
		requests: [get()],
		items: [
			{
				...account,
				mfa: null,
				groups: null,
				roles: null,
				adminRoles: null,
				applications: null,
				organizations: null,
				tokens: null,
				notRead: ['mfa', 'roles', 'applications', 'organizations', 'tokens'].map((what) => ({
					what,
					reason: 'It was not asked for.',
				})),
				flags: [],
			},
		],
	},
];
