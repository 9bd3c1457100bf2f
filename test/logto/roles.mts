/** Roles of the tenant: who has them, and what they give. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { ADA, ada, at, missing, nothing, roleOf, simplified, user } from './records.mjs';

const ROLE = '6jmpqsj8zfv2kxnhsbvm1';
const role = { mode: 'id', value: ROLE };
const AT = `/api/roles/${ROLE}`;
const record = roleOf(ROLE);

const listed: IDataObject = {
	...record,
	usersCount: 1,
	featuredUsers: [{ id: 'a1b2c3d4e5f6', avatar: null, name: 'Ada Vogel' }],
	applicationsCount: 0,
	featuredApplications: [],
};

const ben: IDataObject = { id: 'b1b2c3d4e5f6', username: 'ben', primaryEmail: null };

const application: IDataObject = {
	tenantId: 'default',
	id: 'app000000000000000001',
	name: 'Nightly job',
	secret: 'not-a-real-one',
	description: null,
	type: 'MachineToMachine',
	oidcClientMetadata: { redirectUris: [], postLogoutRedirectUris: [] },
	customClientMetadata: {},
	customData: { owner: 'ops' },
	isThirdParty: false,
	createdAt: 1767323045000,
};

const scope = (id: string, name: string): IDataObject => ({
	tenantId: 'default',
	id,
	resourceId: 'res1',
	name,
	description: null,
	createdAt: 1767323045000,
});

const resources: IDataObject[] = [
	{
		id: 'res0',
		name: 'Logto Management API',
		indicator: 'https://default.logto.app/api',
		scopes: [scope('s0', 'all')],
	},
	{
		id: 'res1',
		name: 'Shop API',
		indicator: 'https://api.example.com',
		scopes: [scope('s1', 'read:orders'), scope('s2', 'write:orders')],
	},
];

const page = (...records: IDataObject[]) => ({
	headers: { 'Total-Number': String(records.length) },
	body: records,
});

const PAGE: Array<[string, string]> = [
	['page', '1'],
	['page_size', '100'],
];

const ALL_PERMISSIONS = {
	method: 'GET',
	path: '/api/resources',
	query: [['includeScopes', 'true']] as Array<[string, string]>,
};

const created = { status: 201, body: 'Created' };
const done = { status: 204 };

/** Who is looked up by an email and an ID. */
const LOOK_UP = {
	method: 'GET',
	path: '/api/users',
	query: [
		['mode.id', 'exact'],
		['mode.primaryEmail', 'exact'],
		['mode.username', 'exact'],
		['page_size', '100'],
		['search.id', 'b1b2c3d4e5f6'],
		['search.primaryEmail', 'Ada@Example.com'],
		['search.username', 'b1b2c3d4e5f6'],
	] as Array<[string, string]>,
};

const holders = (...ids: string[]) => ({
	method: 'GET',
	path: `${AT}/users`,
	query: [
		['mode.id', 'exact'],
		...PAGE,
		...ids.map((id): [string, string] => ['search.id', id]),
	] as Array<[string, string]>,
});

const app = { mode: 'id', value: 'app000000000000000001' };
const permission = { mode: 'id', value: 's1' };

export const roleCases: OperationCase[] = [
	{
		...at('role', 'create'),
		title: 'for users',
		parameters: { name: ' Auditor ', description: 'May read' },
		answers: [{ body: record }],
		requests: [
			{
				method: 'POST',
				path: '/api/roles',
				body: { name: 'Auditor', description: 'May read', type: 'User' },
			},
		],
		items: [record],
	},
	{
		...at('role', 'create'),
		title: 'with everything, having looked at the permissions, by name or ID',
		parameters: {
			name: 'Auditor',
			description: 'May read',
			type: 'User',
			permissions: ['read:orders', 's2', 's1'],
			additionalFields: { isDefault: true },
		},
		answers: [
			{ body: resources },
			{ body: resources },
			{ body: resources },
			{ body: resources },
			{ body: record },
		],
		requests: [
			ALL_PERMISSIONS,
			ALL_PERMISSIONS,
			ALL_PERMISSIONS,
			ALL_PERMISSIONS,
			{
				method: 'POST',
				path: '/api/roles',
				body: {
					name: 'Auditor',
					description: 'May read',
					type: 'User',
					isDefault: true,
					scopeIds: ['s1', 's2'],
				},
			},
		],
		items: [record],
	},
	{
		...at('role', 'get'),
		title: 'by a name, letter for letter',
		parameters: { role: { mode: 'name', value: 'Auditor' } },
		answers: [
			page({ ...record, name: 'Auditor' }, { ...record, id: 'other', name: 'auditor' }),
			{ body: record },
		],
		requests: [
			{
				method: 'GET',
				path: '/api/roles',
				query: [
					['joint', 'or'],
					['mode.id', 'exact'],
					['mode.name', 'exact'],
					['page', '1'],
					['page_size', '20'],
					['search.id', 'Auditor'],
					['search.name', 'Auditor'],
				],
			},
			{ method: 'GET', path: AT },
		],
		items: [record],
	},
	{
		...at('role', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { role, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: AT }],
		items: [{ found: false }],
	},
	{
		...at('role', 'getAll'),
		title: 'without those who are featured',
		parameters: { limit: 3 },
		answers: [page(listed)],
		requests: [
			{
				method: 'GET',
				path: '/api/roles',
				query: [
					['page', '1'],
					['page_size', '3'],
				],
			},
		],
		items: [
			{
				id: ROLE,
				name: record.name,
				description: '',
				type: 'User',
				isDefault: false,
				usersCount: 1,
				applicationsCount: 0,
			},
		],
	},
	{
		...at('role', 'getAll'),
		title: 'every filter, condition and option at once, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				search: '%a%',
				mode: 'like',
				type: 'User',
				excludeUserId: 'a1b2c3d4e5f6',
				excludeApplicationId: 'app1',
			},
			conditions: {
				condition: [
					{ field: 'description', mode: 'posix', value: '^a' },
					{ field: 'id', mode: 'exact', value: 'r1' },
					{ field: 'name', mode: 'similar_to', value: 'R%' },
				],
			},
			options: { joint: 'and', isCaseSensitive: true },
		},
		answers: [page(listed)],
		requests: [
			{
				method: 'GET',
				path: '/api/roles',
				query: [
					['excludeApplicationId', 'app1'],
					['excludeUserId', 'a1b2c3d4e5f6'],
					['isCaseSensitive', 'true'],
					['joint', 'and'],
					['mode', 'like'],
					['mode.description', 'posix'],
					['mode.id', 'exact'],
					['mode.name', 'similar_to'],
					...PAGE,
					['search', '%a%'],
					['search.description', '^a'],
					['search.id', 'r1'],
					['search.name', 'R%'],
					['type', 'User'],
				],
			},
		],
		items: [listed],
	},
	{
		...at('role', 'getAll'),
		title: 'asks once per condition where any may match, and no more than the limit needs',
		parameters: {
			limit: 2,
			simplify: false,
			filters: { search: '%a%', mode: 'like', type: 'User' },
			conditions: {
				condition: [
					{ field: 'description', mode: 'like', value: 'A%' },
					{ field: 'name', mode: 'like', value: 'R%' },
				],
			},
		},
		answers: [page(roleOf('r1')), page(roleOf('r1'), roleOf('r2'))],
		requests: ['search', 'search.description'].map((search) => ({
			method: 'GET',
			path: '/api/roles',
			query: [
				[search.replace('search', 'mode'), 'like'],
				['page', '1'],
				['page_size', '2'],
				[search, search === 'search' ? '%a%' : 'A%'],
				['type', 'User'],
			] as Array<[string, string]>,
		})),
		items: [roleOf('r1'), roleOf('r2')],
	},
	{
		...at('role', 'update'),
		title: 'everything that can be changed',
		parameters: {
			role,
			updateFields: { name: 'Auditor', description: 'May read', isDefault: 'false' },
		},
		answers: [{ body: record }],
		requests: [
			{
				method: 'PATCH',
				path: AT,
				body: { name: 'Auditor', description: 'May read', isDefault: false },
			},
		],
		items: [record],
	},
	{
		...at('role', 'delete'),
		title: 'by id',
		parameters: { role },
		answers: [done],
		requests: [{ method: 'DELETE', path: AT }],
		items: [{ id: ROLE, deleted: true }],
	},
	{
		...at('role', 'getUsers'),
		title: 'those that match, short',
		parameters: {
			role,
			returnAll: true,
			filters: { search: '%@example.com', mode: 'like' },
			options: { isCaseSensitive: true },
		},
		answers: [page({ ...user, passwordDigest: 'x' })],
		requests: [
			{
				method: 'GET',
				path: `${AT}/users`,
				query: [
					['isCaseSensitive', 'true'],
					['mode', 'like'],
					...PAGE,
					['search', '%@example.com'],
				],
			},
		],
		items: [simplified],
	},
	{
		...at('role', 'addUsers'),
		title: 'only to those who lack it, since Logto adds nobody otherwise',
		parameters: { role, users: 'Ada@Example.com, b1b2c3d4e5f6,Ada@Example.com' },
		answers: [{ body: [ben, user] }, page(ben), created],
		requests: [
			LOOK_UP,
			holders('a1b2c3d4e5f6', 'b1b2c3d4e5f6'),
			{ method: 'POST', path: `${AT}/users`, body: { userIds: ['a1b2c3d4e5f6'] } },
		],
		items: [
			{
				roleId: ROLE,
				userIds: ['a1b2c3d4e5f6', 'b1b2c3d4e5f6'],
				addedUserIds: ['a1b2c3d4e5f6'],
				already: false,
			},
		],
	},
	{
		...at('role', 'addUsers'),
		title: 'sends nothing where all have it',
		parameters: { role, users: '["Ada@Example.com", "b1b2c3d4e5f6"]' },
		answers: [{ body: [ben, user] }, page(ben, user)],
		requests: [LOOK_UP, holders('a1b2c3d4e5f6', 'b1b2c3d4e5f6')],
		items: [
			{
				roleId: ROLE,
				userIds: ['a1b2c3d4e5f6', 'b1b2c3d4e5f6'],
				addedUserIds: [],
				already: true,
			},
		],
	},
	{
		...at('role', 'removeUser'),
		title: 'who does not have it, having looked at both',
		parameters: { role, user: ada },
		answers: [nothing, { body: record }, { body: user }],
		requests: [
			{ method: 'DELETE', path: `${AT}/users/a1b2c3d4e5f6` },
			{ method: 'GET', path: AT },
			{ method: 'GET', path: ADA },
		],
		items: [{ success: true, roleId: ROLE, userId: 'a1b2c3d4e5f6', already: true }],
	},
	{
		...at('role', 'removeUser'),
		title: 'who has it',
		parameters: { role, user: ada },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${AT}/users/a1b2c3d4e5f6` }],
		items: [{ success: true, roleId: ROLE, userId: 'a1b2c3d4e5f6', already: false }],
	},
	{
		...at('role', 'getApplications'),
		title: 'short',
		parameters: { role, limit: 2 },
		answers: [page(application)],
		requests: [
			{
				method: 'GET',
				path: `${AT}/applications`,
				query: [
					['page', '1'],
					['page_size', '2'],
				],
			},
		],
		items: [
			{
				id: 'app000000000000000001',
				name: 'Nightly job',
				description: null,
				type: 'MachineToMachine',
				isThirdParty: false,
				createdAt: 1767323045000,
				customData: { owner: 'ops' },
			},
		],
	},
	{
		...at('role', 'getApplications'),
		title: 'raw, without secrets',
		parameters: { role, returnAll: true, simplify: false },
		answers: [page(application)],
		requests: [{ method: 'GET', path: `${AT}/applications`, query: PAGE }],
		items: [Object.fromEntries(Object.entries(application).filter(([name]) => name !== 'secret'))],
	},
	{
		...at('role', 'addApplications'),
		title: 'only to those that lack it',
		parameters: { role, apps: ['app000000000000000001', 'app000000000000000002'] },
		answers: [page(application), created],
		requests: [
			{ method: 'GET', path: `${AT}/applications`, query: PAGE },
			{
				method: 'POST',
				path: `${AT}/applications`,
				body: { applicationIds: ['app000000000000000002'] },
			},
		],
		items: [
			{
				roleId: ROLE,
				appIds: ['app000000000000000001', 'app000000000000000002'],
				addedAppIds: ['app000000000000000002'],
				already: false,
			},
		],
	},
	{
		...at('role', 'addApplications'),
		title: 'by name, and sends nothing where all have it',
		parameters: { role, apps: ['Nightly job'] },
		answers: [{ body: [application] }, page(application)],
		requests: [
			{
				method: 'GET',
				path: '/api/applications',
				query: [
					['mode', 'exact'],
					['page', '1'],
					['page_size', '100'],
					['search', 'Nightly job'],
					['types', 'MachineToMachine'],
				],
			},
			{ method: 'GET', path: `${AT}/applications`, query: PAGE },
		],
		items: [{ roleId: ROLE, appIds: ['app000000000000000001'], addedAppIds: [], already: true }],
	},
	{
		...at('role', 'removeApplication'),
		title: 'that does not have it, having looked at both',
		parameters: { role, app },
		answers: [nothing, { body: record }, { body: application }],
		requests: [
			{ method: 'DELETE', path: `${AT}/applications/app000000000000000001` },
			{ method: 'GET', path: AT },
			{ method: 'GET', path: '/api/applications/app000000000000000001' },
		],
		items: [{ success: true, roleId: ROLE, appId: 'app000000000000000001', already: true }],
	},
	{
		...at('role', 'removeApplication'),
		title: 'that has it',
		parameters: { role, app },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${AT}/applications/app000000000000000001` }],
		items: [{ success: true, roleId: ROLE, appId: 'app000000000000000001', already: false }],
	},
	{
		...at('role', 'getPermissions'),
		title: 'each with its API resource',
		parameters: { role, returnAll: true },
		answers: [page({ ...scope('s1', 'read:orders'), resource: { id: 'res1', name: 'Shop API' } })],
		requests: [{ method: 'GET', path: `${AT}/scopes`, query: PAGE }],
		items: [{ ...scope('s1', 'read:orders'), resource: { id: 'res1', name: 'Shop API' } }],
	},
	{
		...at('role', 'addPermissions'),
		title: 'only those that it lacks, by name',
		parameters: { role, permissions: ['write:orders'] },
		answers: [
			{ body: resources },
			page(scope('s1', 'read:orders')),
			{ status: 201, body: [scope('s1', 'read:orders'), scope('s2', 'write:orders')] },
		],
		requests: [
			ALL_PERMISSIONS,
			{ method: 'GET', path: `${AT}/scopes`, query: PAGE },
			{ method: 'POST', path: `${AT}/scopes`, body: { scopeIds: ['s2'] } },
		],
		items: [{ roleId: ROLE, permissionIds: ['s2'], addedPermissionIds: ['s2'], already: false }],
	},
	{
		...at('role', 'addPermissions'),
		title: 'sends nothing where it gives all',
		parameters: { role, permissions: ['s1', 's1'] },
		answers: [{ body: resources }, page(scope('s1', 'read:orders'))],
		requests: [ALL_PERMISSIONS, { method: 'GET', path: `${AT}/scopes`, query: PAGE }],
		items: [{ roleId: ROLE, permissionIds: ['s1'], addedPermissionIds: [], already: true }],
	},
	{
		...at('role', 'removePermission'),
		title: 'that it does not give, having looked at both',
		parameters: { role, permission },
		answers: [nothing, { body: record }, { body: resources }],
		requests: [
			{ method: 'DELETE', path: `${AT}/scopes/s1` },
			{ method: 'GET', path: AT },
			ALL_PERMISSIONS,
		],
		items: [{ success: true, roleId: ROLE, permissionId: 's1', already: true }],
	},
	{
		...at('role', 'removePermission'),
		title: 'that it gives, by name',
		parameters: { role, permission: { mode: 'name', value: 'read:orders' } },
		answers: [{ body: resources }, done],
		requests: [ALL_PERMISSIONS, { method: 'DELETE', path: `${AT}/scopes/s1` }],
		items: [{ success: true, roleId: ROLE, permissionId: 's1', already: false }],
	},
];

const SEARCH = { search_params: 'stands for search, mode, joint and isCaseSensitive' };
const NO_SEARCH = { search_params: 'not offered: what is left can be filtered by another node' };

export const roleDocumented: Documented[] = [
	{
		...at('role', 'create'),
		method: 'POST',
		path: '/api/roles',
		body: ['name', 'description', 'type', 'isDefault', 'scopeIds'],
		exceptions: { tenantId: 'a token is good for one tenant' },
	},
	{ ...at('role', 'get'), method: 'GET', path: '/api/roles/{id}' },
	{
		...at('role', 'getAll'),
		method: 'GET',
		path: '/api/roles',
		query: [
			'excludeUserId',
			'excludeApplicationId',
			'type',
			'search',
			...['description', 'id', 'name'].flatMap((name) => [`search.${name}`, `mode.${name}`]),
			'mode',
			'joint',
			'isCaseSensitive',
		],
		exceptions: SEARCH,
	},
	{
		...at('role', 'update'),
		method: 'PATCH',
		path: '/api/roles/{id}',
		body: ['name', 'description', 'isDefault'],
	},
	{ ...at('role', 'delete'), method: 'DELETE', path: '/api/roles/{id}' },
	{
		...at('role', 'getUsers'),
		method: 'GET',
		path: '/api/roles/{id}/users',
		query: ['search', 'mode', 'isCaseSensitive'],
		exceptions: SEARCH,
	},
	{ ...at('role', 'addUsers'), method: 'POST', path: '/api/roles/{id}/users', body: ['userIds'] },
	{ ...at('role', 'removeUser'), method: 'DELETE', path: '/api/roles/{id}/users/{userId}' },
	{
		...at('role', 'getApplications'),
		method: 'GET',
		path: '/api/roles/{id}/applications',
		exceptions: NO_SEARCH,
	},
	{
		...at('role', 'addApplications'),
		method: 'POST',
		path: '/api/roles/{id}/applications',
		body: ['applicationIds'],
	},
	{
		...at('role', 'removeApplication'),
		method: 'DELETE',
		path: '/api/roles/{id}/applications/{applicationId}',
	},
	{
		...at('role', 'getPermissions'),
		method: 'GET',
		path: '/api/roles/{id}/scopes',
		exceptions: NO_SEARCH,
	},
	{
		...at('role', 'addPermissions'),
		method: 'POST',
		path: '/api/roles/{id}/scopes',
		body: ['scopeIds'],
	},
	{
		...at('role', 'removePermission'),
		method: 'DELETE',
		path: '/api/roles/{id}/scopes/{scopeId}',
	},
];
