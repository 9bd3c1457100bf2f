import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const success = { error: false, code: 200, type: 'success', message: 'Success' };

/** A user as v1 answers with it, fields and order as recorded from the wire; values invented. */
const user: IDataObject = {
	activated_at: '2026-01-02T03:04:05.006Z',
	created_at: '2026-01-02T03:04:05.006Z',
	email: 'ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	group_id: null,
	id: 4711,
	invalid_login_attempts: null,
	invitation_sent_at: null,
	last_login: '2026-02-03T04:05:06.007Z',
	lastname: 'Vogel',
	locked_until: null,
	comment: '',
	phone: '',
	status: 1,
	updated_at: '2026-02-03T04:05:06.007Z',
	external_id: null,
	directory_id: null,
	role_id: [77],
	company: '',
	department: 'Research',
	title: '',
	state: 1,
	custom_attributes: { branch: 'Kassel' },
};

const simplified: IDataObject = {
	id: 4711,
	email: 'ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	lastname: 'Vogel',
	department: 'Research',
	status: 1,
	state: 1,
	last_login: '2026-02-03T04:05:06.007Z',
	custom_attributes: { branch: 'Kassel' },
};

const getMany = { node: 'oneLogin', resource: 'user', operation: 'getAll' } as const;
const addRoles = { node: 'oneLogin', resource: 'user', operation: 'addRoles' } as const;

const DATES = ['created', 'updated', 'last_login'].flatMap((name) => [
	`${name}_since`,
	`${name}_until`,
]);

const TEXTS = [
	'email',
	'external_id',
	'firstname',
	'lastname',
	'manager_ad_id',
	'role_id',
	'samaccountname',
	'user_ids',
	'username',
	'userprincipalname',
];

const byId = { mode: 'id', value: '4711' };

export const oneLoginCases: OperationCase[] = [
	{
		...getMany,
		title: 'without filters',
		parameters: { limit: 3 },
		answers: [{ body: { status: success, pagination: { after_cursor: null }, data: [user] } }],
		requests: [{ method: 'GET', path: '/api/1/users', query: [['limit', '3']] }],
		items: [simplified],
	},
	{
		...getMany,
		title: 'every filter, sorting and fields, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				...Object.fromEntries(TEXTS.map((name) => [name, `a ${name}`])),
				...Object.fromEntries(
					[...DATES, 'since', 'until'].map((name) => [name, '2026-03-01T10:00:00']),
				),
				directory_id: 12,
				custom: { attribute: [{ name: 'branch', value: 'Kassel' }] },
			},
			sort: { field: 'last_login', direction: '-' },
			options: { fields: 'email,status' },
		},
		answers: [{ body: { status: success, pagination: { after_cursor: null }, data: [user] } }],
		requests: [
			{
				method: 'GET',
				path: '/api/1/users',
				query: [
					...TEXTS.map((name): [string, string] => [name, `a ${name}`]),
					...[...DATES, 'since', 'until'].map((name): [string, string] => [
						name,
						'2026-03-01T10:00:00.000Z',
					]),
					['custom_attributes.branch', 'Kassel'],
					['directory_id', '12'],
					['fields', 'email,status'],
					['limit', '50'],
					['sort', '-last_login'],
				],
			},
		],
		items: [user],
	},
	{
		...addRoles,
		title: 'role IDs are sent as numbers',
		parameters: { user: byId, roles: ['12', '34'] },
		answers: [{ body: { status: success } }],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/4711/add_roles',
				body: { role_id_array: [12, 34] },
			},
		],
		items: [{ userId: 4711, addedRoleIds: [12, 34], skippedRoleIds: [] }],
	},
	{
		...addRoles,
		title: 'roles already held are left out, and the others still added',
		parameters: { user: byId, roles: ['12', '34'] },
		answers: [
			{
				status: 400,
				body: {
					status: {
						error: true,
						code: 400,
						type: 'bad request',
						message: 'input role_id_array is already included as user roles',
					},
				},
			},
			{ body: { status: success, data: [[12, 99]] } },
			{ body: { status: success } },
		],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/4711/add_roles',
				body: { role_id_array: [12, 34] },
			},
			{ method: 'GET', path: '/api/1/users/4711/roles' },
			{ method: 'PUT', path: '/api/1/users/4711/add_roles', body: { role_id_array: [34] } },
		],
		items: [{ userId: 4711, addedRoleIds: [34], skippedRoleIds: [12] }],
	},
];

export const oneLoginDocumented: Documented[] = [
	{
		...getMany,
		method: 'GET',
		path: '/api/1/users',
		query: [
			...DATES,
			...TEXTS,
			'since',
			'until',
			'directory_id',
			'custom_attributes.branch',
			'fields',
			'sort',
		],
		exceptions: {
			'custom_attributes.{attribute_name}': 'sent with the name of the attribute, above',
		},
	},
	{
		...addRoles,
		method: 'PUT',
		path: '/api/1/users/{id}/add_roles',
		body: ['role_id_array'],
	},
];
