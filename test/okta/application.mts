import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { app, group, GROUP_ID, simplifiedApp } from './group.mjs';

const APP_ID = '0oaCrm00000000000001';

const of = (operation: string) => ({ node: 'okta', resource: 'application', operation }) as const;

const path = `/api/v1/apps/${APP_ID}`;
const groups = `${path}/groups`;
const one = `${groups}/${GROUP_ID}`;
const byId = { app: { mode: 'id', value: APP_ID } };
const both = { ...byId, group: { mode: 'id', value: GROUP_ID } };
const isRead = { method: 'GET', path };

/** An OpenID Connect application as Okta answers with it, its own secret included. */
const web: IDataObject = {
	...app,
	credentials: {
		oauthClient: { client_id: 'abc', client_secret: 'of-the-application', autoKeyRotation: true },
		signing: { kid: 'k1' },
	},
};
const webOut: IDataObject = {
	...app,
	credentials: {
		oauthClient: { client_id: 'abc', autoKeyRotation: true },
		signing: { kid: 'k1' },
	},
};

const assignment: IDataObject = {
	id: GROUP_ID,
	lastUpdated: '2026-01-03T03:04:05.000Z',
	priority: 2,
	profile: { role: 'Developer' },
	_links: { app: { href: `https://acme.okta.com${path}` } },
};
const simplified: IDataObject = {
	id: GROUP_ID,
	priority: 2,
	profile: { role: 'Developer' },
	lastUpdated: '2026-01-03T03:04:05.000Z',
};

const missing = (kind: string) => ({
	status: 404,
	body: { errorCode: 'E0000007', errorSummary: `Not found: Resource not found: x (${kind})` },
});

export const applicationCases: OperationCase[] = [
	{
		...of('get'),
		title: 'without the secret that Okta adds',
		parameters: { ...byId, simplify: false },
		answers: [{ body: web }],
		requests: [isRead],
		items: [webOut],
	},
	{
		...of('get'),
		title: 'short',
		parameters: { ...byId, options: { ifNotFound: 'stop' } },
		answers: [{ body: web }],
		requests: [isRead],
		items: [simplifiedApp],
	},
	{
		...of('getAll'),
		title: 'the first ones, without the secrets that Okta adds',
		parameters: { limit: 3, simplify: false },
		answers: [{ body: [web, app] }],
		requests: [{ method: 'GET', path: '/api/v1/apps', query: [['limit', '3']] }],
		items: [webOut, app],
	},
	{
		...of('getAll'),
		title: 'those of a name, with such as are being deleted',
		parameters: {
			returnAll: true,
			filters: { q: 'sal', filter: 'name eq "salesforce"' },
			options: { includeNonDeleted: true },
		},
		answers: [{ body: [app] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/apps',
				query: [
					['q', 'sal'],
					['filter', 'name eq "salesforce"'],
					['includeNonDeleted', 'true'],
					['limit', '200'],
				],
			},
		],
		items: [simplifiedApp],
	},
	{
		...of('getAll'),
		title: 'those of a status',
		parameters: { returnAll: true, filters: { status: 'INACTIVE' } },
		answers: [{ body: [] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/apps',
				query: [
					['filter', 'status eq "INACTIVE"'],
					['limit', '200'],
				],
			},
		],
		items: [],
	},
	...(['activate', 'deactivate'] as const).flatMap((step): OperationCase[] => {
		const [before, after] = step === 'activate' ? ['INACTIVE', 'ACTIVE'] : ['ACTIVE', 'INACTIVE'];
		return [
			{
				...of(step),
				title: 'as it is not yet',
				parameters: { ...byId, options: { ifAlreadyDone: 'stop' } },
				answers: [{ body: { ...app, status: before } }, { status: 200, body: {} }],
				requests: [isRead, { method: 'POST', path: `${path}/lifecycle/${step}` }],
				items: [{ appId: APP_ID, success: true }],
			},
			{
				...of(step),
				title: 'as it is already',
				parameters: byId,
				answers: [{ body: { ...app, status: after } }],
				requests: [isRead],
				items: [{ appId: APP_ID, success: true, already: true }],
			},
		];
	}),
	{
		...of('getGroups'),
		title: 'a page is never smaller than Okta lets it be, and names come by themselves',
		parameters: { ...byId, limit: 1 },
		answers: [
			{
				body: [
					{ ...assignment, _embedded: { group } },
					{ ...assignment, id: '00gOther' },
				],
			},
		],
		requests: [
			{
				method: 'GET',
				path: groups,
				query: [
					['expand', 'group'],
					['limit', '20'],
				],
			},
		],
		items: [{ ...simplified, name: 'Sales' }],
	},
	{
		...of('getGroups'),
		title: 'those whose name begins so, raw, with where it comes from',
		parameters: {
			...byId,
			returnAll: true,
			simplify: false,
			filters: { q: 'sal' },
			options: { expand: 'metadata' },
		},
		answers: [{ body: [assignment] }],
		requests: [
			{
				method: 'GET',
				path: groups,
				query: [
					['q', 'sal'],
					['expand', 'metadata'],
					['limit', '200'],
				],
			},
		],
		items: [assignment],
	},
	{
		...of('assignGroup'),
		title: 'with priority and profile, once it is known not to be assigned',
		parameters: { ...both, additionalFields: { priority: 2, profile: '{ "role": "Developer" }' } },
		answers: [missing('ApplicationGroupAssignment'), { body: assignment }],
		requests: [
			{ method: 'GET', path: one },
			{ method: 'PUT', path: one, body: { priority: 2, profile: { role: 'Developer' } } },
		],
		items: [simplified],
	},
	{
		...of('assignGroup'),
		title: 'with nothing, which is sent as an empty object',
		parameters: { ...both, simplify: false },
		answers: [missing('ApplicationGroupAssignment'), { body: assignment }],
		requests: [
			{ method: 'GET', path: one },
			{ method: 'PUT', path: one, body: {} },
		],
		items: [assignment],
	},
	{
		...of('assignGroup'),
		title: 'a group that has it already is left as it is',
		parameters: { ...both, additionalFields: { priority: 2, profile: { role: 'Developer' } } },
		answers: [{ body: assignment }],
		requests: [{ method: 'GET', path: one }],
		items: [{ ...simplified, already: true }],
	},
	{
		...of('updateGroup'),
		title: 'a step for each change, null takes away',
		parameters: {
			...both,
			updateFields: { priority: 0, profile: '{ "role": "Lead", "a/b~c": null }' },
		},
		answers: [{ body: assignment }],
		requests: [
			{
				method: 'PATCH',
				path: one,
				body: [
					{ op: 'replace', path: '/priority', value: 0 },
					{ op: 'replace', path: '/profile/role', value: 'Lead' },
					{ op: 'remove', path: '/profile/a~1b~0c' },
				],
			},
		],
		items: [simplified],
	},
	{
		...of('unassignGroup'),
		title: 'by ID',
		parameters: both,
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: one }],
		items: [{ appId: APP_ID, groupId: GROUP_ID, success: true }],
	},
	{
		...of('unassignGroup'),
		title: 'a group without it counts as done, once both are known to exist',
		parameters: both,
		answers: [missing('ApplicationGroupAssignment'), { body: app }, { body: group }],
		requests: [
			{ method: 'DELETE', path: one },
			isRead,
			{ method: 'GET', path: `/api/v1/groups/${GROUP_ID}` },
		],
		items: [{ appId: APP_ID, groupId: GROUP_ID, success: true, already: true }],
	},
];

const SET_BY_OKTA = {
	profile: 'free form: "profile.role" stands for it',
	lastUpdated: 'set by Okta',
	'_links.app.hints.allow': 'a part of answers',
	'_links.app.href': 'a part of answers',
	'_links.group.hints.allow': 'a part of answers',
	'_links.group.href': 'a part of answers',
};

export const applicationDocumented: Documented[] = [
	{
		...of('get'),
		method: 'GET',
		path: '/api/v1/apps/{appId}',
		exceptions: { expand: 'Application User > Get gives the user of an application' },
	},
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/v1/apps',
		query: ['q', 'filter', 'includeNonDeleted'],
		exceptions: {
			expand: 'Application User > Get gives the user of an application',
			useOptimization: 'Simplify does what it is for',
			alwaysIncludeVpnSettings: 'about settings of another time',
		},
	},
	{ ...of('activate'), method: 'POST', path: '/api/v1/apps/{appId}/lifecycle/activate' },
	{ ...of('deactivate'), method: 'POST', path: '/api/v1/apps/{appId}/lifecycle/deactivate' },
	{
		...of('getGroups'),
		method: 'GET',
		path: '/api/v1/apps/{appId}/groups',
		query: ['q', 'expand'],
	},
	{
		...of('assignGroup'),
		method: 'PUT',
		path: '/api/v1/apps/{appId}/groups/{groupId}',
		body: ['priority', 'profile.role'],
		exceptions: SET_BY_OKTA,
	},
	{
		...of('updateGroup'),
		method: 'PATCH',
		path: '/api/v1/apps/{appId}/groups/{groupId}',
		body: ['[].op', '[].path', '[].value'],
	},
	{ ...of('unassignGroup'), method: 'DELETE', path: '/api/v1/apps/{appId}/groups/{groupId}' },
];
