import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { GROUP_ID } from './group.mjs';
import { USER_ID } from './user.mjs';

const of = (operation: string) => ({ node: 'okta', resource: 'groupRule', operation }) as const;

export const RULE_ID = '0pr3f7zMZZHPgUoWO0g4';
const rules = '/api/v1/groups/rules';
const one = `${rules}/${RULE_ID}`;
const byId = { groupRule: { mode: 'id', value: RULE_ID } };
const isRead = { method: 'GET', path: one };
const OTHER_ID = '00uBob00000000000002';
const NAMES: [string, string] = ['expand', 'groupIdToGroupNameMap'];

/** A rule as Okta answers with it (Management API, "GroupRule"). */
export const rule: IDataObject = {
	type: 'group_rule',
	id: RULE_ID,
	status: 'INACTIVE',
	name: 'Sales by Department',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	conditions: {
		people: { users: { exclude: [OTHER_ID] }, groups: { exclude: [] } },
		expression: { value: 'user.department=="Sales"', type: 'urn:okta:expression:1.0' },
	},
	actions: { assignUserToGroups: { groupIds: [GROUP_ID] } },
};
const active = { ...rule, status: 'ACTIVE' };

const short = (more: IDataObject = {}): IDataObject => ({
	id: RULE_ID,
	name: 'Sales by Department',
	status: 'INACTIVE',
	expression: 'user.department=="Sales"',
	groups: [{ id: GROUP_ID }],
	excludedUserIds: [OTHER_ID],
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	...more,
});
const withNames = { ...rule, _embedded: { groupIdToGroupNameMap: { [GROUP_ID]: 'Sales' } } };
const step = (name: string) => ({ method: 'POST', path: `${one}/lifecycle/${name}` });

const created = {
	type: 'group_rule',
	name: 'Sales by Department',
	conditions: {
		expression: { type: 'urn:okta:expression:1.0', value: 'user.department=="Sales"' },
	},
	actions: { assignUserToGroups: { groupIds: [GROUP_ID] } },
};
const replaced = {
	type: 'group_rule',
	name: 'Sales by Department',
	conditions: rule.conditions as IDataObject,
	actions: rule.actions,
};
const gone = {
	status: 404,
	body: { errorCode: 'E0000007', errorSummary: 'Not found (GroupRule)' },
};

export const groupRuleCases: OperationCase[] = [
	{
		...of('create'),
		title: 'only what is required',
		parameters: {
			name: 'Sales by Department',
			expression: 'user.department=="Sales"',
			groups: [GROUP_ID],
		},
		answers: [{ body: rule }],
		requests: [{ method: 'POST', path: rules, body: created }],
		items: [short()],
	},
	{
		...of('create'),
		title: 'with an exception, and active at once',
		parameters: {
			name: 'Sales by Department',
			expression: 'user.department=="Sales"',
			groups: [GROUP_ID],
			additionalFields: { excludedUsers: `${OTHER_ID}, ${USER_ID}` },
			simplify: false,
			options: { activate: true },
		},
		answers: [{ body: rule }, { status: 204 }],
		requests: [
			{
				method: 'POST',
				path: rules,
				body: {
					...created,
					conditions: {
						...created.conditions,
						people: { users: { exclude: [OTHER_ID, USER_ID] } },
					},
				},
			},
			step('activate'),
		],
		items: [active],
	},
	{
		...of('get'),
		title: 'with the names of the groups',
		parameters: { ...byId, options: { ifNotFound: 'stop' } },
		answers: [{ body: withNames }],
		requests: [{ ...isRead, query: [NAMES] }],
		items: [short({ groups: [{ id: GROUP_ID, name: 'Sales' }] })],
	},
	{
		...of('get'),
		title: 'by name, raw',
		parameters: { groupRule: { mode: 'name', value: 'Sales by Department' }, simplify: false },
		answers: [{ body: [{ id: '0pr0', name: 'sales by department' }, rule] }, { body: rule }],
		requests: [{ method: 'GET', path: rules, query: [['limit', '200']] }, isRead],
		items: [rule],
	},
	{
		...of('getAll'),
		title: 'the first ones',
		parameters: { limit: 5 },
		answers: [{ body: [withNames] }],
		requests: [{ method: 'GET', path: rules, query: [NAMES, ['limit', '5']] }],
		items: [short({ groups: [{ id: GROUP_ID, name: 'Sales' }] })],
	},
	{
		...of('getAll'),
		title: 'all that a word finds, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { search: 'sales' },
			options: { expand: 'groupIdToGroupNameMap' },
		},
		answers: [{ body: [withNames] }],
		requests: [
			{ method: 'GET', path: rules, query: [['search', 'sales'], NAMES, ['limit', '200']] },
		],
		items: [withNames],
	},
	{
		...of('update'),
		title: 'name and expression, and the rest as it was: Okta replaces the whole rule',
		parameters: {
			...byId,
			updateFields: { name: 'Sellers', expression: 'user.title=="Seller"' },
			options: { ifActive: 'stop' },
		},
		answers: [{ body: rule }, { body: rule }],
		requests: [
			isRead,
			{
				method: 'PUT',
				path: one,
				body: {
					...replaced,
					name: 'Sellers',
					conditions: {
						...replaced.conditions,
						expression: { type: 'urn:okta:expression:1.0', value: 'user.title=="Seller"' },
					},
				},
			},
		],
		items: [short()],
	},
	{
		...of('update'),
		title: 'an active one, whose exceptions are taken back',
		parameters: {
			...byId,
			updateFields: { excludedUsers: '={{ null }}' },
			simplify: false,
			options: { ifActive: 'deactivate' },
		},
		answers: [{ body: active }, { status: 204 }, { body: rule }, { status: 204 }],
		requests: [
			isRead,
			step('deactivate'),
			{
				method: 'PUT',
				path: one,
				body: {
					...replaced,
					conditions: {
						...replaced.conditions,
						people: { users: { exclude: [] }, groups: { exclude: [] } },
					},
				},
			},
			step('activate'),
		],
		items: [active],
	},
	{
		...of('update'),
		title: 'other exceptions',
		parameters: { ...byId, updateFields: { excludedUsers: USER_ID } },
		answers: [{ body: rule }, { body: rule }],
		requests: [
			isRead,
			{
				method: 'PUT',
				path: one,
				body: {
					...replaced,
					conditions: {
						...replaced.conditions,
						people: { users: { exclude: [USER_ID] }, groups: { exclude: [] } },
					},
				},
			},
		],
		items: [short()],
	},
	{
		...of('delete'),
		title: 'an inactive one, once it is seen to be gone',
		parameters: { ...byId, options: { deletionWait: 30, removeUsers: true } },
		answers: [{ body: rule }, { status: 202 }, gone],
		requests: [isRead, { method: 'DELETE', path: one, query: [['removeUsers', 'true']] }, isRead],
		items: [{ id: RULE_ID, name: 'Sales by Department', deleted: true }],
	},
	{
		...of('delete'),
		title: 'an active one, which is deactivated first',
		parameters: byId,
		answers: [{ body: active }, { status: 204 }, { status: 202 }, gone],
		requests: [isRead, step('deactivate'), { method: 'DELETE', path: one }, isRead],
		items: [{ id: RULE_ID, name: 'Sales by Department', deleted: true }],
	},
	{
		...of('activate'),
		title: 'an inactive one',
		parameters: { ...byId, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: rule }, { status: 204 }],
		requests: [isRead, step('activate')],
		items: [{ groupRuleId: RULE_ID, success: true }],
	},
	{
		...of('activate'),
		title: 'one that is active already',
		parameters: byId,
		answers: [{ body: active }],
		requests: [isRead],
		items: [{ groupRuleId: RULE_ID, success: true, already: true }],
	},
	{
		...of('deactivate'),
		title: 'an active one',
		parameters: { ...byId, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: active }, { status: 204 }],
		requests: [isRead, step('deactivate')],
		items: [{ groupRuleId: RULE_ID, success: true }],
	},
];

const BODY = [
	'type',
	'name',
	'conditions.expression.type',
	'conditions.expression.value',
	'conditions.people.users.exclude',
	'actions.assignUserToGroups.groupIds',
];
const NOT_INPUTS = {
	status: 'changed by Activate and Deactivate',
	'conditions.people.groups.exclude': 'Okta does not support it',
	'_embedded.groupIdToGroupNameMap': 'a part of answers',
};

export const groupRuleDocumented: Documented[] = [
	{
		...of('create'),
		method: 'POST',
		path: '/api/v1/groups/rules',
		body: BODY,
		exceptions: NOT_INPUTS,
	},
	{
		...of('get'),
		method: 'GET',
		path: '/api/v1/groups/rules/{groupRuleId}',
		query: ['expand'],
	},
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/v1/groups/rules',
		query: ['search', 'expand'],
	},
	{
		...of('update'),
		method: 'PUT',
		path: '/api/v1/groups/rules/{groupRuleId}',
		body: BODY,
		exceptions: NOT_INPUTS,
	},
	{
		...of('delete'),
		method: 'DELETE',
		path: '/api/v1/groups/rules/{groupRuleId}',
		query: ['removeUsers'],
	},
	...['activate', 'deactivate'].map((name) => ({
		...of(name),
		method: 'POST',
		path: `/api/v1/groups/rules/{groupRuleId}/lifecycle/${name}`,
	})),
];
