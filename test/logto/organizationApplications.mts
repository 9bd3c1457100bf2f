/** Machine-to-machine applications that work in organizations. */
import type { Documented, OperationCase } from '../engine/operations.mjs';
import {
	APP,
	APP_AT,
	app,
	application,
	applicationNamed,
	at,
	created,
	done,
	limited,
	nothing,
	openApplication,
	page,
	PAGE,
	shortApplication,
} from './records.mjs';

const ID = 'c9wei6jij6dh';
const organization = { mode: 'id', value: ID };
const AT = `/api/organizations/${ID}`;
const APPS = `${AT}/applications`;
const ROLES = `${APPS}/${APP}/roles`;
const ROBOT = 'u6uo2kq8x4m1zv7b9c3nd';
const OTHER = 'app000000000000000002';
const role = { mode: 'id', value: ROBOT };
const robot = {
	tenantId: 'default',
	id: ROBOT,
	name: 'robot',
	description: null,
	type: 'MachineToMachine',
};
const held = { organizationRoles: [{ id: ROBOT, name: 'robot' }] };
const ids = { organizationId: ID, appId: APP };

export const organizationApplicationCases: OperationCase[] = [
	{
		...at('organizationApplication', 'getAll'),
		title: 'short, with their roles',
		parameters: { organization, limit: 2 },
		answers: [page({ ...application, ...held })],
		requests: [{ method: 'GET', path: APPS, query: limited(2) }],
		items: [{ ...shortApplication, ...held }],
	},
	{
		...at('organizationApplication', 'getAll'),
		title: 'those with a text in them, raw, without what stands in place of a secret',
		parameters: {
			organization,
			returnAll: true,
			simplify: false,
			filters: { search: 'nightly' },
		},
		answers: [page({ ...application, ...held })],
		requests: [{ method: 'GET', path: APPS, query: [...PAGE, ['q', 'nightly']] }],
		items: [{ ...openApplication, ...held }],
	},
	{
		...at('organizationApplication', 'getAll'),
		title: 'none, having looked at the organization',
		parameters: { organization, returnAll: true },
		answers: [page(), { body: { id: ID } }],
		requests: [
			{ method: 'GET', path: APPS, query: PAGE },
			{ method: 'GET', path: AT },
		],
		items: [],
	},
	{
		...at('organizationApplication', 'add'),
		title: 'only those that are not in it',
		parameters: { organization, apps: [APP, OTHER, OTHER] },
		answers: [page(application), created],
		requests: [
			{ method: 'GET', path: APPS, query: PAGE },
			{ method: 'POST', path: APPS, body: { applicationIds: [OTHER] } },
		],
		items: [{ organizationId: ID, appIds: [APP, OTHER], addedAppIds: [OTHER], already: false }],
	},
	{
		...at('organizationApplication', 'add'),
		title: 'by name, and sends nothing where all are in it',
		parameters: { organization, apps: ['Nightly job'] },
		answers: [page(application), page(application)],
		requests: [
			applicationNamed('Nightly job', ['types', 'MachineToMachine']),
			{ method: 'GET', path: APPS, query: PAGE },
		],
		items: [{ organizationId: ID, appIds: [APP], addedAppIds: [], already: true }],
	},
	{
		...at('organizationApplication', 'remove'),
		title: 'that is not in it, having looked at both',
		parameters: { organization, app },
		answers: [nothing, { body: { id: ID } }, { body: application }],
		requests: [
			{ method: 'DELETE', path: `${APPS}/${APP}` },
			{ method: 'GET', path: AT },
			{ method: 'GET', path: APP_AT },
		],
		items: [{ success: true, ...ids, already: true }],
	},
	{
		...at('organizationApplication', 'remove'),
		title: 'that is in it',
		parameters: { organization, app },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${APPS}/${APP}` }],
		items: [{ success: true, ...ids, already: false }],
	},
	{
		...at('organizationApplication', 'getRoles'),
		title: 'all',
		parameters: { organization, app, returnAll: true },
		answers: [page(robot)],
		requests: [{ method: 'GET', path: ROLES, query: PAGE }],
		items: [robot],
	},
	{
		...at('organizationApplication', 'addRoles'),
		title: 'only those that it lacks',
		parameters: { organization, app, roles: [ROBOT] },
		answers: [page(), created],
		requests: [
			{ method: 'GET', path: ROLES, query: PAGE },
			{ method: 'POST', path: ROLES, body: { organizationRoleIds: [ROBOT] } },
		],
		items: [{ ...ids, roleIds: [ROBOT], addedRoleIds: [ROBOT], already: false }],
	},
	{
		...at('organizationApplication', 'addRoles'),
		title: 'by name, and sends nothing where it has all',
		parameters: { organization, app, roles: ['robot'] },
		answers: [page(robot), page(robot)],
		requests: [
			{ method: 'GET', path: '/api/organization-roles', query: [...PAGE, ['q', 'robot']] },
			{ method: 'GET', path: ROLES, query: PAGE },
		],
		items: [{ ...ids, roleIds: [ROBOT], addedRoleIds: [], already: true }],
	},
	{
		...at('organizationApplication', 'removeRole'),
		title: 'that it does not have, having looked at the role',
		parameters: { organization, app, role },
		answers: [nothing, { body: robot }],
		requests: [
			{ method: 'DELETE', path: `${ROLES}/${ROBOT}` },
			{ method: 'GET', path: `/api/organization-roles/${ROBOT}` },
		],
		items: [{ success: true, ...ids, roleId: ROBOT, already: true }],
	},
	{
		...at('organizationApplication', 'removeRole'),
		title: 'that it has',
		parameters: { organization, app, role },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${ROLES}/${ROBOT}` }],
		items: [{ success: true, ...ids, roleId: ROBOT, already: false }],
	},
];

const IN_IT = '/api/organizations/{id}/applications';
const ROLES_IN_IT = `${IN_IT}/{applicationId}/roles`;

export const organizationApplicationDocumented: Documented[] = [
	{ ...at('organizationApplication', 'getAll'), method: 'GET', path: IN_IT, query: ['q'] },
	{
		...at('organizationApplication', 'add'),
		method: 'POST',
		path: IN_IT,
		body: ['applicationIds'],
	},
	{
		...at('organizationApplication', 'remove'),
		method: 'DELETE',
		path: `${IN_IT}/{applicationId}`,
	},
	{ ...at('organizationApplication', 'getRoles'), method: 'GET', path: ROLES_IN_IT },
	{
		...at('organizationApplication', 'addRoles'),
		method: 'POST',
		path: ROLES_IN_IT,
		body: ['organizationRoleIds'],
	},
	{
		...at('organizationApplication', 'removeRole'),
		method: 'DELETE',
		path: `${ROLES_IN_IT}/{organizationRoleId}`,
	},
];
