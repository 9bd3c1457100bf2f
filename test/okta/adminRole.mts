import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { GROUP_ID } from './group.mjs';
import { simplified, user, USER_ID } from './user.mjs';

const of = (operation: string) => ({ node: 'okta', resource: 'adminRole', operation }) as const;

const roles = `/api/v1/users/${USER_ID}/roles`;
const groupRoles = `/api/v1/groups/${GROUP_ID}/roles`;
const byId = { user: { mode: 'id', value: USER_ID } };
const group = { assignee: 'group', group: { mode: 'id', value: GROUP_ID } };
const isRead = { method: 'GET', path: roles };

/** A role assignment as Okta answers with it (Management API, "StandardRole"). */
export const helpDesk: IDataObject = {
	id: 'ra1b8aahBZuGJRRa30g4',
	label: 'Help Desk Administrator',
	type: 'HELP_DESK_ADMIN',
	status: 'ACTIVE',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	assignmentType: 'USER',
	_links: { assignee: { href: `https://acme.okta.com/api/v1/users/${USER_ID}` } },
};

/** One of a custom role ("CustomRole"). */
export const helper: IDataObject = {
	...helpDesk,
	id: 'irb1q92TFAHzySt3x0g4',
	label: 'Password Helper',
	type: 'CUSTOM',
	role: 'cr0Yq6IJxGIr0ouum0g3',
	'resource-set': 'iamoJDFKaJxGIr0oamd9g',
};

const through: IDataObject = {
	...helpDesk,
	assignmentType: 'GROUP',
	_links: { assignee: { href: `https://acme.okta.com/api/v1/groups/${GROUP_ID}` } },
};

export const shortRole = (
	{ id, label, type, status, created, lastUpdated, assignmentType }: IDataObject,
	more: IDataObject = {},
): IDataObject => ({
	id,
	type,
	label,
	status,
	assignmentType,
	created,
	lastUpdated,
	...more,
});
const customIds = { role: helper.role, resourceSet: helper['resource-set'] };
const custom = {
	role: 'CUSTOM',
	customRole: { mode: 'id', value: helper.role },
	resourceSet: { mode: 'id', value: helper['resource-set'] },
};

export const adminRoleCases: OperationCase[] = [
	{
		...of('getAll'),
		title: 'of a user, those of groups included',
		parameters: { ...byId, returnAll: true },
		answers: [{ body: [helpDesk, helper, through] }],
		requests: [isRead],
		items: [
			{ userId: USER_ID, ...shortRole(helpDesk) },
			{ userId: USER_ID, ...shortRole(helper, customIds) },
			{ userId: USER_ID, ...shortRole(through) },
		],
	},
	{
		...of('getAll'),
		title: 'the first one of a group, with what it is limited to',
		parameters: { ...group, limit: 1, options: { expand: 'targets/groups' } },
		answers: [{ body: [{ ...through, _embedded: { targets: { groups: [{ id: '00g1' }] } } }] }],
		requests: [{ method: 'GET', path: groupRoles, query: [['expand', 'targets/groups']] }],
		items: [
			{ groupId: GROUP_ID, ...shortRole(through, { targets: { groups: [{ id: '00g1' }] } }) },
		],
	},
	{
		...of('getAll'),
		title: 'raw',
		parameters: { ...byId, simplify: false },
		answers: [{ body: [helper] }],
		requests: [isRead],
		items: [{ userId: USER_ID, ...helper }],
	},
	{
		...of('getAdmins'),
		title: 'each with name, login and roles',
		parameters: { returnAll: true },
		answers: [
			{ body: { value: [{ id: USER_ID, orn: 'orn:x', _links: {} }] } },
			{ body: user },
			{ body: [helpDesk] },
		],
		requests: [
			{ method: 'GET', path: '/api/v1/iam/assignees/users', query: [['limit', '100']] },
			{ method: 'GET', path: `/api/v1/users/${USER_ID}` },
			isRead,
		],
		items: [{ ...simplified, roles: [shortRole(helpDesk)] }],
	},
	{
		...of('getAdmins'),
		title: 'the first one, raw and without roles',
		parameters: { limit: 1, includeRoles: false, simplify: false },
		answers: [{ body: { value: [{ id: USER_ID }] } }, { body: user }],
		requests: [
			{ method: 'GET', path: '/api/v1/iam/assignees/users', query: [['limit', '1']] },
			{ method: 'GET', path: `/api/v1/users/${USER_ID}` },
		],
		items: [user],
	},
	{
		...of('assign'),
		title: 'one of Okta’s own to a user',
		parameters: {
			...byId,
			role: 'HELP_DESK_ADMIN',
			options: { disableNotifications: true, ifAlreadyDone: 'succeed' },
		},
		answers: [{ body: [through] }, { status: 201, body: helpDesk }],
		requests: [
			isRead,
			{
				method: 'POST',
				path: roles,
				query: [['disableNotifications', 'true']],
				body: { type: 'HELP_DESK_ADMIN' },
			},
		],
		items: [{ userId: USER_ID, ...shortRole(helpDesk) }],
	},
	{
		...of('assign'),
		title: 'a custom one to a group, all by name',
		parameters: {
			assignee: 'group',
			group: { mode: 'name', value: 'Sales' },
			role: 'CUSTOM',
			customRole: { mode: 'name', value: 'Password Helper' },
			resourceSet: { mode: 'name', value: 'Kassel' },
		},
		answers: [
			{ body: [{ id: GROUP_ID, profile: { name: 'Sales' } }] },
			{
				body: {
					roles: [{ id: 'cr01', label: 'password helper' }],
					_links: { next: { href: 'https://acme.okta.com/api/v1/iam/roles?after=1' } },
				},
			},
			{ body: { roles: [{ id: helper.role, label: 'Password Helper' }] } },
			{ body: { 'resource-sets': [{ id: helper['resource-set'], label: 'Kassel' }] } },
			{ body: [] },
			{ body: helper },
		],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/groups',
				query: [
					['search', 'profile.name eq "Sales"'],
					['limit', '200'],
				],
			},
			{ method: 'GET', path: '/api/v1/iam/roles' },
			{ method: 'GET', path: '/api/v1/iam/roles', query: [['after', '1']] },
			{ method: 'GET', path: '/api/v1/iam/resource-sets' },
			{ method: 'GET', path: groupRoles },
			{
				method: 'POST',
				path: groupRoles,
				body: { type: 'CUSTOM', role: helper.role, 'resource-set': helper['resource-set'] },
			},
		],
		items: [{ groupId: GROUP_ID, ...shortRole(helper, customIds) }],
	},
	{
		...of('assign'),
		title: 'to a group, where Okta answers with nothing',
		parameters: { ...group, role: 'HELP_DESK_ADMIN', simplify: false },
		answers: [{ body: [] }, { status: 201 }, { body: [helpDesk] }],
		requests: [
			{ method: 'GET', path: groupRoles },
			{ method: 'POST', path: groupRoles, body: { type: 'HELP_DESK_ADMIN' } },
			{ method: 'GET', path: groupRoles },
		],
		items: [{ groupId: GROUP_ID, ...helpDesk }],
	},
	{
		...of('assign'),
		title: 'one that the user has, which is left as it is',
		parameters: { ...byId, ...custom },
		answers: [{ body: [helpDesk, helper] }],
		requests: [isRead],
		items: [{ userId: USER_ID, ...shortRole(helper, { ...customIds, already: true }) }],
	},
	{
		...of('unassign'),
		title: 'from a user, by the ID of the assignment',
		parameters: { ...byId, role: 'HELP_DESK_ADMIN', options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: [helper, through, helpDesk] }, { status: 204 }],
		requests: [isRead, { method: 'DELETE', path: `${roles}/${String(helpDesk.id)}` }],
		items: [
			{
				userId: USER_ID,
				roleAssignmentId: helpDesk.id,
				type: 'HELP_DESK_ADMIN',
				label: 'Help Desk Administrator',
				success: true,
			},
		],
	},
	{
		...of('unassign'),
		title: 'a custom one from a group, for one of its resource sets',
		parameters: { ...group, ...custom },
		answers: [
			{
				body: [
					helpDesk,
					{ ...helper, id: 'irb0', 'resource-set': 'iam0' },
					{ ...helper, assignmentType: 'GROUP' },
				],
			},
			{ status: 204 },
		],
		requests: [
			{ method: 'GET', path: groupRoles },
			{ method: 'DELETE', path: `${groupRoles}/${String(helper.id)}` },
		],
		items: [
			{
				groupId: GROUP_ID,
				roleAssignmentId: helper.id,
				type: 'CUSTOM',
				label: 'Password Helper',
				success: true,
			},
		],
	},
	{
		...of('unassign'),
		title: 'a custom one that the user has not, once role and resource set are proven to exist',
		parameters: { ...byId, ...custom },
		answers: [{ body: [helpDesk] }, { body: { id: helper.role } }, { body: { id: 'iam1' } }],
		requests: [
			isRead,
			{ method: 'GET', path: `/api/v1/iam/roles/${String(helper.role)}` },
			{ method: 'GET', path: `/api/v1/iam/resource-sets/${String(helper['resource-set'])}` },
		],
		items: [{ userId: USER_ID, type: 'CUSTOM', success: true, already: true }],
	},
];

export const adminRoleDocumented: Documented[] = [
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/v1/users/{userId}/roles',
		exceptions: { expand: 'as the request for groups shows' },
	},
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/v1/groups/{groupId}/roles',
		query: ['expand'],
	},
	{ ...of('getAdmins'), method: 'GET', path: '/api/v1/iam/assignees/users' },
	{
		...of('assign'),
		method: 'POST',
		path: '/api/v1/users/{userId}/roles',
		query: ['disableNotifications'],
		body: ['type'],
		exceptions: {
			role: 'that of a custom role, as the request for groups shows',
			'resource-set': 'that of a custom role, as the request for groups shows',
		},
	},
	{
		...of('assign'),
		method: 'POST',
		path: '/api/v1/groups/{groupId}/roles',
		body: ['type', 'role', 'resource-set'],
		exceptions: { disableNotifications: 'as the request for users shows' },
	},
	{
		...of('unassign'),
		method: 'DELETE',
		path: '/api/v1/users/{userId}/roles/{roleAssignmentId}',
	},
	{
		...of('unassign'),
		method: 'DELETE',
		path: '/api/v1/groups/{groupId}/roles/{roleAssignmentId}',
	},
];
