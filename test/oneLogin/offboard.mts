import type { IDataObject } from 'n8n-workflow';
import type { Documented, Expected, OperationCase } from '../engine/operations.mjs';
import { elsewhere } from './userNext.mjs';

const base = { node: 'oneLogin', resource: 'user', operation: 'offboard' } as const;
const v1 = '/api/1/users/4711';
const v2 = '/api/2/users/4711';
const devices = '/api/2/mfa/users/4711/devices';
const parameters = { user: { mode: 'id', value: '4711' } };

const success = { error: false, code: 200, type: 'success', message: 'Success' };
const done = { body: { status: success } };
/** v1's lists, which are a list within a list where roles are meant. */
const data = (...records: unknown[]) => ({ body: { status: success, data: records } });

/** A user as v2 answers with it. */
const record = (status: number): IDataObject => ({
	id: 4711,
	email: 'ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	lastname: 'Vogel',
	department: 'Sales',
	status,
	state: 1,
	custom_attributes: { branch: 'Kassel' },
});
const person: IDataObject = {
	id: 4711,
	login: 'ada',
	email: 'ada@example.com',
	name: 'Ada Vogel',
};
const phone = {
	device_id: '9',
	user_display_name: "Ada's phone",
	type_display_name: 'SMS',
	auth_factor_name: 'OneLogin SMS',
	default: true,
};
const roles = data({ id: 77, name: 'Sales' }, { id: 78, name: 'Travel' });
const mapping = (conditions: unknown[], more: IDataObject = {}): IDataObject => ({
	id: 53,
	name: 'Sales to CRM',
	match: 'all',
	enabled: true,
	position: 1,
	conditions: conditions as IDataObject[],
	actions: [{ action: 'add_role', value: ['77'] }],
	...more,
});
const ofSales = mapping([{ source: 'department', operator: '=', value: 'Sales' }]);

const get = (path: string, query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path,
	query,
});
const read = get(v2);
const suspend: Expected = {
	method: 'PUT',
	path: v2,
	query: [['mappings', 'disabled']],
	body: { status: 2 },
};
const logOut: Expected = { method: 'PUT', path: `${v1}/logout`, body: {} };
const readRoles = get(`${v1}/roles`);
const readNames = get('/api/1/roles', [['limit', '50']]);
const readMappings = get('/api/2/mappings', [['enabled', 'true']]);
const take = (...ids: number[]): Expected => ({
	method: 'PUT',
	path: `${v1}/remove_roles`,
	body: { role_id_array: ids },
});

const SESSIONS =
	'OneLogin took the request. It lists no sessions, so that nobody can look whether one is left.';
const only = (...kept: string[]) =>
	Object.fromEntries(
		['suspend', 'logOut', 'removeDevices', 'removeRoles'].map((name) => [
			name,
			kept.includes(name),
		]),
	);
const GIVES =
	'The mapping "Sales to CRM" gives it. Change the mapping, or what it asks for in the user.';

/** What a mapping asks for, and whether it surely gives its role to Ada. */
const judged: Array<[string, IDataObject, boolean]> = [
	['everybody', mapping([]), true],
	[
		'one of two',
		mapping(
			[
				{ source: 'department', operator: '=', value: 'Finance' },
				{ source: 'custom_attribute_branch', operator: 'bw', value: 'Kas' },
			],
			{ match: 'any' },
		),
		true,
	],
	[
		'all of two',
		mapping([
			{ source: 'email', operator: 'ew', value: '@example.com' },
			{ source: 'firstname', operator: '~', value: 'd' },
		]),
		true,
	],
	['another one', mapping([{ source: 'department', operator: '=', value: 'Finance' }]), false],
	['what nobody can tell', mapping([{ source: 'has_role', operator: 'ri', value: '12' }]), false],
	['another role', { ...ofSales, actions: [{ action: 'add_role', value: ['12'] }] }, false],
	['no role', { ...ofSales, actions: [{ action: 'set_group', value: ['77'] }] }, false],
];

export const offboardCases: OperationCase[] = [
	{
		...base,
		title: 'everything is taken in its order, and looked for afterwards',
		parameters,
		answers: [
			{ body: record(1) },
			{ body: record(1) },
			{ body: record(2) },
			done,
			{ body: [phone] },
			{ status: 204 },
			data([77, 78]),
			roles,
			{ body: [] },
			done,
			{ body: record(2) },
			{ body: [] },
			data([]),
		],
		requests: [
			read,
			read,
			suspend,
			logOut,
			get(devices),
			{ method: 'DELETE', path: `${devices}/9` },
			readRoles,
			readNames,
			readMappings,
			take(77, 78),
			read,
			get(devices),
			readRoles,
		],
		items: [
			{
				found: true,
				complete: true,
				user: person,
				steps: [
					{ step: 'suspend', outcome: 'done', reason: 'Taken: account that is open' },
					{ step: 'logOut', outcome: 'done', reason: SESSIONS },
					{ step: 'removeDevices', outcome: 'done', reason: "Taken: device Ada's phone" },
					{ step: 'removeRoles', outcome: 'done', reason: 'Taken: role Sales, role Travel' },
				],
				left: [],
			},
		],
	},
	{
		...base,
		title: 'a role that a mapping gives stays, and is named with it',
		parameters: { ...parameters, steps: only('removeRoles') },
		answers: [
			{ body: record(2) },
			data([77, 78]),
			roles,
			{ body: [ofSales] },
			{ body: record(2) },
			done,
			data([77]),
			{ body: [ofSales] },
			{ body: record(2) },
		],
		requests: [
			read,
			readRoles,
			readNames,
			readMappings,
			read,
			take(78),
			readRoles,
			readMappings,
			read,
		],
		items: [
			{
				found: true,
				complete: true,
				user: person,
				steps: [{ step: 'removeRoles', outcome: 'done', reason: 'Taken: role Travel' }],
				left: [{ what: 'role', id: '77', name: 'Sales', why: GIVES, maybeStale: false }],
			},
		],
	},
	...judged.map(
		([title, given, isGiven]): OperationCase => ({
			...base,
			title: `a mapping that asks for ${title}`,
			parameters: {
				...parameters,
				steps: only('removeRoles'),
				options: { dryRun: true },
			},
			answers: ({ path }) =>
				({
					[v2]: { body: record(2) },
					[`${v1}/roles`]: data([77]),
					'/api/1/roles': roles,
					'/api/2/mappings': { body: [given] },
				})[path]!,
			requests: [read, readRoles, readNames, readMappings, read],
			items: [
				{
					found: true,
					complete: isGiven,
					user: person,
					steps: [
						isGiven
							? { step: 'removeRoles', outcome: 'skipped', reason: GIVES }
							: {
									step: 'removeRoles',
									outcome: 'skipped',
									reason: 'Dry run. It would take: role Sales',
								},
					],
					left: [
						{
							what: 'role',
							id: '77',
							name: 'Sales',
							why: isGiven ? GIVES : 'It was not taken.',
							maybeStale: false,
						},
					],
				},
			],
		}),
	),
	{
		...base,
		title: 'what explains the roles may not be read: they are taken all the same',
		parameters: {
			...parameters,
			steps: only('removeRoles'),
			options: { checkWait: 0 },
		},
		answers: [
			{ body: record(2) },
			data([77]),
			{ status: 403, body: { statusCode: 403, name: 'ForbiddenError', message: 'No' } },
			{ status: 403, body: { statusCode: 403, name: 'ForbiddenError', message: 'No' } },
			done,
			data([77]),
			roles,
			{ body: [] },
		],
		requests: [
			read,
			readRoles,
			readNames,
			readMappings,
			take(77),
			readRoles,
			readNames,
			readMappings,
		],
		items: [
			{
				found: true,
				complete: false,
				user: person,
				steps: [{ step: 'removeRoles', outcome: 'done', reason: 'Taken: role 77' }],
				left: [
					{ what: 'role', id: '77', name: 'Sales', why: 'It is still listed.', maybeStale: true },
				],
			},
		],
	},
	{
		...base,
		title: 'OneLogin refuses all roles together: each is tried alone',
		parameters: {
			...parameters,
			steps: only('removeRoles'),
		},
		answers: [
			{ body: record(2) },
			data([77, 78]),
			roles,
			{ body: [] },
			{ status: 400, body: { status: { error: true, code: 400, type: 'x', message: 'Not 77' } } },
			done,
			done,
			data([]),
		],
		requests: [
			read,
			readRoles,
			readNames,
			readMappings,
			take(77, 78),
			take(77),
			take(78),
			readRoles,
		],
		items: [
			{
				found: true,
				complete: true,
				user: person,
				steps: [{ step: 'removeRoles', outcome: 'done', reason: 'Taken: role Sales, role Travel' }],
				left: [],
			},
		],
	},
	{
		...base,
		title: 'nobody: no step is taken',
		parameters,
		answers: [{ status: 404, body: { statusCode: 404, name: 'NotFoundError', message: 'Nobody' } }],
		requests: [read],
		items: [{ found: false, complete: false }],
	},
];

export const offboardDocumented: Documented[] = [
	{ ...base, method: 'GET', path: '/api/2/users/{user_id}' },
	{
		...base,
		method: 'PUT',
		path: '/api/2/users/{user_id}',
		query: ['mappings'],
		body: ['status'],
		exceptions: elsewhere('status'),
	},
	{ ...base, method: 'PUT', path: '/api/1/users/{id}/logout' },
	{ ...base, method: 'GET', path: '/api/2/mfa/users/{user_id}/devices' },
	{ ...base, method: 'DELETE', path: '/api/2/mfa/users/{user_id}/devices/{device_id}' },
	{ ...base, method: 'GET', path: '/api/1/users/{id}/roles' },
	{
		...base,
		method: 'PUT',
		path: '/api/1/users/{id}/remove_roles',
		body: ['role_id_array'],
		exceptions: { 'role_id_array[].role_id': 'plain numbers, as Remove Roles sends them' },
	},
];
