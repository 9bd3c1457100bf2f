import type { IDataObject } from 'n8n-workflow';
import type { Documented, Expected, OperationCase } from '../engine/operations.mjs';
import type { Answer } from '../engine/server.mjs';
import { user, USER_ID } from './user.mjs';

const USER = `/api/v1/users/${USER_ID}`;
const base = { node: 'okta', resource: 'user', operation: 'offboard' } as const;

const GROUP = {
	id: '00gSales000000000001',
	type: 'OKTA_GROUP',
	profile: { name: 'Sales' },
};
const RULED = { id: '00gKassel00000000001', type: 'OKTA_GROUP', profile: { name: 'Kassel' } };
const IMPORTED = { id: '00gAD000000000000001', type: 'APP_GROUP', profile: { name: 'AD Share' } };
const EVERYONE = { id: '00gEveryone000000001', type: 'BUILT_IN', profile: { name: 'Everyone' } };
const RULE = {
	name: 'By city',
	status: 'ACTIVE',
	actions: { assignUserToGroups: { groupIds: [RULED.id] } },
};
const withUser = (id: string, label: string, scope: string) => ({
	id,
	label,
	_embedded: { user: { id: USER_ID, scope } },
});

const is = (status: string): Answer => ({ body: { ...user, status } });
const refused = (status: number, errorCode: string, errorSummary: string): Answer => ({
	status,
	body: { errorCode, errorSummary, errorCauses: [] },
});
const done: Answer = { status: 200, body: '' };
const gone: Answer = { status: 204 };
const none: Answer = { body: [] };

/** Whose token it is: somebody else's, or a service app's, which is nobody. */
const somebodyElse: Answer = { body: { ...user, id: '00uAdmin000000000001' } };
const nobody = refused(404, 'E0000007', 'Not found: Resource not found: me (User)');
const me: Expected = { method: 'GET', path: '/api/v1/users/me' };

const PAGE: [string, string] = ['limit', '200'];
const get = (path = '', query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path: `${USER}${path}`,
	query,
});
const post = (step: string): Expected => ({ method: 'POST', path: `${USER}/lifecycle/${step}` });
const remove = (path: string, query: Expected['query'] = []): Expected => ({
	method: 'DELETE',
	path,
	query,
});
const grants = get('/grants', [PAGE]);
const clients = get('/clients');
const groups = get('/groups', [PAGE]);
const rules: Expected = { method: 'GET', path: '/api/v1/groups/rules', query: [PAGE] };
const apps: Expected = {
	method: 'GET',
	path: '/api/v1/apps',
	query: [['filter', `user.id eq "${USER_ID}"`], ['expand', `user/${USER_ID}`], PAGE],
};
const sessions = remove(`${USER}/sessions`, [['oauthTokens', 'true']]);

const shown: IDataObject = {
	id: USER_ID,
	login: 'ada@example.com',
	email: 'ada@example.com',
	name: 'Ada Vogel',
};
const UNSEEN =
	'Okta took the request. It lists no sessions, and those of applications are theirs to end.';
const NO_FACTOR = 'None is listed. Okta lists only those that a policy allows where this n8n is.';
const BY_RULE =
	'The group rule "By city" fills the group, and would never add a user again who was removed by hand.';
const BY_DIRECTORY = 'The directory or application that the group comes from decides who is in it.';
const left = ({ id, profile }: typeof GROUP, why: string): IDataObject => ({
	what: 'group',
	id,
	name: profile.name,
	why,
	maybeStale: false,
});
const STEPS = [
	'suspend',
	'clearSessions',
	'revokeGrants',
	'removeFactors',
	'removeAdminRoles',
	'removeFromGroups',
	'removeApplications',
	'deactivate',
];
const only = (...steps: string[]): IDataObject =>
	Object.fromEntries(STEPS.map((step) => [step, steps.includes(step)]));
const byId = { user: { mode: 'id', value: USER_ID } };

export const offboardCases: OperationCase[] = [
	{
		...base,
		title: 'everything is taken in its order, and looked for afterwards',
		parameters: byId,
		answers: [
			is('ACTIVE'),
			somebodyElse,
			is('ACTIVE'),
			done,
			gone,
			{ body: [{ id: 'oag1', scopeId: 'openid' }] },
			{ body: [{ client_id: '0oaClient', client_name: 'Portal' }] },
			{ body: [{ id: 'oar1' }, { id: 'oar2' }] },
			gone,
			gone,
			{ body: [{ id: 'opf1', factorType: 'push' }] },
			done,
			{
				body: [
					{
						id: 'ra1',
						type: 'ORG_ADMIN',
						label: 'Organization Administrator',
						assignmentType: 'USER',
					},
					{
						id: 'ra2',
						type: 'APP_ADMIN',
						label: 'Application Administrator',
						assignmentType: 'GROUP',
					},
				],
			},
			gone,
			{ body: [EVERYONE, GROUP, RULED, IMPORTED] },
			{ body: [RULE] },
			gone,
			{ body: [withUser('0oa1', 'Portal', 'USER'), withUser('0oa2', 'Mail', 'GROUP')] },
			gone,
			is('SUSPENDED'),
			done,
			is('DEPROVISIONED'),
			// The look at what is left.
			is('DEPROVISIONED'),
			none,
			none,
			none,
			none,
			{ body: [EVERYONE, RULED, IMPORTED] },
			{ body: [RULE] },
			none,
			is('DEPROVISIONED'),
		],
		requests: [
			get(),
			me,
			get(),
			post('suspend'),
			sessions,
			grants,
			clients,
			get('/clients/0oaClient/tokens', [PAGE]),
			remove(`${USER}/grants`),
			remove(`${USER}/clients/0oaClient/tokens`),
			get('/factors'),
			post('reset_factors'),
			get('/roles'),
			remove(`${USER}/roles/ra1`),
			groups,
			rules,
			remove(`/api/v1/groups/${GROUP.id}/users/${USER_ID}`),
			apps,
			remove(`/api/v1/apps/0oa1/users/${USER_ID}`),
			get(),
			post('deactivate'),
			get(),
			get(),
			grants,
			clients,
			get('/factors'),
			get('/roles'),
			groups,
			rules,
			apps,
			get(),
		],
		items: [
			{
				found: true,
				complete: true,
				user: shown,
				steps: [
					['suspend', 'Taken: account with the status ACTIVE'],
					['clearSessions', UNSEEN],
					['revokeGrants', 'Taken: grant openid, token Portal, token Portal'],
					['removeFactors', 'Taken: factor push'],
					['removeAdminRoles', 'Taken: adminRole Organization Administrator'],
					['removeFromGroups', 'Taken: group Sales'],
					['removeApplications', 'Taken: application Portal'],
					['deactivate', 'Taken: account with the status SUSPENDED'],
				].map(([step, reason]) => ({ step, outcome: 'done', reason })),
				left: [left(RULED, BY_RULE), left(IMPORTED, BY_DIRECTORY)],
			},
		],
	},
	{
		...base,
		title: 'who cannot be suspended is deactivated first, and what Okta refuses then is skipped',
		parameters: { ...byId, options: { removeRuled: true, statusWait: 5, checkWait: 0 } },
		answers: [
			is('PASSWORD_EXPIRED'),
			nobody,
			is('PASSWORD_EXPIRED'),
			done,
			is('DEPROVISIONED'),
			gone,
			refused(401, 'E0000015', 'You do not have permission to access the feature'),
			{ body: [{ id: 'opf1', factorType: 'push' }] },
			none,
			{ body: [RULED] },
			gone,
			none,
			is('DEPROVISIONED'),
			is('DEPROVISIONED'),
			refused(401, 'E0000015', 'You do not have permission to access the feature'),
			{ body: [{ id: 'opf1', factorType: 'push' }] },
			none,
			none,
			none,
		],
		requests: [
			get(),
			me,
			get(),
			post('deactivate'),
			get(),
			sessions,
			grants,
			get('/factors'),
			get('/roles'),
			groups,
			remove(`/api/v1/groups/${RULED.id}/users/${USER_ID}`),
			apps,
			get(),
			get(),
			grants,
			get('/factors'),
			get('/roles'),
			groups,
			apps,
		],
		items: [
			{
				found: true,
				complete: true,
				user: shown,
				steps: [
					{
						step: 'suspend',
						outcome: 'skipped',
						reason: 'Users with an expired password cannot be suspended.',
					},
					{
						step: 'deactivate',
						outcome: 'done',
						reason: 'Taken: account with the status PASSWORD_EXPIRED',
					},
					{ step: 'clearSessions', outcome: 'done', reason: UNSEEN },
					{
						step: 'revokeGrants',
						outcome: 'skipped',
						reason: 'The organization does not have this feature.',
					},
					{
						step: 'removeFactors',
						outcome: 'skipped',
						reason: 'Okta removes no factors of deactivated users.',
					},
					{ step: 'removeAdminRoles', outcome: 'already' },
					{ step: 'removeFromGroups', outcome: 'done', reason: 'Taken: group Kassel' },
					{ step: 'removeApplications', outcome: 'already' },
				],
				left: [
					{
						what: 'factor',
						id: 'opf1',
						name: 'push',
						why: 'Okta removes no factors of deactivated users.',
						maybeStale: false,
					},
				],
			},
		],
	},
	{
		...base,
		title: 'a dry run only reads; the user within an application need not be given',
		parameters: {
			user: { mode: 'login', value: 'ada@example.com' },
			steps: only('removeFactors', 'removeApplications'),
			options: { dryRun: true },
		},
		answers: [
			is('SUSPENDED'),
			is('SUSPENDED'),
			none,
			{
				body: [
					{ id: '0oa1', label: 'Portal' },
					{ id: '0oa2', label: 'Mail' },
				],
			},
			{ body: { id: USER_ID, scope: 'USER' } },
			refused(404, 'E0000007', 'Not found: Resource not found: (AppUser)'),
		],
		requests: [
			{ method: 'GET', path: '/api/v1/users/ada%40example.com' },
			get(),
			get('/factors'),
			apps,
			{ method: 'GET', path: `/api/v1/apps/0oa1/users/${USER_ID}` },
			{ method: 'GET', path: `/api/v1/apps/0oa2/users/${USER_ID}` },
		],
		items: [
			{
				found: true,
				complete: false,
				user: shown,
				steps: [
					{ step: 'removeFactors', outcome: 'already', reason: NO_FACTOR },
					{
						step: 'removeApplications',
						outcome: 'skipped',
						reason: 'Dry run. It would take: application Portal',
					},
				],
				left: [
					{
						what: 'application',
						id: '0oa1',
						name: 'Portal',
						why: 'It was not taken.',
						maybeStale: false,
					},
				],
			},
		],
	},
	{
		...base,
		title:
			'factors one by one where Okta does not reset those of the suspended; deletion at the end',
		parameters: {
			...byId,
			steps: { ...only('removeFactors', 'deactivate'), delete: true },
			options: { checkWait: 0, statusWait: 0 },
		},
		answers: [
			is('SUSPENDED'),
			nobody,
			{
				body: [
					{ id: 'opf1', factorType: 'push' },
					{ id: 'sms1', factorType: 'sms' },
				],
			},
			refused(403, 'E0000038', 'This operation is not allowed in the current status'),
			gone,
			gone,
			is('SUSPENDED'),
			done,
			is('DEPROVISIONED'),
			is('DEPROVISIONED'),
			gone,
			refused(404, 'E0000007', 'Not found: Resource not found: (User)'),
		],
		requests: [
			get(),
			me,
			get('/factors'),
			post('reset_factors'),
			remove(`${USER}/factors/opf1`),
			remove(`${USER}/factors/sms1`),
			get(),
			post('deactivate'),
			get(),
			get(),
			remove(USER),
			get(),
		],
		items: [
			{
				found: true,
				complete: true,
				user: shown,
				steps: [
					['removeFactors', 'Taken: factor push, factor sms'],
					['deactivate', 'Taken: account with the status SUSPENDED'],
					['delete', 'Taken: account with the status DEPROVISIONED'],
				].map(([step, reason]) => ({ step, outcome: 'done', reason })),
				left: [],
			},
		],
	},
];

const of = (method: string, path: string, more: Partial<Documented> = {}): Documented => ({
	...base,
	method,
	path,
	...more,
});
export const offboardDocumented: Documented[] = [
	of('POST', '/api/v1/users/{id}/lifecycle/suspend'),
	of('DELETE', '/api/v1/users/{userId}/sessions', {
		query: ['oauthTokens'],
		exceptions: { forgetDevices: 'forgotten anyway' },
	}),
	of('DELETE', '/api/v1/users/{userId}/grants'),
	of('DELETE', '/api/v1/users/{userId}/clients/{clientId}/tokens'),
	of('POST', '/api/v1/users/{id}/lifecycle/reset_factors', {
		exceptions: { removeRecoveryEnrollment: 'a phone for recovery opens no deactivated account' },
	}),
	of('DELETE', '/api/v1/users/{userId}/factors/{factorId}', {
		exceptions: { removeRecoveryEnrollment: 'likewise' },
	}),
	of('DELETE', '/api/v1/users/{userId}/roles/{roleAssignmentId}'),
	of('DELETE', '/api/v1/groups/{groupId}/users/{userId}'),
	of('DELETE', '/api/v1/apps/{appId}/users/{userId}', {
		exceptions: { sendEmail: 'the item says it' },
	}),
	of('POST', '/api/v1/users/{id}/lifecycle/deactivate', {
		exceptions: { sendEmail: 'the item says it', Prefer: 'it is waited for' },
	}),
	of('DELETE', '/api/v1/users/{id}', {
		exceptions: { sendEmail: 'the item says it', Prefer: 'it is waited for' },
	}),
];
