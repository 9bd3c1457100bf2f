import type { Documented, OperationCase } from '../engine/operations.mjs';

const of = (operation: string) => ({ node: 'oneLogin', resource: 'role', operation }) as const;

const role = { mode: 'id', value: '77' };
const roles = '/api/2/roles';
const one = `${roles}/77`;

/** An answer of v1 that finds people by email: the first of its list is meant. */
const found = (...records: unknown[]) => ({
	body: { status: { error: false, code: 200, type: 'success', message: 'Success' }, data: records },
});
const none = { status: 204, body: '' };

const lookUp = (name: string, value: string) => ({
	method: 'GET',
	path: '/api/1/users',
	query: [
		[name, value],
		['limit', '5'],
	] as Array<[string, string]>,
});
const readMembers = (list: string, limit = '100') => ({
	method: 'GET',
	path: `${one}/${list}`,
	query: [['limit', limit]] as Array<[string, string]>,
});
const readApps = readMembers('apps');

const member = {
	id: 4711,
	name: 'Ada Vogel',
	username: 'ada',
	added_by: { id: 0, name: 'API' },
	added_at: '2026-01-02T03:04:05.000Z',
	assigned: true,
};

/** Adding and removing people, in both lists. */
const changes: OperationCase[] = (
	[
		['addUsers', 'users', 'POST'],
		['removeUsers', 'users', 'DELETE'],
		['addAdmins', 'admins', 'POST'],
		['removeAdmins', 'admins', 'DELETE'],
	] as const
).flatMap(([operation, list, method]): OperationCase[] => {
	const answer = method === 'POST' ? { body: [{ id: 4711 }] } : none;
	const isThere = method === 'POST' ? [member] : [];
	const isNot = method === 'POST' ? [] : [member];
	return [
		{
			...of(operation),
			title: 'by ID, and nothing that was left alone',
			parameters: { role, users: '4711' },
			answers: [answer],
			requests: [{ method, path: `${one}/${list}`, body: [4711] }],
			items: [{ roleId: 77, userId: 4711, success: true }],
		},
		{
			...of(operation),
			title: 'several, by email, username and ID, the role by name, confirmed',
			parameters: {
				role: { mode: 'name', value: 'Staff' },
				users: 'ada@example.com, grace, 815, 815',
				options: { confirmWithin: 30, ifAlreadyDone: 'stop' },
			},
			answers: [
				found({ id: 77, name: 'Staff' }, { id: 78, name: 'staff' }),
				found({ id: 4711, email: 'ada@example.com' }),
				found({ id: 4712, username: 'grace' }),
				{ body: method === 'POST' ? [] : [member, { id: 4712 }, { id: 815 }] },
				answer,
				{ body: method === 'POST' ? [member, { id: 4712 }, { id: 815 }] : [] },
			],
			requests: [
				{ method: 'GET', path: '/api/1/roles', query: [['limit', '50']] },
				lookUp('email', 'ada@example.com'),
				lookUp('username', 'grace'),
				readMembers(list),
				{ method, path: `${one}/${list}`, body: [4711, 4712, 815] },
				readMembers(list),
			],
			items: [4711, 4712, 815].map((userId) => ({ roleId: 77, userId, confirmed: true })),
		},
		{
			...of(operation),
			title: 'someone whose username looks like an email',
			parameters: { role, users: 'ada@example.com' },
			answers: [found(), found({ id: 4711, username: 'ada@example.com' }), answer],
			requests: [
				lookUp('email', 'ada@example.com'),
				lookUp('username', 'ada@example.com'),
				{ method, path: `${one}/${list}`, body: [4711] },
			],
			items: [{ roleId: 77, userId: 4711, success: true }],
		},
		{
			...of(operation),
			title: 'is not so already, so that nobody is stopped',
			parameters: { role, users: '4711', options: { ifAlreadyDone: 'stop' } },
			answers: [{ body: isNot }, answer],
			requests: [readMembers(list), { method, path: `${one}/${list}`, body: [4711] }],
			items: [{ roleId: 77, userId: 4711, success: true }],
		},
		{
			...of(operation),
			title: 'shown at once, with no time to wait',
			parameters: { role, users: '4711', options: { confirmWithin: 0.001 } },
			answers: [answer, { body: isThere }],
			requests: [{ method, path: `${one}/${list}`, body: [4711] }, readMembers(list)],
			items: [{ roleId: 77, userId: 4711, confirmed: true }],
		},
	];
});

const people: OperationCase[] = (
	[
		['getUsers', 'users'],
		['getAdmins', 'admins'],
	] as const
).flatMap(([operation, list]): OperationCase[] => [
	{
		...of(operation),
		title: 'the first 7',
		parameters: { role, limit: 7 },
		answers: [{ body: [member] }],
		requests: [readMembers(list, '7')],
		items: [member],
	},
	{
		...of(operation),
		title: 'all, searched, with those who are not in it',
		parameters: {
			role,
			returnAll: true,
			filters: { search: 'ad' },
			options: { includeUnassigned: true },
		},
		answers: [{ body: [member, { ...member, id: 4712, assigned: false }] }],
		requests: [
			{
				method: 'GET',
				path: `${one}/${list}`,
				query: [
					['include_unassigned', 'true'],
					['limit', '100'],
					['name', 'ad'],
				],
			},
		],
		items: [member, { ...member, id: 4712, assigned: false }],
	},
]);

const slack = { id: 12, name: 'Slack', icon_url: 'https://cdn.example/12.png' };
const wiki = { id: 34, name: 'Wiki', icon_url: 'https://cdn.example/34.png' };
const byId = { mode: 'id', value: '12' };
const writeApps = (...body: number[]) => ({ method: 'PUT', path: `${one}/apps`, body });
const record = { id: 77, name: 'Staff', apps: [12], users: [4711], admins: [] };

export const roleCases: OperationCase[] = [
	{
		...of('create'),
		title: 'only a name',
		parameters: { name: 'Staff' },
		answers: [{ status: 201, body: { id: 77 } }],
		requests: [{ method: 'POST', path: roles, body: { name: 'Staff' } }],
		items: [{ id: 77, name: 'Staff' }],
	},
	{
		...of('create'),
		title: 'with applications and people',
		parameters: {
			name: 'Staff',
			additionalFields: { admins: '815', apps: ['12', 'Wiki'], users: '4711,grace' },
		},
		answers: [
			{ body: [slack, wiki] },
			found({ id: 4712, username: 'grace' }),
			{ status: 201, body: { id: 77 } },
		],
		requests: [
			{ method: 'GET', path: '/api/2/apps', query: [['limit', '50']] },
			lookUp('username', 'grace'),
			{
				method: 'POST',
				path: roles,
				body: { name: 'Staff', apps: [12, 34], users: [4711, 4712], admins: [815] },
			},
		],
		items: [{ id: 77, name: 'Staff' }],
	},
	{
		...of('get'),
		title: 'by ID',
		parameters: { role },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: one }],
		items: [record],
	},
	{
		...of('get'),
		title: 'one that is not there',
		parameters: { role, options: { ifNotFound: 'item' } },
		answers: [
			{
				status: 404,
				body: {
					status: 404,
					error: 'NotFoundError',
					description: 'The resource with the given id could not be found',
				},
			},
		],
		requests: [{ method: 'GET', path: one }],
		items: [{ found: false }],
	},
	{
		...of('getAll'),
		title: 'the first 7',
		parameters: { limit: 7 },
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: roles, query: [['limit', '7']] }],
		items: [record],
	},
	{
		...of('getAll'),
		title: 'by everything',
		parameters: {
			returnAll: true,
			filters: { name: 'Staff', app: 'Slack', appName: 'Slack' },
			options: { fields: 'apps,users' },
		},
		answers: [{ body: [slack, wiki] }, { body: [record] }],
		requests: [
			{ method: 'GET', path: '/api/2/apps', query: [['limit', '50']] },
			{
				method: 'GET',
				path: roles,
				query: [
					['app_id', '12'],
					['app_name', 'Slack'],
					['fields', 'apps,users'],
					['limit', '100'],
					['name', 'Staff'],
				],
			},
		],
		items: [record],
	},
	{
		...of('update'),
		title: 'another name',
		parameters: { role, name: 'Crew' },
		answers: [{ body: { id: 77 } }],
		requests: [{ method: 'PUT', path: one, body: { name: 'Crew' } }],
		items: [{ id: 77, name: 'Crew' }],
	},
	{
		...of('delete'),
		title: 'by ID',
		parameters: { role },
		answers: [none],
		requests: [{ method: 'DELETE', path: one }],
		items: [{ id: 77, deleted: true }],
	},
	...people,
	...changes,
	{
		...of('getApplications'),
		title: 'the first 7',
		parameters: { role, limit: 7 },
		answers: [{ body: [slack] }],
		requests: [readMembers('apps', '7')],
		items: [slack],
	},
	{
		...of('getApplications'),
		title: 'all that it does not give',
		parameters: { role, returnAll: true, options: { onlyUnassigned: true } },
		answers: [{ body: [wiki] }],
		requests: [
			{
				method: 'GET',
				path: `${one}/apps`,
				query: [
					['assigned', 'false'],
					['limit', '100'],
				],
			},
		],
		items: [wiki],
	},
	{
		...of('setApplications'),
		title: 'these and no others',
		parameters: { role, apps: ['12', '34', '12'] },
		answers: [{ body: [{ id: 12 }, { id: 34 }] }],
		requests: [writeApps(12, 34)],
		items: [{ roleId: 77, appIds: [12, 34] }],
	},
	{
		...of('addApplication'),
		title: 'beside those that are there',
		parameters: { role, app: byId },
		answers: [{ body: [wiki] }, { body: [{ id: 34 }, { id: 12 }] }],
		requests: [readApps, writeApps(34, 12)],
		items: [{ roleId: 77, appId: 12, already: false }],
	},
	{
		...of('addApplication'),
		title: 'that is there already, by name',
		parameters: {
			role,
			app: { mode: 'name', value: 'Slack' },
			options: { ifAlreadyDone: 'succeed' },
		},
		answers: [{ body: [slack] }, { body: [slack, wiki] }],
		requests: [{ method: 'GET', path: '/api/2/apps', query: [['limit', '50']] }, readApps],
		items: [{ roleId: 77, appId: 12, already: true }],
	},
	{
		...of('removeApplication'),
		title: 'and the others stay',
		parameters: { role, app: byId },
		answers: [{ body: [slack, wiki] }, { body: [{ id: 34 }] }],
		requests: [readApps, writeApps(34)],
		items: [{ roleId: 77, appId: 12, already: false }],
	},
	{
		...of('removeApplication'),
		title: 'the last one',
		parameters: { role, app: byId },
		answers: [{ body: [slack] }, { body: [] }],
		requests: [readApps, writeApps()],
		items: [{ roleId: 77, appId: 12, already: false }],
	},
	{
		...of('removeApplication'),
		title: 'that is not there',
		parameters: { role, app: byId, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: [wiki] }],
		requests: [readApps],
		items: [{ roleId: 77, appId: 12, already: true }],
	},
];

const GIVEN_ELSEWHERE = {
	id: 'OneLogin gives it',
	apps: 'Set Applications; what a partial update does with lists is told in two ways',
	users: 'Add Users and Remove Users; an empty list empties nothing here',
	admins: 'Add Admins and Remove Admins',
};

const BARE = { user_id: 'an object is refused: 400 "Expected array in request"' };

const members = (operation: string, method: string, list: string): Documented => ({
	...of(operation),
	method,
	path: `/api/2/roles/{role_id}/${list}`,
});

export const roleDocumented: Documented[] = [
	{
		...of('create'),
		method: 'POST',
		path: roles,
		body: ['name', 'apps', 'users', 'admins'],
		exceptions: { id: GIVEN_ELSEWHERE.id },
	},
	{ ...of('get'), method: 'GET', path: '/api/2/roles/{role_id}' },
	{
		...of('getAll'),
		method: 'GET',
		path: roles,
		query: ['name', 'app_id', 'app_name', 'fields'],
		exceptions: { role_name: 'the documentation says name' },
	},
	{
		...of('update'),
		method: 'PUT',
		path: '/api/2/roles/{role_id}',
		body: ['name'],
		exceptions: GIVEN_ELSEWHERE,
	},
	{ ...of('delete'), method: 'DELETE', path: '/api/2/roles/{role_id}' },
	{ ...members('getUsers', 'GET', 'users'), query: ['name', 'include_unassigned'] },
	{ ...members('getAdmins', 'GET', 'admins'), query: ['name', 'include_unassigned'] },
	members('addUsers', 'POST', 'users'),
	{ ...members('removeUsers', 'DELETE', 'users'), exceptions: BARE },
	members('addAdmins', 'POST', 'admins'),
	{ ...members('removeAdmins', 'DELETE', 'admins'), exceptions: BARE },
	{ ...members('getApplications', 'GET', 'apps'), query: ['assigned'] },
	members('setApplications', 'PUT', 'apps'),
	members('addApplication', 'GET', 'apps'),
	members('addApplication', 'PUT', 'apps'),
	members('removeApplication', 'PUT', 'apps'),
].map((one) =>
	one.operation === 'addApplication' && one.method === 'GET'
		? { ...one, exceptions: { assigned: 'those that the role gives, as without it' } }
		: one,
);
