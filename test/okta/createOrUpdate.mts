import type { IDataObject } from 'n8n-workflow';
import type { Documented, Expected, OperationCase } from '../engine/operations.mjs';
import type { Answer } from '../engine/server.mjs';
import { user, USER_ID } from './user.mjs';

const USER = `/api/v1/users/${USER_ID}`;
const base = { node: 'okta', resource: 'user', operation: 'createOrUpdate' } as const;
const LOGIN = 'ada@example.com';
const PASSWORD = 'Hunter2-Hunter2';

const SALES = { id: '00gSales000000000001', type: 'OKTA_GROUP', profile: { name: 'Sales' } };
const OPS = { id: '00gOps00000000000001', type: 'OKTA_GROUP', profile: { name: 'Operations' } };
const RULED = { id: '00gKassel00000000001', type: 'OKTA_GROUP', profile: { name: 'Kassel' } };
const RULE = {
	name: 'By city',
	status: 'ACTIVE',
	actions: { assignUserToGroups: { groupIds: [RULED.id] } },
};

const is = (status: string, profile: IDataObject = {}, more: IDataObject = {}): Answer => ({
	body: { ...user, status, profile: { ...(user.profile as IDataObject), ...profile }, ...more },
});
const none: Answer = { body: [] };
const gone: Answer = { status: 204 };
const nobody: Answer = {
	status: 404,
	body: { errorCode: 'E0000007', errorSummary: 'Not found: Resource not found: (User)' },
};

const byLogin: Expected = { method: 'GET', path: '/api/v1/users/ada%40example.com' };
const search = (attribute: string, value = LOGIN): Expected => ({
	method: 'GET',
	path: '/api/v1/users',
	query: [
		['search', `profile.${attribute} eq "${value}"`],
		['limit', '5'],
	],
});
const get: Expected = { method: 'GET', path: USER };
const groups: Expected = { method: 'GET', path: `${USER}/groups`, query: [['limit', '200']] };
const rules: Expected = { method: 'GET', path: '/api/v1/groups/rules', query: [['limit', '200']] };
const post = (path: string, query: Expected['query'], body?: IDataObject): Expected => ({
	method: 'POST',
	path,
	query,
	...(body && { body }),
});

const shown: IDataObject = { id: USER_ID, login: LOGIN, email: LOGIN, name: 'Ada Vogel' };
const identity = { login: LOGIN, email: LOGIN };

export const createOrUpdateCases: OperationCase[] = [
	{
		...base,
		title: 'nobody has this login or email: a staged account is made, filled and activated',
		parameters: {
			...identity,
			firstName: 'Ada',
			lastName: 'Vogel',
			profile: { department: 'Research' },
			customAttributes: '{ "badgeNumber": 4711, "contractor": null }',
			groups: [SALES.id],
			options: { password: PASSWORD, sendEmail: false, checkWait: 0 },
		},
		answers: [
			nobody,
			none,
			none,
			nobody,
			is('STAGED'),
			none,
			gone,
			{ body: [SALES] },
			{ status: 200, body: {} },
			is('ACTIVE'),
		],
		requests: [
			byLogin,
			search('login'),
			search('email'),
			byLogin,
			post('/api/v1/users', [['activate', 'false']], {
				profile: {
					...identity,
					firstName: 'Ada',
					lastName: 'Vogel',
					department: 'Research',
					badgeNumber: 4711,
				},
				credentials: { password: { value: PASSWORD } },
			}),
			groups,
			{ method: 'PUT', path: `/api/v1/groups/${SALES.id}/users/${USER_ID}` },
			groups,
			post(`${USER}/lifecycle/activate`, [['sendEmail', 'false']]),
			get,
		],
		items: [
			{
				outcome: 'created',
				user: shown,
				// What Okta adds of its own, such as a city, was not asked for.
				changes: Object.entries(user.profile as IDataObject)
					.filter(([attribute]) => attribute !== 'city')
					.map(([attribute, to]) => ({ attribute, from: null, to })),
				steps: [
					{ step: 'create', outcome: 'done' },
					{ step: 'addGroups', outcome: 'done', reason: 'Added: group Sales' },
					{ step: 'activate', outcome: 'done' },
				],
			},
		],
	},
	{
		...base,
		title:
			'a deactivated account is opened again, changed, and loses the groups that are not listed',
		parameters: {
			...identity,
			login: 'ADA@example.com',
			profile: { department: 'Sales' },
			groups: [SALES.id],
			options: {
				password: PASSWORD,
				ifClosed: 'reopen',
				ifLoginDiffers: 'keep',
				removeOthers: ['group'],
				checkWait: 0,
			},
		},
		answers: [
			is('DEPROVISIONED'),
			none,
			is('DEPROVISIONED'),
			is('DEPROVISIONED'),
			{ body: {} },
			is('PROVISIONED'),
			is('PROVISIONED'),
			is('ACTIVE'),
			{ body: [OPS, RULED] },
			{ body: [RULE] },
			gone,
			{ body: [OPS, RULED, SALES] },
			{ body: [RULE] },
			gone,
			{ body: [RULED, SALES] },
			{ body: [RULE] },
			is('ACTIVE', { department: 'Sales' }, { credentials: { password: {} } }),
		],
		requests: [
			{ ...byLogin, path: '/api/v1/users/ADA%40example.com' },
			search('email'),
			byLogin,
			get,
			post(`${USER}/lifecycle/activate`, [['sendEmail', 'true']]),
			get,
			post(USER, [], { profile: { department: 'Sales' } }),
			post(USER, [], { credentials: { password: { value: PASSWORD } } }),
			groups,
			rules,
			{ method: 'PUT', path: `/api/v1/groups/${SALES.id}/users/${USER_ID}` },
			groups,
			rules,
			{ method: 'DELETE', path: `/api/v1/groups/${OPS.id}/users/${USER_ID}` },
			groups,
			rules,
			get,
		],
		items: [
			{
				outcome: 'updated',
				user: shown,
				changes: [{ attribute: 'department', from: 'Research', to: 'Sales' }],
				steps: [
					{ step: 'reopen', outcome: 'done' },
					{ step: 'update', outcome: 'done' },
					{ step: 'setPassword', outcome: 'done' },
					{ step: 'addGroups', outcome: 'done', reason: 'Added: group Sales' },
					{ step: 'removeGroups', outcome: 'done', reason: 'Removed: group Operations' },
				],
			},
		],
	},
	{
		...base,
		title: 'a suspended one is unsuspended; nothing else differs',
		parameters: { ...identity, options: { ifClosed: 'reopen', activate: false } },
		answers: [
			is('SUSPENDED'),
			{ body: [user] },
			is('SUSPENDED'),
			{ status: 200, body: '' },
			is('ACTIVE'),
			is('ACTIVE'),
		],
		requests: [byLogin, search('email'), get, post(`${USER}/lifecycle/unsuspend`, []), get, get],
		items: [
			{
				outcome: 'updated',
				user: shown,
				changes: [],
				steps: [{ step: 'reopen', outcome: 'done' }],
			},
		],
	},
	{
		...base,
		title: 'several have the email: the login says which is meant; a dry run only reads',
		parameters: {
			...identity,
			firstName: 'Adele',
			groups: [SALES.id],
			options: { dryRun: true, removeOthers: ['group'] },
		},
		answers: [
			is('STAGED'),
			{ body: [user, { ...user, id: '00uAda00000000000002' }] },
			is('STAGED'),
			{ body: [OPS] },
			none,
		],
		requests: [byLogin, search('email'), get, groups, rules],
		items: [
			{
				outcome: 'updated',
				user: shown,
				changes: [{ attribute: 'firstName', from: 'Ada', to: 'Adele' }],
				steps: [
					{ step: 'update', reason: 'Dry run. It would change: firstName' },
					{ step: 'addGroups', reason: `Dry run. It would add: group ${SALES.id}` },
					{ step: 'removeGroups', reason: 'Dry run. It would remove: group Operations' },
					{ step: 'activate', reason: 'Dry run. It would be done.' },
				].map(({ step, reason }) => ({ step, outcome: 'skipped', reason })),
				dryRun: true,
			},
		],
	},
	{
		...base,
		title: 'a closed account is left alone where that was chosen',
		parameters: { ...identity, options: { ifClosed: 'leave' } },
		answers: [is('DEPROVISIONED'), { body: [user] }, is('DEPROVISIONED')],
		requests: [byLogin, search('email'), get],
		items: [{ outcome: 'unchanged', closed: true, user: shown, changes: [], steps: [] }],
	},
];

const of = (method: string, path: string, more: Partial<Documented> = {}): Documented => ({
	...base,
	method,
	path,
	...more,
});
export const createOrUpdateDocumented: Documented[] = [
	of('POST', '/api/v1/users', {
		query: ['activate'],
		body: ['profile.login', 'profile.email', 'credentials.password.value'],
		restOf: 'create',
	}),
	of('POST', '/api/v1/users/{id}', {
		body: ['profile.department', 'credentials.password.value'],
		restOf: 'update',
	}),
	of('POST', '/api/v1/users/{id}/lifecycle/activate', { query: ['sendEmail'] }),
	of('POST', '/api/v1/users/{id}/lifecycle/unsuspend'),
	of('PUT', '/api/v1/groups/{groupId}/users/{userId}'),
	of('DELETE', '/api/v1/groups/{groupId}/users/{userId}'),
];
