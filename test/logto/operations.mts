import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

/** A user as Logto 1.42 answers with it; values invented. */
const user: IDataObject = {
	id: 'a1b2c3d4e5f6',
	username: 'ada',
	primaryEmail: 'ada@example.com',
	primaryPhone: '14155550123',
	name: 'Ada Vogel',
	avatar: null,
	customData: { branch: 'Kassel' },
	identities: {},
	lastSignInAt: 1767323045000,
	createdAt: 1767323045000,
	updatedAt: 1767323045000,
	profile: { familyName: 'Vogel' },
	applicationId: null,
	isSuspended: false,
	hasPassword: true,
};

const simplified: IDataObject = {
	id: 'a1b2c3d4e5f6',
	username: 'ada',
	primaryEmail: 'ada@example.com',
	primaryPhone: '14155550123',
	name: 'Ada Vogel',
	isSuspended: false,
	lastSignInAt: 1767323045000,
	createdAt: 1767323045000,
	customData: { branch: 'Kassel' },
};

const getMany = { node: 'logto', resource: 'user', operation: 'getAll' } as const;
const assign = { node: 'logto', resource: 'userRole', operation: 'assign' } as const;

export const logtoCases: OperationCase[] = [
	{
		...getMany,
		title: 'everyone, simplified',
		parameters: { limit: 3 },
		answers: [{ headers: { 'Total-Number': '1' }, body: [user] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['page', '1'],
					['page_size', '3'],
				],
				headers: { 'accept-language': 'en' },
			},
		],
		items: [simplified],
	},
	{
		...getMany,
		title: 'every search condition and option, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { search: '%@example.com', excludeRoleId: 'role1' },
			conditions: {
				condition: [
					{ field: 'id', mode: 'exact', value: 'u1' },
					{ field: 'id', mode: 'exact', value: 'u2' },
					{ field: 'name', mode: 'like', value: '%da%' },
					{ field: 'primaryEmail', mode: 'posix', value: '^a' },
					{ field: 'primaryPhone', mode: 'exact', value: '14155550123' },
					{ field: 'username', mode: 'similar_to', value: 'a%' },
				],
			},
			options: { joint: 'and', isCaseSensitive: true, includePasswordHash: true },
		},
		answers: [{ headers: { 'Total-Number': '1' }, body: [user] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['excludeRoleId', 'role1'],
					['includePasswordHash', 'true'],
					['isCaseSensitive', 'true'],
					['joint', 'and'],
					['mode.id', 'exact'],
					['mode.name', 'like'],
					['mode.primaryEmail', 'posix'],
					['mode.primaryPhone', 'exact'],
					['mode.username', 'similar_to'],
					['page', '1'],
					['page_size', '100'],
					['search', '%@example.com'],
					['search.id', 'u1'],
					['search.id', 'u2'],
					['search.name', '%da%'],
					['search.primaryEmail', '^a'],
					['search.primaryPhone', '14155550123'],
					['search.username', 'a%'],
				],
			},
		],
		items: [user],
	},
	{
		...getMany,
		title: 'people who are not in an organization',
		parameters: { limit: 1, filters: { excludeOrganizationId: 'org1' } },
		answers: [{ headers: { 'Total-Number': '0' }, body: [] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['excludeOrganizationId', 'org1'],
					['page', '1'],
					['page_size', '1'],
				],
			},
		],
		items: [],
	},
	{
		...assign,
		title: 'says which roles were new',
		parameters: { user: { mode: 'id', value: 'a/b c' }, roles: ['r1', 'r2'] },
		answers: [{ status: 201, body: { roleIds: ['r1', 'r2'], addedRoleIds: ['r2'] } }],
		requests: [
			{ method: 'POST', path: '/api/users/a%2Fb%20c/roles', body: { roleIds: ['r1', 'r2'] } },
		],
		items: [{ userId: 'a/b c', roleIds: ['r1', 'r2'], addedRoleIds: ['r2'] }],
	},
];

export const logtoDocumented: Documented[] = [
	{
		...getMany,
		method: 'GET',
		path: '/api/users',
		query: [
			'search',
			...['id', 'name', 'primaryEmail', 'primaryPhone', 'username'].flatMap((name) => [
				`search.${name}`,
				`mode.${name}`,
			]),
			'joint',
			'isCaseSensitive',
			'excludeRoleId',
			'excludeOrganizationId',
			'includePasswordHash',
		],
		exceptions: { search_params: 'stands for search, mode, joint and isCaseSensitive, above' },
	},
	{
		...assign,
		method: 'POST',
		path: '/api/users/{userId}/roles',
		body: ['roleIds'],
	},
];
