import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const APP_ID = '0oaCrm00000000000001';
const USER_ID = '00uAda00000000000001';

const of = (operation: string) =>
	({ node: 'okta', resource: 'applicationUser', operation }) as const;

const byIds = {
	app: { mode: 'id', value: APP_ID },
	user: { mode: 'id', value: USER_ID },
};
const users = `/api/v1/apps/${APP_ID}/users`;
const one = `${users}/${USER_ID}`;

/** A user of an application as Okta answers with it (Management API, "Application User"). */
const appUser: IDataObject = {
	id: USER_ID,
	externalId: 'ext-1',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	scope: 'USER',
	status: 'PROVISIONED',
	statusChanged: '2026-01-03T03:04:05.000Z',
	passwordChanged: null,
	syncState: 'SYNCHRONIZED',
	lastSync: '2026-01-03T03:04:05.000Z',
	credentials: { userName: 'ada', password: {} },
	profile: { role: 'Developer', badge: null },
	_links: { app: { href: `https://acme.okta.com/api/v1/apps/${APP_ID}` } },
};

const simplified: IDataObject = {
	id: USER_ID,
	status: 'PROVISIONED',
	scope: 'USER',
	userName: 'ada',
	externalId: 'ext-1',
	syncState: 'SYNCHRONIZED',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	profile: { role: 'Developer', badge: null },
};

const oktaUser: IDataObject = {
	id: USER_ID,
	status: 'ACTIVE',
	created: '2026-01-02T03:04:05.000Z',
	profile: { login: 'ada@example.com', email: 'ada@example.com' },
};

const embedded = { ...appUser, _embedded: { user: oktaUser } };

const simplifiedUser: IDataObject = {
	id: USER_ID,
	status: 'ACTIVE',
	login: 'ada@example.com',
	email: 'ada@example.com',
	firstName: null,
	lastName: null,
	department: null,
	created: '2026-01-02T03:04:05.000Z',
	lastLogin: null,
};

const missing = (what: string) => ({
	status: 404,
	body: { errorCode: 'E0000007', errorSummary: `Not found: Resource not found: x (${what})` },
});

export const applicationUserCases: OperationCase[] = [
	{
		...of('assign'),
		title: 'only the ids, and nothing that was left alone',
		parameters: byIds,
		answers: [{ body: appUser }],
		requests: [{ method: 'POST', path: users, body: { id: USER_ID } }],
		items: [simplified],
	},
	{
		...of('assign'),
		title: 'everything at once, the user by login',
		parameters: {
			...byIds,
			user: { mode: 'login', value: 'ada@example.com' },
			appCredentials: { userName: 'ada', password: 'correct horse' },
			appProfile: '{ "role": "Developer", "badge": null }',
			simplify: false,
			options: { scope: 'GROUP' },
		},
		answers: [{ body: oktaUser }, { body: appUser }],
		requests: [
			{ method: 'GET', path: '/api/v1/users/ada%40example.com' },
			{
				method: 'POST',
				path: users,
				body: {
					id: USER_ID,
					scope: 'GROUP',
					credentials: { userName: 'ada', password: { value: 'correct horse' } },
					profile: { role: 'Developer', badge: null },
				},
			},
		],
		items: [appUser],
	},
	{
		...of('get'),
		title: 'short',
		parameters: byIds,
		answers: [{ body: appUser }],
		requests: [{ method: 'GET', path: one }],
		items: [simplified],
	},
	{
		...of('get'),
		title: 'with the Okta user, short too',
		parameters: { ...byIds, options: { expand: 'user' } },
		answers: [{ body: embedded }],
		requests: [{ method: 'GET', path: one, query: [['expand', 'user']] }],
		items: [{ ...simplified, user: simplifiedUser }],
	},
	{
		...of('get'),
		title: 'with the Okta user, raw',
		parameters: { ...byIds, simplify: false, options: { expand: 'user' } },
		answers: [{ body: embedded }],
		requests: [{ method: 'GET', path: one, query: [['expand', 'user']] }],
		items: [embedded],
	},
	{
		...of('getAll'),
		title: 'those whose name begins so, with their Okta users',
		parameters: {
			app: byIds.app,
			limit: 7,
			filters: { q: 'ad' },
			options: { expand: 'user' },
		},
		answers: [{ body: [embedded] }],
		requests: [
			{
				method: 'GET',
				path: users,
				query: [
					['expand', 'user'],
					['limit', '7'],
					['q', 'ad'],
				],
			},
		],
		items: [{ ...simplified, user: simplifiedUser }],
	},
	{
		...of('getAll'),
		title: 'all of them, raw, with the largest page that Okta gives',
		parameters: { app: byIds.app, returnAll: true, simplify: false },
		answers: [{ body: [appUser] }],
		requests: [{ method: 'GET', path: users, query: [['limit', '500']] }],
		items: [appUser],
	},
	{
		...of('update'),
		title: 'the profile, in which null clears',
		parameters: { ...byIds, change: 'profile', appProfile: { role: null } },
		answers: [{ body: appUser }],
		requests: [{ method: 'POST', path: one, body: { profile: { role: null } } }],
		items: [simplified],
	},
	{
		...of('update'),
		title: 'the credentials; a profile left from before is not sent with them',
		parameters: {
			...byIds,
			change: 'credentials',
			appCredentials: { userName: 'ada', password: 'correct horse' },
			appProfile: '{ "role": "Admin" }',
			simplify: false,
		},
		answers: [{ body: appUser }],
		requests: [
			{
				method: 'POST',
				path: one,
				body: { credentials: { userName: 'ada', password: { value: 'correct horse' } } },
			},
		],
		items: [appUser],
	},
	{
		...of('unassign'),
		title: 'with an email to the administrator',
		parameters: { ...byIds, options: { sendEmail: true } },
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: one, query: [['sendEmail', 'true']] }],
		items: [{ userId: USER_ID, appId: APP_ID, unassigned: true, wasAssigned: true }],
	},
	{
		...of('unassign'),
		title: 'a user without the application counts as done, once both are known to exist',
		parameters: { ...byIds, options: { succeedIfNotAssigned: true } },
		answers: [missing('AppUser'), { body: { id: APP_ID } }, { body: oktaUser }],
		requests: [
			{ method: 'DELETE', path: one },
			{ method: 'GET', path: `/api/v1/apps/${APP_ID}` },
			{ method: 'GET', path: `/api/v1/users/${USER_ID}` },
		],
		items: [{ userId: USER_ID, appId: APP_ID, unassigned: true, wasAssigned: false }],
	},
];

export const applicationUserDocumented: Documented[] = [
	{
		...of('assign'),
		method: 'POST',
		path: '/api/v1/apps/{appId}/users',
		body: ['id', 'scope', 'credentials.userName', 'credentials.password.value', 'profile.role'],
		exceptions: {
			profile: 'free form: "profile.role" stands for it',
			created: 'set by Okta',
			lastUpdated: 'set by Okta',
		},
	},
	{
		...of('get'),
		method: 'GET',
		path: '/api/v1/apps/{appId}/users/{userId}',
		query: ['expand'],
	},
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/v1/apps/{appId}/users',
		query: ['q', 'expand'],
	},
	{
		...of('update'),
		method: 'POST',
		path: '/api/v1/apps/{appId}/users/{userId}',
		body: ['credentials.userName', 'credentials.password.value', 'profile.role'],
		exceptions: { profile: 'free form: "profile.role" stands for it' },
	},
	{
		...of('unassign'),
		method: 'DELETE',
		path: '/api/v1/apps/{appId}/users/{userId}',
		query: ['sendEmail'],
	},
];
