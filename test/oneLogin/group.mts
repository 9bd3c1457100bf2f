import type { Documented, OperationCase } from '../engine/operations.mjs';

const of = (operation: string) => ({ node: 'oneLogin', resource: 'group', operation }) as const;

const group = { mode: 'id', value: '34' };
const v2 = '/api/2/groups';
const one = `${v2}/34`;
const record = { id: 34, name: 'Remote', reference: null, policy_id: 5 };
const older = { id: 34, name: 'Remote', reference: null };
const limited = (limit: string) => ({ query: [['limit', limit]] as Array<[string, string]> });
const data = (...records: unknown[]) => ({
	body: { status: { error: false, code: 200, type: 'success', message: 'Success' }, data: records },
});
/** What v2 says of an address that it does not have. */
const unknown = { status: 401, body: { statusCode: 401, name: 'x', message: 'Unauthorized' } };
const missing = { status: 404, body: { statusCode: 404, name: 'NotFoundError', message: 'None' } };
const policies = [
	{ id: 5, name: 'Strict' },
	{ id: 6, name: 'Loose' },
];

export const groupCases: OperationCase[] = [
	{
		...of('get'),
		title: 'by v2',
		parameters: { group },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: one }],
		items: [record],
	},
	{
		...of('get'),
		title: 'by v1, where the account has no groups in v2',
		parameters: { group },
		answers: [unknown, data(older)],
		requests: [
			{ method: 'GET', path: one },
			{ method: 'GET', path: '/api/1/groups/34' },
		],
		items: [older],
	},
	{
		...of('get'),
		title: 'one that is not there',
		parameters: { group, options: { ifNotFound: 'item' } },
		answers: [
			missing,
			{
				status: 404,
				body: { status: { error: true, code: 404, type: 'not found', message: 'x' } },
			},
		],
		requests: [
			{ method: 'GET', path: one },
			{ method: 'GET', path: '/api/1/groups/34' },
		],
		items: [{ found: false }],
	},
	{
		...of('getAll'),
		title: 'the first 7',
		parameters: { limit: 7 },
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: v2, ...limited('7') }],
		items: [record],
	},
	{
		...of('getAll'),
		title: 'all, by v1, where the account has no groups in v2',
		parameters: { returnAll: true },
		answers: [missing, data(older)],
		requests: [
			{ method: 'GET', path: v2, ...limited('100') },
			{ method: 'GET', path: '/api/1/groups', ...limited('50') },
		],
		items: [older],
	},
	{
		...of('create'),
		title: 'only a name',
		parameters: { name: 'Remote' },
		answers: [{ status: 201, body: { id: 34 } }],
		requests: [{ method: 'POST', path: v2, body: { name: 'Remote' } }],
		items: [{ id: 34, name: 'Remote' }],
	},
	{
		...of('create'),
		title: 'with a policy, by name',
		parameters: { name: 'Remote', additionalFields: { policy_id: 'Strict' } },
		answers: [{ body: policies }, { status: 201, body: { id: 34 } }],
		requests: [
			{ method: 'GET', path: '/api/2/policies' },
			{ method: 'POST', path: v2, body: { name: 'Remote', policy_id: 5 } },
		],
		items: [{ id: 34, name: 'Remote' }],
	},
	{
		...of('update'),
		title: 'another name and policy',
		parameters: { group, updateFields: { name: 'Away', policy_id: '6' } },
		answers: [{ body: { id: 34 } }],
		requests: [{ method: 'PUT', path: one, body: { name: 'Away', policy_id: 6 } }],
		items: [{ id: 34, success: true }],
	},
	{
		...of('update'),
		title: 'the default policy, by null',
		parameters: {
			group: { mode: 'name', value: 'Remote' },
			updateFields: { policy_id: '={{ null }}' },
		},
		answers: [data(older), { body: '' }],
		requests: [
			{ method: 'GET', path: '/api/1/groups', ...limited('50') },
			{ method: 'PUT', path: one, body: { policy_id: null } },
		],
		items: [{ id: 34, success: true }],
	},
	{
		...of('delete'),
		title: 'by ID',
		parameters: { group },
		answers: [{ status: 204, body: '' }],
		requests: [{ method: 'DELETE', path: one }],
		items: [{ id: 34, deleted: true }],
	},
];

const dropped = {
	reference: 'taken and dropped by OneLogin (terraform-provider-onelogin, 93de235)',
};

export const groupDocumented: Documented[] = [
	{ ...of('get'), method: 'GET', path: '/api/2/groups/{group_id}' },
	{ ...of('get'), method: 'GET', path: '/api/1/groups/{group_id}' },
	{
		...of('getAll'),
		method: 'GET',
		path: v2,
		exceptions: { name: 'nobody has seen it filter, and one that does not would list everything' },
	},
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/1/groups',
		exceptions: { name: 'as for v2', after_cursor: 'Return All', id: 'Get reads one' },
	},
	{
		...of('create'),
		method: 'POST',
		path: v2,
		body: ['name', 'policy_id'],
		exceptions: dropped,
	},
	{
		...of('update'),
		method: 'PUT',
		path: '/api/2/groups/{group_id}',
		body: ['name', 'policy_id'],
		exceptions: dropped,
	},
	{ ...of('delete'), method: 'DELETE', path: '/api/2/groups/{group_id}' },
];
