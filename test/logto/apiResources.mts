/** APIs that tokens are issued for, and their permissions. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { at, done, limited, missing, page, PAGE } from './records.mjs';

const ID = 'r6uo2kq8x4m1zv7b9c3nd';
const apiResource = { mode: 'id', value: ID };
const AT = `/api/resources/${ID}`;
const SCOPES = `${AT}/scopes`;
const SCOPE = '7hq2kzv9m4x1tb8w5c3nd';
const permission = { mode: 'id', value: SCOPE };

const record: IDataObject = {
	tenantId: 'default',
	id: ID,
	name: 'Shop API',
	indicator: 'https://api.example.com',
	isDefault: false,
	accessTokenTtl: 3600,
};
const scope: IDataObject = {
	tenantId: 'default',
	id: SCOPE,
	resourceId: ID,
	name: 'read:orders',
	description: null,
	createdAt: 1767323045000,
};

const ALL = { method: 'GET', path: '/api/resources' };
const ALL_PERMISSIONS = { ...ALL, query: [['includeScopes', 'true']] as Array<[string, string]> };

/** How it is made sure that the permission is one of the API. */
const OWN = {
	method: 'GET',
	path: SCOPES,
	query: [['mode.id', 'exact'], ...limited(20), ['search.id', SCOPE]] as Array<[string, string]>,
};

export const apiResourceCases: OperationCase[] = [
	{
		...at('apiResource', 'create'),
		title: 'by name and identifier',
		parameters: { name: ' Shop API ', indicator: ' https://api.example.com ' },
		answers: [{ status: 201, body: { ...record, scopes: [] } }],
		requests: [
			{
				method: 'POST',
				path: '/api/resources',
				body: { name: 'Shop API', indicator: 'https://api.example.com' },
			},
		],
		items: [{ ...record, scopes: [] }],
	},
	{
		...at('apiResource', 'create'),
		title: 'with everything',
		parameters: {
			name: 'Shop API',
			indicator: 'https://api.example.com',
			additionalFields: { accessTokenTtl: '600' },
		},
		answers: [{ status: 201, body: record }],
		requests: [
			{
				method: 'POST',
				path: '/api/resources',
				body: { name: 'Shop API', indicator: 'https://api.example.com', accessTokenTtl: 600 },
			},
		],
		items: [record],
	},
	{
		...at('apiResource', 'get'),
		title: 'by its identifier',
		parameters: { apiResource: { mode: 'indicator', value: 'https://api.example.com' } },
		answers: [{ body: [{ ...record, id: 'other', indicator: 'x' }, record] }, { body: record }],
		requests: [ALL, { method: 'GET', path: AT }],
		items: [record],
	},
	{
		...at('apiResource', 'get'),
		title: 'by a name, letter for letter',
		parameters: { apiResource: { mode: 'name', value: 'Shop API' } },
		answers: [{ body: [{ ...record, id: 'other', name: 'SHOP API' }, record] }, { body: record }],
		requests: [ALL, { method: 'GET', path: AT }],
		items: [record],
	},
	{
		...at('apiResource', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { apiResource, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: AT }],
		items: [{ found: false }],
	},
	{
		...at('apiResource', 'getAll'),
		title: 'some',
		parameters: { limit: 2 },
		answers: [page(record)],
		requests: [{ ...ALL, query: limited(2) }],
		items: [record],
	},
	{
		...at('apiResource', 'getAll'),
		title: 'all with their permissions',
		parameters: { returnAll: true, options: { includePermissions: 'true' } },
		answers: [page({ ...record, scopes: [scope] })],
		requests: [{ ...ALL, query: [['includeScopes', 'true'], ...PAGE] }],
		items: [{ ...record, scopes: [scope] }],
	},
	{
		...at('apiResource', 'update'),
		title: 'everything that can be changed',
		parameters: { apiResource, updateFields: { name: ' Shop ', accessTokenTtl: '600' } },
		answers: [{ body: record }],
		requests: [{ method: 'PATCH', path: AT, body: { name: 'Shop', accessTokenTtl: 600 } }],
		items: [record],
	},
	{
		...at('apiResource', 'delete'),
		title: 'by id',
		parameters: { apiResource },
		answers: [done],
		requests: [{ method: 'DELETE', path: AT }],
		items: [{ id: ID, deleted: true }],
	},
	{
		...at('apiPermission', 'create'),
		title: 'by its name alone',
		parameters: { apiResource, name: ' read:orders ' },
		answers: [{ status: 201, body: scope }],
		requests: [{ method: 'POST', path: SCOPES, body: { name: 'read:orders' } }],
		items: [scope],
	},
	{
		...at('apiPermission', 'create'),
		title: 'with a description',
		parameters: { apiResource, name: 'read:orders', description: 'May read' },
		answers: [{ status: 201, body: scope }],
		requests: [
			{ method: 'POST', path: SCOPES, body: { name: 'read:orders', description: 'May read' } },
		],
		items: [scope],
	},
	{
		...at('apiPermission', 'getAll'),
		title: 'those that match',
		parameters: {
			apiResource,
			returnAll: true,
			filters: { search: 'read:%', mode: 'like' },
			options: { isCaseSensitive: true },
		},
		answers: [page(scope)],
		requests: [
			{
				method: 'GET',
				path: SCOPES,
				query: [['isCaseSensitive', 'true'], ['mode', 'like'], ...PAGE, ['search', 'read:%']],
			},
		],
		items: [scope],
	},
	{
		...at('apiPermission', 'getAll'),
		title: 'none, having looked at the API',
		parameters: { apiResource, limit: 3 },
		answers: [page(), { body: record }],
		requests: [
			{ method: 'GET', path: SCOPES, query: limited(3) },
			{ method: 'GET', path: AT },
		],
		items: [],
	},
	{
		...at('apiPermission', 'update'),
		title: 'everything that can be changed, by name',
		parameters: {
			apiResource,
			permission: { mode: 'name', value: 'read:orders' },
			updateFields: { name: ' read:order ', description: '' },
		},
		answers: [{ body: [{ ...record, scopes: [scope] }] }, page(scope), { body: scope }],
		requests: [
			ALL_PERMISSIONS,
			OWN,
			{
				method: 'PATCH',
				path: `${SCOPES}/${SCOPE}`,
				body: { name: 'read:order', description: null },
			},
		],
		items: [scope],
	},
	{
		...at('apiPermission', 'update'),
		title: 'by id',
		parameters: { apiResource, permission, updateFields: { description: 'May read' } },
		answers: [page(scope), { body: scope }],
		requests: [
			OWN,
			{ method: 'PATCH', path: `${SCOPES}/${SCOPE}`, body: { description: 'May read' } },
		],
		items: [scope],
	},
	{
		...at('apiPermission', 'delete'),
		title: 'by id',
		parameters: { apiResource, permission },
		answers: [page(scope), done],
		requests: [OWN, { method: 'DELETE', path: `${SCOPES}/${SCOPE}` }],
		items: [{ id: SCOPE, apiResourceId: ID, deleted: true }],
	},
];

const TENANT = { tenantId: 'a token is good for one tenant' };

export const apiResourceDocumented: Documented[] = [
	{
		...at('apiResource', 'create'),
		method: 'POST',
		path: '/api/resources',
		body: ['name', 'indicator', 'accessTokenTtl'],
		exceptions: TENANT,
	},
	{ ...at('apiResource', 'get'), method: 'GET', path: '/api/resources/{id}' },
	{
		...at('apiResource', 'getAll'),
		method: 'GET',
		path: '/api/resources',
		query: ['includeScopes'],
	},
	{
		...at('apiResource', 'update'),
		method: 'PATCH',
		path: '/api/resources/{id}',
		body: ['name', 'accessTokenTtl'],
		exceptions: TENANT,
	},
	{ ...at('apiResource', 'delete'), method: 'DELETE', path: '/api/resources/{id}' },
	{
		...at('apiPermission', 'create'),
		method: 'POST',
		path: '/api/resources/{resourceId}/scopes',
		body: ['name', 'description'],
	},
	{
		...at('apiPermission', 'getAll'),
		method: 'GET',
		path: '/api/resources/{resourceId}/scopes',
		query: ['search', 'mode', 'isCaseSensitive'],
		exceptions: { search_params: 'stands for search, mode and isCaseSensitive' },
	},
	{
		...at('apiPermission', 'update'),
		method: 'PATCH',
		path: '/api/resources/{resourceId}/scopes/{scopeId}',
		body: ['name', 'description'],
	},
	{
		...at('apiPermission', 'delete'),
		method: 'DELETE',
		path: '/api/resources/{resourceId}/scopes/{scopeId}',
	},
];
