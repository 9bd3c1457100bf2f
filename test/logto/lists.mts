import type { IDataObject } from 'n8n-workflow';
import { type ListCase, numberOf, type Pager } from '../engine/lists.mjs';

/** Logto: numbered pages and a total. Its Link header leads nowhere and must not be followed. */
export const numberedPages: Pager = (request, records) => {
	const size = numberOf(request, 'page_size', 20);
	const page = numberOf(request, 'page', 1);
	return {
		headers: {
			'Total-Number': String(records.length),
			Link: `<http://127.0.0.1:1${request.path.replace('/api', '')}?page=${page + 1}>; rel="next"`,
		},
		body: records.slice((page - 1) * size, page * size),
	};
};

const logtoUser = (index: number): IDataObject => ({
	id: `u${index}`,
	username: `user_${index}`,
	primaryEmail: `user${index}@example.com`,
	isSuspended: false,
});

export const logtoLists: ListCase[] = [
	{
		title: 'Logto User > Get Many',
		node: 'logto',
		parameters: { resource: 'user', operation: 'getAll' },
		path: '/api/users',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: logtoUser,
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto User Role > Get Many',
		node: 'logto',
		parameters: {
			resource: 'userRole',
			operation: 'getAll',
			user: { mode: 'id', value: 'a1b2c3d4e5f6' },
		},
		path: '/api/users/a1b2c3d4e5f6/roles',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `r${index}`, name: `Role ${index}`, type: 'User' }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto Role > Get Many',
		node: 'logto',
		parameters: { resource: 'role', operation: 'getAll' },
		path: '/api/roles',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `r${index}`, name: `Role ${index}`, type: 'User' }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto Application > Get Many',
		node: 'logto',
		parameters: { resource: 'application', operation: 'getAll' },
		path: '/api/applications',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `a${index}`, name: `App ${index}`, type: 'SPA' }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto Application Role > Get Many',
		node: 'logto',
		parameters: {
			resource: 'applicationRole',
			operation: 'getAll',
			app: { mode: 'id', value: 'app000000000000000001' },
		},
		path: '/api/applications/app000000000000000001/roles',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `r${index}`, name: `Role ${index}`, type: 'MachineToMachine' }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto Organization Role > Get Many',
		node: 'logto',
		parameters: { resource: 'organizationRole', operation: 'getAll' },
		path: '/api/organization-roles',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `r${index}`, name: `role ${index}`, type: 'User' }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto Organization Permission > Get Many',
		node: 'logto',
		parameters: { resource: 'organizationPermission', operation: 'getAll' },
		path: '/api/organization-scopes',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `s${index}`, name: `read:${index}` }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto API Resource > Get Many',
		node: 'logto',
		parameters: { resource: 'apiResource', operation: 'getAll' },
		path: '/api/resources',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `a${index}`, name: `API ${index}`, indicator: `urn:${index}` }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto API Permission > Get Many',
		node: 'logto',
		parameters: {
			resource: 'apiPermission',
			operation: 'getAll',
			apiResource: { mode: 'id', value: 'r6uo2kq8x4m1zv7b9c3nd' },
		},
		path: '/api/resources/r6uo2kq8x4m1zv7b9c3nd/scopes',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `s${index}`, name: `read:${index}` }),
		idOf: ({ id }) => id,
	},
	{
		title: 'Logto Organization Application > Get Many',
		node: 'logto',
		parameters: {
			resource: 'organizationApplication',
			operation: 'getAll',
			organization: { mode: 'id', value: 'c9wei6jij6dh' },
		},
		path: '/api/organizations/c9wei6jij6dh/applications',
		pages: numberedPages,
		pageSize: 100,
		sizeParameter: 'page_size',
		record: (index) => ({ id: `a${index}`, name: `App ${index}`, type: 'MachineToMachine' }),
		idOf: ({ id }) => id,
	},
];
