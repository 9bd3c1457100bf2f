import type { IDataObject } from 'n8n-workflow';
import type { Documented, Expected, OperationCase } from '../engine/operations.mjs';
import type { Answer } from '../engine/server.mjs';

const ID = 'a1b2c3d4e5f6';
const USER = `/api/users/${ID}`;
const ROLE = 'abcdefghij1234567890k';
const OTHER_ROLE = 'zzzzzzzzzz1234567890k';
const ORGANIZATION = 'abcdefghij12';
const base = { node: 'logto', resource: 'user', operation: 'createOrUpdate' } as const;

const account = { primaryEmail: 'ada@example.com', username: 'ada', name: 'Ada' };
const record: IDataObject = {
	id: ID,
	...account,
	primaryPhone: null,
	avatar: null,
	profile: { familyName: 'Vogel', givenName: 'Ada' },
	customData: { branch: 'Kassel' },
	isSuspended: false,
	hasPassword: false,
};
const user: IDataObject = { id: ID, login: 'ada', email: 'ada@example.com', name: 'Ada' };

const find = (attribute: string, value: string): Expected => ({
	method: 'GET',
	path: '/api/users',
	query: [
		[`search.${attribute}`, value],
		[`mode.${attribute}`, 'exact'],
		['page_size', '100'],
	],
});
const get = (path = '', query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path: `${USER}${path}`,
	query,
});
const send = (method: string, path: string, body?: IDataObject): Expected => ({
	method,
	path,
	...(body && { body }),
});
const rolesPage = get('/roles', [
	['page', '1'],
	['page_size', '100'],
]);
const roles = (...ids: string[]): Answer => ({
	body: ids.map((id) => ({ id, name: id === ROLE ? 'Sales' : 'Support' })),
	headers: { 'Total-Number': String(ids.length) },
});
const organizations = (...ids: string[]): Answer => ({
	body: ids.map((id) => ({ id, name: 'Halden' })),
});
const gone: Answer = { status: 204 };

export const createOrUpdateCases: OperationCase[] = [
	{
		...base,
		title: 'nobody has these keys: an account is made, and given what it is to have',
		parameters: {
			primaryEmail: 'ada@example.com',
			primaryPhone: '+49 151 12345678',
			username: 'ada',
			name: 'Ada',
			additionalFields: {
				avatar: 'https://example.com/a.png',
				customData: '{ "branch": "Kassel" }',
			},
			profile: { familyName: 'Vogel' },
			roles: [ROLE],
			organizations: [ORGANIZATION],
			options: { password: 'Hunter2-Hunter2', checkWait: 0 },
		},
		answers: [
			{ body: [] },
			{ body: [] },
			{ body: [] },
			{
				body: {
					...record,
					primaryPhone: '4915112345678',
					avatar: 'https://example.com/a.png',
					profile: { familyName: 'Vogel' },
					hasPassword: true,
				},
			},
			roles(),
			{ status: 201, body: { roleIds: [ROLE], addedRoleIds: [ROLE] } },
			roles(ROLE),
			organizations(),
			{ status: 201, body: { userIds: [ID] } },
			organizations(ORGANIZATION),
			{
				body: {
					...record,
					primaryPhone: '4915112345678',
					avatar: 'https://example.com/a.png',
					profile: { familyName: 'Vogel' },
					hasPassword: true,
				},
			},
		],
		requests: [
			find('primaryEmail', 'ada@example.com'),
			find('username', 'ada'),
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['search.primaryPhone', '4915112345678'],
					['search.primaryPhone', '49015112345678'],
					['mode.primaryPhone', 'exact'],
					['page_size', '100'],
				],
			},
			send('POST', '/api/users', {
				...account,
				primaryPhone: '4915112345678',
				avatar: 'https://example.com/a.png',
				profile: { familyName: 'Vogel' },
				customData: { branch: 'Kassel' },
				password: 'Hunter2-Hunter2',
			}),
			rolesPage,
			send('POST', `${USER}/roles`, { roleIds: [ROLE] }),
			rolesPage,
			get('/organizations'),
			send('POST', `/api/organizations/${ORGANIZATION}/users`, { userIds: [ID] }),
			get('/organizations'),
			get(),
		],
		items: [
			{
				outcome: 'created',
				user,
				changes: [
					['primaryEmail', 'ada@example.com'],
					['primaryPhone', '4915112345678'],
					['username', 'ada'],
					['name', 'Ada'],
					['avatar', 'https://example.com/a.png'],
					['profile.familyName', 'Vogel'],
					['customData.branch', 'Kassel'],
				].map(([attribute, to]) => ({ attribute, from: null, to })),
				steps: [
					{ step: 'create', outcome: 'done' },
					{ step: 'addRoles', outcome: 'done', reason: 'Added: role Sales' },
					{ step: 'addOrganizations', outcome: 'done', reason: 'Added: organization Halden' },
				],
			},
		],
	},
	{
		...base,
		title: 'an account is opened again, changed where it differs, and loses what is not listed',
		parameters: {
			primaryEmail: 'ADA@example.com',
			name: 'Ada Vogel',
			additionalFields: { customData: '{ "floor": 3 }' },
			profile: { familyName: 'Vogel', nickname: 'Ad' },
			roles: [ROLE],
			organizations: [ORGANIZATION],
			options: {
				password: 'Hunter2-Hunter2',
				ifClosed: 'reopen',
				ifLoginDiffers: 'keep',
				removeOthers: ['role', 'organization'],
				checkWait: 0,
			},
		},
		answers: [
			{ body: [record] },
			{ body: { ...record, isSuspended: true } },
			{ body: { ...record } },
			{ body: { ...record } },
			{ body: {} },
			{ body: {} },
			{ body: { ...record } },
			roles(OTHER_ROLE),
			{ status: 201, body: { roleIds: [ROLE], addedRoleIds: [ROLE] } },
			roles(OTHER_ROLE, ROLE),
			gone,
			roles(ROLE),
			organizations(ORGANIZATION, 'zzzzzzzzzz12'),
			gone,
			organizations(ORGANIZATION),
			{
				body: {
					...record,
					name: 'Ada Vogel',
					profile: { familyName: 'Vogel', givenName: 'Ada', nickname: 'Ad' },
					customData: { branch: 'Kassel', floor: 3 },
					hasPassword: true,
				},
			},
		],
		requests: [
			find('primaryEmail', 'ADA@example.com'),
			get(),
			send('PATCH', `${USER}/is-suspended`, { isSuspended: false }),
			send('PATCH', USER, { name: 'Ada Vogel' }),
			send('PATCH', `${USER}/profile`, { profile: { nickname: 'Ad' } }),
			send('PATCH', `${USER}/custom-data`, { customData: { floor: 3 } }),
			send('PATCH', `${USER}/password`, { password: 'Hunter2-Hunter2' }),
			rolesPage,
			send('POST', `${USER}/roles`, { roleIds: [ROLE] }),
			rolesPage,
			send('DELETE', `${USER}/roles/${OTHER_ROLE}`),
			rolesPage,
			get('/organizations'),
			send('DELETE', `/api/organizations/zzzzzzzzzz12/users/${ID}`),
			get('/organizations'),
			get(),
		],
		items: [
			{
				outcome: 'updated',
				user: { ...user, name: 'Ada Vogel' },
				changes: [
					{ attribute: 'name', from: 'Ada', to: 'Ada Vogel' },
					{ attribute: 'profile.nickname', from: null, to: 'Ad' },
					{ attribute: 'customData.floor', from: null, to: 3 },
				],
				steps: [
					{ step: 'reopen', outcome: 'done' },
					{ step: 'update', outcome: 'done' },
					{ step: 'setPassword', outcome: 'done' },
					{ step: 'addRoles', outcome: 'done', reason: 'Added: role Sales' },
					{ step: 'removeRoles', outcome: 'done', reason: 'Removed: role Support' },
					{ step: 'addOrganizations', outcome: 'already' },
					{ step: 'removeOrganizations', outcome: 'done', reason: 'Removed: organization Halden' },
				],
			},
		],
	},
	{
		...base,
		title: 'nothing differs: nothing is written',
		parameters: {
			primaryEmail: 'ada@example.com',
			username: 'ada',
			profile: { givenName: 'Ada' },
			roles: [ROLE],
		},
		answers: [
			{ body: [record] },
			{ body: [record] },
			{ body: { ...record, hasPassword: true } },
			roles(ROLE),
		],
		requests: [find('primaryEmail', 'ada@example.com'), find('username', 'ada'), get(), rolesPage],
		items: [
			{
				outcome: 'unchanged',
				user,
				changes: [],
				steps: [{ step: 'addRoles', outcome: 'already' }],
			},
		],
	},
	{
		...base,
		title: 'a dry run only reads',
		parameters: {
			username: 'ada',
			name: 'Ada Vogel',
			organizations: [ORGANIZATION],
			options: { dryRun: true },
		},
		answers: [{ body: [record] }, { body: record }, organizations()],
		requests: [find('username', 'ada'), get(), get('/organizations')],
		items: [
			{
				outcome: 'updated',
				user,
				changes: [{ attribute: 'name', from: 'Ada', to: 'Ada Vogel' }],
				steps: [
					{ step: 'update', outcome: 'skipped', reason: 'Dry run. It would change: name' },
					{
						step: 'addOrganizations',
						outcome: 'skipped',
						reason: `Dry run. It would add: organization ${ORGANIZATION}`,
					},
				],
				dryRun: true,
			},
		],
	},
	{
		...base,
		title: 'a closed account is left alone where that was chosen',
		parameters: { username: 'ada', name: 'Ada Vogel', options: { ifClosed: 'leave' } },
		answers: [{ body: [record] }, { body: { ...record, isSuspended: true } }],
		requests: [find('username', 'ada'), get()],
		items: [{ outcome: 'unchanged', closed: true, user, changes: [], steps: [] }],
	},
];

const of = (method: string, path: string, more: Partial<Documented> = {}): Documented => ({
	...base,
	method,
	path,
	...more,
});
export const createOrUpdateDocumented: Documented[] = [
	of('POST', '/api/users', {
		body: [
			'primaryEmail',
			'primaryPhone',
			'username',
			'name',
			'avatar',
			'profile.familyName',
			'customData.branch',
			'password',
		],
		restOf: 'create',
	}),
	of('PATCH', '/api/users/{userId}/is-suspended', { body: ['isSuspended'] }),
	of('PATCH', '/api/users/{userId}/profile', {
		body: ['profile.nickname'],
		restOf: 'updateProfile',
	}),
	of('PATCH', '/api/users/{userId}/custom-data', {
		body: ['customData.floor'],
		restOf: 'update',
	}),
	of('PATCH', '/api/users/{userId}/password', { body: ['password'] }),
	of('POST', '/api/users/{userId}/roles', { body: ['roleIds'] }),
	of('DELETE', '/api/users/{userId}/roles/{roleId}'),
	of('POST', '/api/organizations/{id}/users', { body: ['userIds'] }),
	of('DELETE', '/api/organizations/{id}/users/{userId}'),
];
