/** Mappings, privileges and reports. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const ofMapping = (operation: string) =>
	({ node: 'oneLogin', resource: 'mapping', operation }) as const;
const ofPrivilege = (operation: string) =>
	({ node: 'oneLogin', resource: 'privilege', operation }) as const;
const ofReport = (operation: string) =>
	({ node: 'oneLogin', resource: 'report', operation }) as const;

const byId = (value: string) => ({ mode: 'id', value });
const status = { error: false, code: 200, type: 'success', message: 'Success' };
const none = { status: 204, body: '' };
const missing = { status: 404, body: { statusCode: 404, name: 'NotFoundError', message: 'None' } };

const mappings = '/api/2/mappings';
const enabled: IDataObject = {
	id: 53,
	name: 'Sales to CRM',
	match: 'all',
	enabled: true,
	position: 1,
	conditions: [{ source: 'department', operator: '=', value: 'Sales' }],
	actions: [{ action: 'add_role', value: ['77'] }],
};
const disabled = { ...enabled, id: 54, name: 'Old rule', enabled: false, position: null };
const listOf = (which: boolean) => ({
	method: 'GET',
	path: mappings,
	query: [['enabled', String(which)]] as Array<[string, string]>,
});

const ID = '2f1c2a70-6c5e-4a1b-9a7e-0d6c1b2f3a41';
const privileges = '/api/1/privileges';
const one = `${privileges}/${ID}`;
const record: IDataObject = {
	id: ID,
	name: 'Unlock users',
	description: 'For the help desk',
	privilege: {
		Version: '2018-05-18',
		Statement: [{ Effect: 'Allow', Action: ['Users:Unlock'], Scope: ['*'] }],
	},
};
const privilege = byId(ID);

const condition = (source: string, operator: string, mode: string, value: string) => ({
	source,
	operator,
	value: { mode, value },
});
const give = (action: string, mode: string, value: string) => ({
	action,
	value: { mode, value },
});
/** What a mapping is sent as: the whole of it, without its ID. */
const { id: _id, ...sent } = enabled;
const { position: _position, ...unplaced } = sent;
const readOne = (id: number) => ({ method: 'GET', path: `${mappings}/${id}` });
const putOne = (id: number, body: IDataObject) => ({
	method: 'PUT',
	path: `${mappings}/${id}`,
	body,
});

const rules: OperationCase[] = [
	{
		...ofMapping('create'),
		title: 'two conditions and two actions, in the first place',
		parameters: {
			name: 'Sales to CRM',
			match: 'any',
			criteria: {
				condition: [
					condition('department', 'equals', 'text', 'Sales'),
					condition('status', "={{ '=' }}", 'list', '1'),
				],
			},
			actions: {
				action: [give('add_role', 'list', '77'), give('set_department', 'text', 'Field Sales')],
			},
			options: { position: 1 },
		},
		answers: [{ status: 201, body: { id: 53 } }, { body: enabled }],
		requests: [
			{
				method: 'POST',
				path: mappings,
				body: {
					name: 'Sales to CRM',
					match: 'any',
					enabled: true,
					conditions: [
						{ source: 'department', operator: '=', value: 'Sales' },
						{ source: 'status', operator: '=', value: '1' },
					],
					actions: [
						{ action: 'add_role', value: ['77'] },
						{ action: 'set_department', value: ['Field Sales'] },
					],
					position: 1,
				},
			},
			readOne(53),
		],
		items: [enabled],
	},
	{
		...ofMapping('create'),
		title: 'for everybody, and not enabled yet',
		parameters: {
			name: 'Old rule',
			enabled: false,
			actions: { action: [give('add_role', 'list', '77')] },
			options: { forEverybody: true },
		},
		answers: [{ status: 201, body: { id: 54 } }, { body: disabled }],
		requests: [
			{
				method: 'POST',
				path: mappings,
				body: {
					name: 'Old rule',
					match: 'all',
					enabled: false,
					conditions: [],
					actions: [{ action: 'add_role', value: ['77'] }],
				},
			},
			readOne(54),
		],
		items: [disabled],
	},
	{
		...ofMapping('update'),
		title: 'the name and the match; all else is sent as it is',
		parameters: { mapping: byId('53'), updateFields: { name: 'Sales', match: 'any' } },
		answers: [{ body: enabled }, { body: { id: 53 } }, { body: { ...enabled, name: 'Sales' } }],
		requests: [readOne(53), putOne(53, { ...sent, name: 'Sales', match: 'any' }), readOne(53)],
		items: [{ ...enabled, name: 'Sales' }],
	},
	{
		...ofMapping('update'),
		title: 'conditions and actions, which replace those of now',
		parameters: {
			mapping: byId('53'),
			updateFields: { position: 3 },
			criteria: { condition: [condition('title', '~', 'text', 'Lead')] },
			actions: { action: [give('add_role', 'list', '78')] },
		},
		answers: [{ body: enabled }, { body: { id: 53 } }, { body: enabled }],
		requests: [
			readOne(53),
			putOne(53, {
				...sent,
				conditions: [{ source: 'title', operator: '~', value: 'Lead' }],
				actions: [{ action: 'add_role', value: ['78'] }],
				position: 3,
			}),
			readOne(53),
		],
		items: [enabled],
	},
	{
		...ofMapping('update'),
		title: 'one that is disabled gets no place, nor one that becomes so',
		parameters: { mapping: byId('53'), updateFields: { enabled: false } },
		answers: [{ body: enabled }, { body: { id: 53 } }, { body: { ...disabled, id: 53 } }],
		requests: [readOne(53), putOne(53, { ...unplaced, enabled: false }), readOne(53)],
		items: [{ ...disabled, id: 53 }],
	},
	{
		...ofMapping('update'),
		title: 'one that is enabled comes last, where no place is given, and holds for everybody',
		parameters: {
			mapping: byId('54'),
			updateFields: { enabled: true, forEverybody: true },
		},
		answers: [{ body: disabled }, { body: { id: 54 } }, { body: { ...enabled, id: 54 } }],
		requests: [
			readOne(54),
			putOne(54, { ...unplaced, name: 'Old rule', enabled: true, conditions: [] }),
			readOne(54),
		],
		items: [{ ...enabled, id: 54 }],
	},
];

const statement = (Action: string[], Scope = ['*']) => ({ Effect: 'Allow', Action, Scope });
const policy = (...Statement: object[]) => ({ Version: '2018-05-18', Statement });

const allowances: OperationCase[] = [
	{
		...ofPrivilege('create'),
		title: 'a statement for each kind of thing, limited where it is said',
		parameters: {
			name: 'Help Desk',
			description: 'Unlock people',
			actions: ['Users:Unlock', 'Roles:ManageUsers', 'Users:List', 'Apps:List'],
			otherActions: 'Reports:Run, Policies:User:List',
			limitTo: { roles: ['77', '78'], users: '4711', apps: ['5'] },
		},
		answers: [{ body: { id: ID } }, { body: record }],
		requests: [
			{
				method: 'POST',
				path: privileges,
				body: {
					name: 'Help Desk',
					description: 'Unlock people',
					privilege: policy(
						statement(['Users:Unlock', 'Users:List'], ['users/4711']),
						statement(['Roles:ManageUsers'], ['roles/77', 'roles/78']),
						statement(['Apps:List'], ['apps/5']),
						statement(['Reports:Run']),
						statement(['Policies:User:List']),
					),
				},
			},
			{ method: 'GET', path: one },
		],
		items: [record],
	},
	{
		...ofPrivilege('create'),
		title: 'everything',
		parameters: { name: 'All', otherActions: '*' },
		answers: [{ body: record }, { body: record }],
		requests: [
			{
				method: 'POST',
				path: privileges,
				body: { name: 'All', privilege: policy(statement(['*'])) },
			},
			{ method: 'GET', path: one },
		],
		items: [record],
	},
	{
		...ofPrivilege('update'),
		title: 'the name and the description; what it allows is sent as it is',
		parameters: { privilege, updateFields: { name: 'Desk', description: '' } },
		answers: [{ body: record }, { body: { id: ID } }, { body: { ...record, name: 'Desk' } }],
		requests: [
			{ method: 'GET', path: one },
			{
				method: 'PUT',
				path: one,
				body: { name: 'Desk', description: '', privilege: record.privilege },
			},
			{ method: 'GET', path: one },
		],
		items: [{ ...record, name: 'Desk' }],
	},
	{
		...ofPrivilege('update'),
		title: 'what it allows; the rest is sent as it is',
		parameters: { privilege, actions: ['Users:Invite'] },
		answers: [{ body: record }, { body: { id: ID } }, { body: record }],
		requests: [
			{ method: 'GET', path: one },
			{
				method: 'PUT',
				path: one,
				body: {
					name: 'Unlock users',
					description: 'For the help desk',
					privilege: policy(statement(['Users:Invite'])),
				},
			},
			{ method: 'GET', path: one },
		],
		items: [record],
	},
];

const holders = (['users', 'roles'] as const).flatMap((list): OperationCase[] => {
	const name = list === 'users' ? 'Users' : 'Roles';
	const member = list === 'users' ? 'userId' : 'roleId';
	const given = list === 'users' ? { users: '4711, 4712' } : { roles: ['4711', '4712'] };
	const items = [4711, 4712].map((id) => ({ privilegeId: ID, [member]: id }));
	const done = items.map((item) => ({ ...item, success: true }));
	const page = (ids: number[], afterCursor: number | null = null) => ({
		body: { total: 2, [list]: ids, beforeCursor: null, afterCursor, nextLink: null },
	});
	const read = { method: 'GET', path: `${one}/${list}` };
	return [
		{
			...ofPrivilege(`get${name}`),
			title: 'all, over two pages',
			parameters: { privilege, returnAll: true },
			answers: [page([4711], 1), page([4712])],
			requests: [read, { ...read, query: [['after_cursor', '1']] }],
			items,
		},
		{
			...ofPrivilege(`get${name}`),
			title: 'the first one',
			parameters: { privilege, limit: 1 },
			answers: [page([4711], 1)],
			requests: [read],
			items: items.slice(0, 1),
		},
		{
			...ofPrivilege(`add${name}`),
			title: 'two at once',
			parameters: { privilege, ...given },
			answers: [{ status: list === 'users' ? 200 : 201, body: { success: true } }],
			requests: [{ method: 'POST', path: `${one}/${list}`, body: { [list]: [4711, 4712] } }],
			items: done,
		},
		{
			...ofPrivilege(`add${name}`),
			title: 'who do not have it yet',
			parameters: { privilege, ...given, options: { ifAlreadyDone: 'stop' } },
			answers: [page([1]), { body: { success: true } }],
			requests: [read, { method: 'POST', path: `${one}/${list}`, body: { [list]: [4711, 4712] } }],
			items: done,
		},
		{
			...ofPrivilege(`remove${name}`),
			title: 'one, by email or name',
			parameters: {
				privilege,
				...(list === 'users' ? { users: 'ada@example.com' } : { roles: ['Staff'] }),
				options: { ifAlreadyDone: 'succeed' },
			},
			answers: [
				{ body: { status, data: [{ id: 4711, email: 'ada@example.com', name: 'Staff' }] } },
				none,
			],
			requests: [
				list === 'users'
					? {
							method: 'GET',
							path: '/api/1/users',
							query: [
								['email', 'ada@example.com'],
								['limit', '5'],
							],
						}
					: { method: 'GET', path: '/api/1/roles', query: [['limit', '50']] },
				{ method: 'DELETE', path: `${one}/${list}/4711` },
			],
			items: done.slice(0, 1),
		},
		{
			...ofPrivilege(`remove${name}`),
			title: 'one after the other',
			parameters: { privilege, ...given },
			answers: [none, none],
			requests: [4711, 4712].map((id) => ({ method: 'DELETE', path: `${one}/${list}/${id}` })),
			items: done,
		},
	];
});

export const administrationCases: OperationCase[] = [
	{
		...ofMapping('getAll'),
		title: 'those that are disabled too',
		parameters: { returnAll: true },
		answers: [{ body: [enabled] }, { body: [disabled] }],
		requests: [listOf(true), listOf(false)],
		items: [enabled, disabled],
	},
	{
		...ofMapping('getAll'),
		title: 'only those',
		parameters: { filters: { enabled: false } },
		answers: [{ body: [disabled] }],
		requests: [listOf(false)],
		items: [disabled],
	},
	{
		...ofMapping('getAll'),
		title: 'each once, where the server pays no heed, and no more than the limit',
		parameters: { limit: 2 },
		answers: [{ body: [enabled, disabled] }, { body: [enabled, disabled] }],
		requests: [listOf(true), listOf(false)],
		items: [enabled, disabled],
	},
	{
		...ofMapping('get'),
		title: 'by name, also one that is disabled',
		parameters: { mapping: { mode: 'name', value: 'Old rule' } },
		answers: [{ body: [enabled] }, { body: [disabled] }, { body: disabled }],
		requests: [listOf(true), listOf(false), { method: 'GET', path: `${mappings}/54` }],
		items: [disabled],
	},
	{
		...ofMapping('get'),
		title: 'one that is not there',
		parameters: { mapping: byId('53'), options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: `${mappings}/53` }],
		items: [{ found: false }],
	},
	{
		...ofMapping('delete'),
		title: 'by ID',
		parameters: { mapping: byId('53') },
		answers: [none],
		requests: [{ method: 'DELETE', path: `${mappings}/53` }],
		items: [{ id: 53, deleted: true }],
	},
	{
		...ofMapping('dryRun'),
		title: 'for two',
		parameters: { mapping: byId('53'), users: '4711,4712' },
		answers: [
			{
				body: [
					{ user: { id: 4711, email: 'ada@example.com' }, mapped: true },
					{ user: { id: 4712, email: 'grace@example.com' }, mapped: false },
				],
			},
		],
		requests: [{ method: 'POST', path: `${mappings}/53/dryrun`, body: [4711, 4712] }],
		items: [
			{ mappingId: 53, userId: 4711, email: 'ada@example.com', mapped: true },
			{ mappingId: 53, userId: 4712, email: 'grace@example.com', mapped: false },
		],
	},
	{
		...ofPrivilege('getAll'),
		title: 'all',
		parameters: { returnAll: true },
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: privileges }],
		items: [record],
	},
	{
		...ofPrivilege('get'),
		title: 'by ID',
		parameters: { privilege },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: one }],
		items: [record],
	},
	{
		...ofPrivilege('get'),
		title: 'by a name that is not there',
		parameters: {
			privilege: { mode: 'name', value: 'Unlock' },
			options: { ifNotFound: 'item' },
		},
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: privileges }],
		items: [{ found: false }],
	},
	{
		...ofPrivilege('delete'),
		title: 'by ID',
		parameters: { privilege },
		answers: [none],
		requests: [{ method: 'DELETE', path: one, headers: { 'content-type': 'application/json' } }],
		items: [{ id: ID, deleted: true }],
	},
	...rules,
	...allowances,
	...holders,
	{
		...ofReport('getAll'),
		title: 'all',
		parameters: { returnAll: true },
		answers: [{ body: [{ id: 7, name: 'Inactive users' }] }],
		requests: [{ method: 'GET', path: '/api/2/reports' }],
		items: [{ id: 7, name: 'Inactive users' }],
	},
	{
		...ofReport('run'),
		title: 'a row each',
		parameters: { report: byId('7') },
		answers: [{ body: [{ email: 'ada@example.com' }, { email: 'grace@example.com' }] }],
		requests: [{ method: 'POST', path: '/api/2/reports/7/run', body: {} }],
		items: [{ email: 'ada@example.com' }, { email: 'grace@example.com' }],
	},
	{
		...ofReport('runInBackground'),
		title: 'by name',
		parameters: { report: { mode: 'name', value: 'Inactive users' }, email: 'ada@example.com' },
		answers: [{ body: [{ id: 7, name: 'Inactive users' }] }, { body: { message: 'Done' } }],
		requests: [
			{ method: 'GET', path: '/api/2/reports' },
			{
				method: 'POST',
				path: '/api/2/reports/7/run_background',
				body: { email: 'ada@example.com' },
			},
		],
		items: [{ reportId: 7, email: 'ada@example.com', success: true }],
	},
];

const KINDS = 'what a rule is about is told by the records, which have no pages';
const at = '/api/1/privileges/{privilege_id}';
const PAGES = { after_cursor: 'Return All and Limit' };

const RULE = [
	...['name', 'match', 'enabled', 'position'],
	...['conditions[].source', 'conditions[].operator', 'conditions[].value'],
	...['actions[].action', 'actions[].value'],
];
const ALLOWANCE = [
	...['name', 'description', 'privilege.Version'],
	...['Effect', 'Action', 'Scope'].map((name) => `privilege.Statement[].${name}`),
];
const GIVEN = { id: 'OneLogin gives it' };
const HEADER = { 'Content-Type': 'sent with every body' };

export const administrationDocumented: Documented[] = [
	{
		...ofMapping('create'),
		method: 'POST',
		path: mappings,
		body: RULE,
		exceptions: { ...GIVEN, ...HEADER },
	},
	{
		...ofMapping('update'),
		method: 'PUT',
		path: '/api/2/mappings/{mapping_id}',
		body: RULE,
		exceptions: HEADER,
	},
	{
		...ofPrivilege('create'),
		method: 'POST',
		path: privileges,
		body: ALLOWANCE,
		exceptions: GIVEN,
	},
	{ ...ofPrivilege('update'), method: 'PUT', path: at, body: ALLOWANCE, exceptions: GIVEN },
	{
		...ofMapping('getAll'),
		method: 'GET',
		path: mappings,
		query: ['enabled'],
		exceptions: {
			has_condition: KINDS,
			has_condition_type: KINDS,
			has_action: KINDS,
			has_action_type: KINDS,
		},
	},
	{ ...ofMapping('get'), method: 'GET', path: '/api/2/mappings/{mapping_id}' },
	{ ...ofMapping('delete'), method: 'DELETE', path: '/api/2/mappings/{mapping_id}' },
	{ ...ofMapping('dryRun'), method: 'POST', path: '/api/2/mappings/{mapping_id}/dryrun' },
	{ ...ofPrivilege('getAll'), method: 'GET', path: privileges },
	{ ...ofPrivilege('get'), method: 'GET', path: at },
	{ ...ofPrivilege('delete'), method: 'DELETE', path: at },
	{ ...ofPrivilege('getUsers'), method: 'GET', path: `${at}/users`, exceptions: PAGES },
	{ ...ofPrivilege('getRoles'), method: 'GET', path: `${at}/roles`, exceptions: PAGES },
	{ ...ofPrivilege('addUsers'), method: 'POST', path: `${at}/users`, body: ['users'] },
	{ ...ofPrivilege('addRoles'), method: 'POST', path: `${at}/roles`, body: ['roles'] },
	{ ...ofPrivilege('removeUsers'), method: 'DELETE', path: `${at}/users/{user_id}` },
	{ ...ofPrivilege('removeRoles'), method: 'DELETE', path: `${at}/roles/{role_id}` },
	{ ...ofReport('getAll'), method: 'GET', path: '/api/2/reports' },
	{ ...ofReport('run'), method: 'POST', path: '/api/2/reports/{report_id}/run' },
	{
		...ofReport('runInBackground'),
		method: 'POST',
		path: '/api/2/reports/{report_id}/run_background',
		body: ['email'],
	},
];
