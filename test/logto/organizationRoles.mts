/** What there is in all organizations: roles, and the permissions that they give. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { at, created, done, limited, missing, nothing, page, PAGE } from './records.mjs';

const ROLE = 'u6uo2kq8x4m1zv7b9c3nd';
const role = { mode: 'id', value: ROLE };
const ROLE_AT = `/api/organization-roles/${ROLE}`;
const READ = 's6uo2kq8x4m1zv7b9c3nd';
const WRITE = 't6uo2kq8x4m1zv7b9c3nd';
const permission = { mode: 'id', value: READ };
const PERMISSION_AT = `/api/organization-scopes/${READ}`;

const permissionRecord = (id: string, name: string): IDataObject => ({
	tenantId: 'default',
	id,
	name,
	description: null,
});
const read = permissionRecord(READ, 'read:invoices');
const write = permissionRecord(WRITE, 'write:invoices');

const record: IDataObject = {
	tenantId: 'default',
	id: ROLE,
	name: 'billing',
	description: 'Bills',
	type: 'User',
};
const listed: IDataObject = {
	...record,
	scopes: [{ id: READ, name: 'read:invoices' }],
	resourceScopes: [],
};
const { tenantId: _tenantId, ...short } = listed;

const apiScope = (id: string, name: string): IDataObject => ({
	tenantId: 'default',
	id,
	resourceId: 'res1',
	name,
	description: null,
	createdAt: 1767323045000,
});
const resources: IDataObject[] = [
	{
		id: 'res1',
		name: 'Shop API',
		indicator: 'https://api.example.com',
		scopes: [apiScope('s1', 'read:orders'), apiScope('s2', 'write:orders')],
	},
];
const ALL_PERMISSIONS = {
	method: 'GET',
	path: '/api/resources',
	query: [['includeScopes', 'true']] as Array<[string, string]>,
};

const named = (list: string, name: string) => ({
	method: 'GET',
	path: `/api/${list}`,
	query: [...PAGE, ['q', name]] as Array<[string, string]>,
});

const listOf = (below: string) => ({ method: 'GET', path: `${ROLE_AT}/${below}`, query: PAGE });

export const organizationRoleCases: OperationCase[] = [
	{
		...at('organizationPermission', 'create'),
		title: 'by its name alone',
		parameters: { name: ' read:invoices ' },
		answers: [{ status: 201, body: read }],
		requests: [
			{ method: 'POST', path: '/api/organization-scopes', body: { name: 'read:invoices' } },
		],
		items: [read],
	},
	{
		...at('organizationPermission', 'create'),
		title: 'with a description',
		parameters: { name: 'read:invoices', description: 'May read' },
		answers: [{ status: 201, body: read }],
		requests: [
			{
				method: 'POST',
				path: '/api/organization-scopes',
				body: { name: 'read:invoices', description: 'May read' },
			},
		],
		items: [read],
	},
	{
		...at('organizationPermission', 'get'),
		title: 'by a name, letter for letter',
		parameters: { permission: { mode: 'name', value: 'read:invoices' } },
		answers: [page(read, { ...write, name: 'READ:invoices' }), { body: read }],
		requests: [
			named('organization-scopes', 'read:invoices'),
			{ method: 'GET', path: PERMISSION_AT },
		],
		items: [read],
	},
	{
		...at('organizationPermission', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { permission, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: PERMISSION_AT }],
		items: [{ found: false }],
	},
	{
		...at('organizationPermission', 'getAll'),
		title: 'those with a text in their name',
		parameters: { limit: 2, filters: { search: 'read' } },
		answers: [page(read)],
		requests: [
			{
				method: 'GET',
				path: '/api/organization-scopes',
				query: [...limited(2), ['q', 'read']],
			},
		],
		items: [read],
	},
	{
		...at('organizationPermission', 'update'),
		title: 'everything that can be changed',
		parameters: { permission, updateFields: { name: ' read:bills ', description: '' } },
		answers: [{ body: read }],
		requests: [
			{ method: 'PATCH', path: PERMISSION_AT, body: { name: 'read:bills', description: null } },
		],
		items: [read],
	},
	{
		...at('organizationPermission', 'delete'),
		title: 'by id',
		parameters: { permission },
		answers: [done],
		requests: [{ method: 'DELETE', path: PERMISSION_AT }],
		items: [{ id: READ, deleted: true }],
	},
	{
		...at('organizationRole', 'create'),
		title: 'by its name alone',
		parameters: { name: ' billing ' },
		answers: [{ status: 201, body: record }],
		requests: [
			{
				method: 'POST',
				path: '/api/organization-roles',
				body: {
					name: 'billing',
					type: 'User',
					organizationScopeIds: [],
					resourceScopeIds: [],
				},
			},
		],
		items: [record],
	},
	{
		...at('organizationRole', 'create'),
		title: 'with everything, permissions by name or ID',
		parameters: {
			name: 'billing',
			type: 'MachineToMachine',
			permissions: ['read:invoices', WRITE, WRITE],
			apiPermissions: ['read:orders', 's2'],
			additionalFields: { description: 'Bills' },
		},
		answers: [page(read), { body: resources }, { body: resources }, { status: 201, body: record }],
		requests: [
			named('organization-scopes', 'read:invoices'),
			ALL_PERMISSIONS,
			ALL_PERMISSIONS,
			{
				method: 'POST',
				path: '/api/organization-roles',
				body: {
					name: 'billing',
					description: 'Bills',
					type: 'MachineToMachine',
					organizationScopeIds: [READ, WRITE],
					resourceScopeIds: ['s1', 's2'],
				},
			},
		],
		items: [record],
	},
	{
		...at('organizationRole', 'get'),
		title: 'by a name, letter for letter',
		parameters: { role: { mode: 'name', value: 'billing' } },
		answers: [page(listed, { ...listed, id: 'other', name: 'Billing' }), { body: record }],
		requests: [named('organization-roles', 'billing'), { method: 'GET', path: ROLE_AT }],
		items: [record],
	},
	{
		...at('organizationRole', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { role, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: ROLE_AT }],
		items: [{ found: false }],
	},
	{
		...at('organizationRole', 'getAll'),
		title: 'short, with what they give',
		parameters: { limit: 2 },
		answers: [page(listed)],
		requests: [{ method: 'GET', path: '/api/organization-roles', query: limited(2) }],
		items: [short],
	},
	{
		...at('organizationRole', 'getAll'),
		title: 'those with a text in them, raw',
		parameters: { returnAll: true, simplify: false, filters: { search: 'bill' } },
		answers: [page(listed)],
		requests: [named('organization-roles', 'bill')],
		items: [listed],
	},
	{
		...at('organizationRole', 'update'),
		title: 'everything that can be changed',
		parameters: { role, updateFields: { name: ' billing ', description: 'Bills' } },
		answers: [{ body: record }],
		requests: [{ method: 'PATCH', path: ROLE_AT, body: { name: 'billing', description: 'Bills' } }],
		items: [record],
	},
	{
		...at('organizationRole', 'delete'),
		title: 'by id',
		parameters: { role },
		answers: [done],
		requests: [{ method: 'DELETE', path: ROLE_AT }],
		items: [{ id: ROLE, deleted: true }],
	},
	{
		...at('organizationRole', 'getPermissions'),
		title: 'all',
		parameters: { role, returnAll: true },
		answers: [page(read, write)],
		requests: [listOf('scopes')],
		items: [read, write],
	},
	{
		...at('organizationRole', 'addPermissions'),
		title: 'only those that it lacks',
		parameters: { role, permissions: [READ, WRITE] },
		answers: [page(read), created],
		requests: [
			listOf('scopes'),
			{ method: 'POST', path: `${ROLE_AT}/scopes`, body: { organizationScopeIds: [WRITE] } },
		],
		items: [
			{
				roleId: ROLE,
				permissionIds: [READ, WRITE],
				addedPermissionIds: [WRITE],
				already: false,
			},
		],
	},
	{
		...at('organizationRole', 'addPermissions'),
		title: 'sends nothing where it gives all',
		parameters: { role, permissions: ['read:invoices', READ] },
		answers: [page(read), page(read)],
		requests: [named('organization-scopes', 'read:invoices'), listOf('scopes')],
		items: [{ roleId: ROLE, permissionIds: [READ], addedPermissionIds: [], already: true }],
	},
	{
		...at('organizationRole', 'removePermission'),
		title: 'that it does not give, having looked at both',
		parameters: { role, permission },
		answers: [nothing, { body: record }, { body: read }],
		requests: [
			{ method: 'DELETE', path: `${ROLE_AT}/scopes/${READ}` },
			{ method: 'GET', path: ROLE_AT },
			{ method: 'GET', path: PERMISSION_AT },
		],
		items: [{ success: true, roleId: ROLE, permissionId: READ, already: true }],
	},
	{
		...at('organizationRole', 'removePermission'),
		title: 'that it gives',
		parameters: { role, permission },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${ROLE_AT}/scopes/${READ}` }],
		items: [{ success: true, roleId: ROLE, permissionId: READ, already: false }],
	},
	{
		...at('organizationRole', 'getApiPermissions'),
		title: 'all',
		parameters: { role, returnAll: true },
		answers: [page(apiScope('s1', 'read:orders'))],
		requests: [listOf('resource-scopes')],
		items: [apiScope('s1', 'read:orders')],
	},
	{
		...at('organizationRole', 'addApiPermissions'),
		title: 'only those that it lacks',
		parameters: { role, permissions: ['write:orders'] },
		answers: [{ body: resources }, page(apiScope('s1', 'read:orders')), created],
		requests: [
			ALL_PERMISSIONS,
			listOf('resource-scopes'),
			{ method: 'POST', path: `${ROLE_AT}/resource-scopes`, body: { scopeIds: ['s2'] } },
		],
		items: [{ roleId: ROLE, permissionIds: ['s2'], addedPermissionIds: ['s2'], already: false }],
	},
	{
		...at('organizationRole', 'addApiPermissions'),
		title: 'sends nothing where it gives all',
		parameters: { role, permissions: ['s1'] },
		answers: [{ body: resources }, page(apiScope('s1', 'read:orders'))],
		requests: [ALL_PERMISSIONS, listOf('resource-scopes')],
		items: [{ roleId: ROLE, permissionIds: ['s1'], addedPermissionIds: [], already: true }],
	},
	{
		...at('organizationRole', 'removeApiPermission'),
		title: 'that it does not give, having looked at both',
		parameters: { role, permission: { mode: 'id', value: 's1' } },
		answers: [nothing, { body: record }, { body: resources }],
		requests: [
			{ method: 'DELETE', path: `${ROLE_AT}/resource-scopes/s1` },
			{ method: 'GET', path: ROLE_AT },
			ALL_PERMISSIONS,
		],
		items: [{ success: true, roleId: ROLE, permissionId: 's1', already: true }],
	},
	{
		...at('organizationRole', 'removeApiPermission'),
		title: 'that it gives, by name',
		parameters: { role, permission: { mode: 'name', value: 'read:orders' } },
		answers: [{ body: resources }, done],
		requests: [ALL_PERMISSIONS, { method: 'DELETE', path: `${ROLE_AT}/resource-scopes/s1` }],
		items: [{ success: true, roleId: ROLE, permissionId: 's1', already: false }],
	},
];

const TENANT = { tenantId: 'a token is good for one tenant' };
const FIXED = { ...TENANT, id: 'Logto makes it, and a record keeps it' };

export const organizationRoleDocumented: Documented[] = [
	{
		...at('organizationPermission', 'create'),
		method: 'POST',
		path: '/api/organization-scopes',
		body: ['name', 'description'],
		exceptions: TENANT,
	},
	{
		...at('organizationPermission', 'get'),
		method: 'GET',
		path: '/api/organization-scopes/{id}',
	},
	{
		...at('organizationPermission', 'getAll'),
		method: 'GET',
		path: '/api/organization-scopes',
		query: ['q'],
	},
	{
		...at('organizationPermission', 'update'),
		method: 'PATCH',
		path: '/api/organization-scopes/{id}',
		body: ['name', 'description'],
		exceptions: FIXED,
	},
	{
		...at('organizationPermission', 'delete'),
		method: 'DELETE',
		path: '/api/organization-scopes/{id}',
	},
	{
		...at('organizationRole', 'create'),
		method: 'POST',
		path: '/api/organization-roles',
		body: ['name', 'description', 'type', 'organizationScopeIds', 'resourceScopeIds'],
		exceptions: TENANT,
	},
	{ ...at('organizationRole', 'get'), method: 'GET', path: '/api/organization-roles/{id}' },
	{
		...at('organizationRole', 'getAll'),
		method: 'GET',
		path: '/api/organization-roles',
		query: ['q'],
	},
	{
		...at('organizationRole', 'update'),
		method: 'PATCH',
		path: '/api/organization-roles/{id}',
		body: ['name', 'description'],
		exceptions: { ...FIXED, type: 'those who have the role could not have it any more' },
	},
	{ ...at('organizationRole', 'delete'), method: 'DELETE', path: '/api/organization-roles/{id}' },
	{
		...at('organizationRole', 'getPermissions'),
		method: 'GET',
		path: '/api/organization-roles/{id}/scopes',
	},
	{
		...at('organizationRole', 'addPermissions'),
		method: 'POST',
		path: '/api/organization-roles/{id}/scopes',
		body: ['organizationScopeIds'],
	},
	{
		...at('organizationRole', 'removePermission'),
		method: 'DELETE',
		path: '/api/organization-roles/{id}/scopes/{organizationScopeId}',
	},
	{
		...at('organizationRole', 'getApiPermissions'),
		method: 'GET',
		path: '/api/organization-roles/{id}/resource-scopes',
	},
	{
		...at('organizationRole', 'addApiPermissions'),
		method: 'POST',
		path: '/api/organization-roles/{id}/resource-scopes',
		body: ['scopeIds'],
	},
	{
		...at('organizationRole', 'removeApiPermission'),
		method: 'DELETE',
		path: '/api/organization-roles/{id}/resource-scopes/{scopeId}',
	},
];
