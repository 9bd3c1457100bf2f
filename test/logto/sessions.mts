/** Where a user is signed in, what was granted, and how the user signs in. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { ADA, ada, at, simplified, user } from './records.mjs';

const SESSION = 'UMgQ0kq7b1cXy8WkVb3nT';
const GRANT = 'eG2Y5cQm0ZkWv1xJr8nTb';

const payload: IDataObject = {
	uid: SESSION,
	kind: 'Session',
	loginTs: 1795562445,
	iat: 1795562445,
	exp: 1796772045,
	accountId: 'a1b2c3d4e5f6',
	authorizations: { app1: { sid: 'sid1', grantId: GRANT, persistsLogout: true } },
};

const submission: IDataObject = {
	interactionEvent: 'SignIn',
	userId: 'a1b2c3d4e5f6',
	signInContext: { ip: '203.0.113.7', userAgent: 'Mozilla/5.0' },
};

/** A session as Logto 1.42 answers with it, values invented. */
const session: IDataObject = {
	payload: { ...payload, jti: 'the-value-of-the-cookie' },
	lastSubmission: {
		...submission,
		verificationRecords: [
			{ id: 'v1', type: 'BackupCode', userId: 'a1b2c3d4e5f6', code: '0123456789' },
		],
	},
	clientId: 'app1',
	accountId: 'a1b2c3d4e5f6',
	expiresAt: 1796772045603,
};

const bareSession: IDataObject = {
	...session,
	payload,
	lastSubmission: {
		...submission,
		verificationRecords: [{ id: 'v1', type: 'BackupCode', userId: 'a1b2c3d4e5f6' }],
	},
};

const simpleSession: IDataObject = {
	id: SESSION,
	userId: 'a1b2c3d4e5f6',
	signedInAt: 1795562445000,
	expiresAt: 1796772045603,
	applicationIds: ['app1'],
	ip: '203.0.113.7',
	userAgent: 'Mozilla/5.0',
};

const otherSession = { ...session, payload: { ...payload, uid: 's2' }, lastSubmission: null };

const grant: IDataObject = {
	id: GRANT,
	payload: {
		clientId: 'app1',
		accountId: 'a1b2c3d4e5f6',
		kind: 'Grant',
		jti: GRANT,
		openid: { scope: 'openid offline_access profile' },
		iat: 1795562445,
		exp: 1796772045,
	},
	expiresAt: 1796772045603,
	application: { id: 'app1', name: 'Customer Portal' },
};

const simpleGrant: IDataObject = {
	id: GRANT,
	userId: 'a1b2c3d4e5f6',
	applicationId: 'app1',
	applicationName: 'Customer Portal',
	scope: 'openid offline_access profile',
	createdAt: 1795562445000,
	expiresAt: 1796772045603,
};

const sessions = (...list: IDataObject[]) => ({ body: { sessions: list } });
const grants = (...list: IDataObject[]) => ({ body: { grants: list } });
const done = { status: 204 };

const GET_SESSIONS = { method: 'GET', path: `${ADA}/sessions` };
const GET_GRANTS = { method: 'GET', path: `${ADA}/grants` };
const GET_TOKENS = { method: 'GET', path: `${ADA}/personal-access-tokens` };
const GET_ADA = { method: 'GET', path: ADA };

const ending = (id: string, target?: string) => ({
	method: 'DELETE',
	path: `${ADA}/sessions/${id}`,
	...(target && { query: [['revokeGrantsTarget', target]] as Array<[string, string]> }),
});

const settings = {
	mfa: { skipped: false, skipMfaOnSignIn: false },
	passkeySignIn: { skipped: true },
};

export const sessionCases: OperationCase[] = [
	{
		...at('user', 'getSessions'),
		title: 'short',
		parameters: { user: ada },
		answers: [sessions(session, { ...otherSession, payload: { uid: 's2' } })],
		requests: [GET_SESSIONS],
		items: [
			simpleSession,
			{
				...simpleSession,
				id: 's2',
				signedInAt: null,
				applicationIds: [],
				ip: null,
				userAgent: null,
			},
		],
	},
	{
		...at('user', 'getSessions'),
		title: 'raw and limited, without cookie and codes',
		parameters: { user: ada, limit: 1, simplify: false },
		answers: [sessions(session, otherSession)],
		requests: [GET_SESSIONS],
		items: [bareSession],
	},
	{
		...at('user', 'getSessions'),
		title: 'looks at the user where there is none, since Logto says so of nobody as well',
		parameters: { user: ada, returnAll: true },
		answers: [sessions(), { body: user }],
		requests: [GET_SESSIONS, GET_ADA],
		items: [],
	},
	{
		...at('user', 'endSession'),
		title: 'and the refresh tokens that came of it',
		parameters: { user: ada, session: { mode: 'id', value: SESSION } },
		answers: [done],
		requests: [ending(SESSION, 'all')],
		items: [{ success: true, userId: 'a1b2c3d4e5f6', sessionId: SESSION }],
	},
	...(
		[
			['firstParty', 'firstParty'],
			['none', undefined],
		] as const
	).map(([chosen, sent]) => ({
		...at('user', 'endSession'),
		title: `with the tokens to revoke being ${chosen}`,
		parameters: {
			user: ada,
			session: { mode: 'id', value: SESSION },
			options: { revokeGrantsTarget: chosen },
		},
		answers: [done],
		requests: [ending(SESSION, sent)],
		items: [{ success: true, userId: 'a1b2c3d4e5f6', sessionId: SESSION }],
	})),
	{
		...at('user', 'endAllSessions'),
		title: 'one by one, and says by reading what still works',
		parameters: { user: ada },
		answers: [
			sessions(session, otherSession),
			done,
			done,
			sessions({ ...otherSession, payload: { ...payload, uid: 's3' } }),
			grants({ ...grant, id: 'g9' }),
			{ body: [{ name: 'ci', value: 'pat_not-a-real-one', expiresAt: null }] },
		],
		requests: [
			GET_SESSIONS,
			ending(SESSION, 'all'),
			ending('s2', 'all'),
			GET_SESSIONS,
			GET_GRANTS,
			GET_TOKENS,
		],
		items: [
			{
				userId: 'a1b2c3d4e5f6',
				sessionIds: [SESSION, 's2'],
				left: [
					{ what: 'session', id: 's3', name: null, why: 'It began meanwhile.' },
					{
						what: 'grant',
						id: 'g9',
						name: 'Customer Portal',
						why: 'Its refresh tokens go on working. Revoke All Grants ends them.',
					},
					{
						what: 'personalAccessToken',
						id: 'ci',
						name: 'ci',
						expiresAt: null,
						why: 'It can be exchanged for access tokens until it expires or is deleted.',
					},
				],
				already: false,
			},
		],
	},
	{
		...at('user', 'endAllSessions'),
		title: 'goes on where one ended by itself',
		parameters: { user: ada, options: { revokeGrantsTarget: 'none' } },
		answers: [
			sessions(session, otherSession),
			{ status: 404, body: { code: 'oidc.session_not_found', message: 'Session not found.' } },
			done,
			sessions(),
			{ body: user },
			grants(),
			{ body: user },
			{ body: [] },
		],
		requests: [
			GET_SESSIONS,
			ending(SESSION),
			ending('s2'),
			GET_SESSIONS,
			GET_ADA,
			GET_GRANTS,
			GET_ADA,
			GET_TOKENS,
		],
		items: [{ userId: 'a1b2c3d4e5f6', sessionIds: [SESSION, 's2'], left: [], already: false }],
	},
	{
		...at('user', 'endAllSessions'),
		title: 'where there is none',
		parameters: { user: ada },
		answers: [
			sessions(),
			{ body: user },
			sessions(),
			{ body: user },
			grants(),
			{ body: user },
			{ body: [] },
		],
		requests: [GET_SESSIONS, GET_ADA, GET_SESSIONS, GET_ADA, GET_GRANTS, GET_ADA, GET_TOKENS],
		items: [{ userId: 'a1b2c3d4e5f6', sessionIds: [], left: [], already: true }],
	},
	{
		...at('user', 'getGrants'),
		title: 'short',
		parameters: { user: ada },
		answers: [grants(grant)],
		requests: [GET_GRANTS],
		items: [simpleGrant],
	},
	{
		...at('user', 'getGrants'),
		title: 'those for applications of others, raw',
		parameters: {
			user: ada,
			returnAll: true,
			simplify: false,
			filters: { appType: 'thirdParty' },
		},
		answers: [grants(grant)],
		requests: [{ ...GET_GRANTS, query: [['appType', 'thirdParty']] }],
		items: [grant],
	},
	{
		...at('user', 'getGrants'),
		title: 'looks at the user where there is none',
		parameters: { user: ada },
		answers: [grants(), { body: user }],
		requests: [GET_GRANTS, GET_ADA],
		items: [],
	},
	{
		...at('user', 'revokeGrant'),
		title: 'by id',
		parameters: { user: ada, grant: { mode: 'id', value: GRANT } },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${ADA}/grants/${GRANT}` }],
		items: [{ success: true, userId: 'a1b2c3d4e5f6', grantId: GRANT }],
	},
	{
		...at('user', 'revokeAllGrants'),
		title: 'one by one, and reads what is left',
		parameters: { user: ada },
		answers: [
			grants(grant, { ...grant, id: 'g2' }),
			done,
			{ status: 404, body: { code: 'oidc.invalid_grant', message: 'Grant is invalid.' } },
			grants({ ...grant, id: 'g2' }, { ...grant, id: 'g3', application: null }),
		],
		requests: [
			GET_GRANTS,
			{ method: 'DELETE', path: `${ADA}/grants/${GRANT}` },
			{ method: 'DELETE', path: `${ADA}/grants/g2` },
			GET_GRANTS,
		],
		items: [
			{
				userId: 'a1b2c3d4e5f6',
				grantIds: [GRANT, 'g2'],
				left: [
					{ what: 'grant', id: 'g2', name: 'Customer Portal', why: 'It is still listed.' },
					{ what: 'grant', id: 'g3', name: null, why: 'It was given meanwhile.' },
				],
				already: false,
			},
		],
	},
	{
		...at('user', 'revokeAllGrants'),
		title: 'where there is none of that type',
		parameters: { user: ada, options: { appType: 'firstParty' } },
		answers: [grants(), { body: user }],
		requests: [{ ...GET_GRANTS, query: [['appType', 'firstParty']] }, GET_ADA],
		items: [{ userId: 'a1b2c3d4e5f6', grantIds: [], left: [], already: true }],
	},
	{
		...at('user', 'getIdentities'),
		title: 'social and enterprise ones, without tokens of their providers',
		parameters: { user: ada },
		answers: [
			{
				body: {
					socialIdentities: [
						{
							target: 'github',
							identity: { userId: '5839201' },
							tokenSecret: { id: 'ts1' },
						},
					],
					ssoIdentities: [
						{
							ssoConnectorId: 'sso1',
							ssoIdentity: { id: 'i1', userId: 'a1b2c3d4e5f6', identityId: '77' },
						},
					],
				},
			},
		],
		requests: [{ method: 'GET', path: `${ADA}/all-identities` }],
		items: [
			{
				userId: 'a1b2c3d4e5f6',
				type: 'social',
				target: 'github',
				identity: { userId: '5839201' },
			},
			{
				userId: 'a1b2c3d4e5f6',
				type: 'enterpriseSso',
				ssoConnectorId: 'sso1',
				ssoIdentity: { id: 'i1', userId: 'a1b2c3d4e5f6', identityId: '77' },
			},
		],
	},
	{
		...at('user', 'getSignInSettings'),
		title: 'as they are',
		parameters: { user: ada },
		answers: [{ body: settings }],
		requests: [{ method: 'GET', path: `${ADA}/logto-configs` }],
		items: [{ userId: 'a1b2c3d4e5f6', ...settings }],
	},
	{
		...at('user', 'updateSignInSettings'),
		title: 'only those that were added',
		parameters: { user: ada, updateFields: { passkeySkipped: true } },
		answers: [{ body: settings }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/logto-configs`,
				body: { passkeySignIn: { skipped: true } },
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', ...settings }],
	},
	{
		...at('user', 'updateSignInSettings'),
		title: 'everything that can be changed',
		parameters: {
			user: ada,
			updateFields: { mfaEnabled: 'true', mfaSkipped: false, skipMfaOnSignIn: 'false' },
		},
		answers: [{ body: settings }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/logto-configs`,
				body: { mfa: { enabled: true, skipped: false, skipMfaOnSignIn: false } },
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', ...settings }],
	},
	...[true, false].map((isExpired) => ({
		...at('user', 'expirePassword'),
		title: isExpired ? 'from now on' : 'no longer',
		parameters: { user: ada, ...(isExpired ? {} : { isExpired: 'false' }) },
		answers: [{ body: { ...user, passwordDigest: 'x' } }],
		requests: [{ method: 'PATCH', path: `${ADA}/password/expiration`, body: { isExpired } }],
		items: [simplified],
	})),
	{
		...at('user', 'unblock'),
		title: 'by all that may have been typed at the sign-in',
		parameters: { user: ada },
		answers: [{ body: { ...user, primaryEmail: 'Ada@example.com' } }, done],
		requests: [
			GET_ADA,
			{
				method: 'POST',
				path: '/api/sentinel-activities/delete',
				body: {
					targetType: 'User',
					targets: ['a1b2c3d4e5f6', 'ada', 'Ada@example.com', 'ada@example.com', '14155550123'],
				},
			},
		],
		items: [
			{
				success: true,
				userId: 'a1b2c3d4e5f6',
				identifiers: ['a1b2c3d4e5f6', 'ada', 'Ada@example.com', 'ada@example.com', '14155550123'],
			},
		],
	},
	{
		...at('user', 'unblock'),
		title: 'without what the user does not have',
		parameters: { user: ada },
		answers: [{ body: { id: 'a1b2c3d4e5f6', username: null, primaryEmail: '' } }, done],
		requests: [
			GET_ADA,
			{
				method: 'POST',
				path: '/api/sentinel-activities/delete',
				body: { targetType: 'User', targets: ['a1b2c3d4e5f6'] },
			},
		],
		items: [{ success: true, userId: 'a1b2c3d4e5f6', identifiers: ['a1b2c3d4e5f6'] }],
	},
];

const END_SESSION = {
	method: 'DELETE',
	path: '/api/users/{userId}/sessions/{sessionId}',
	query: ['revokeGrantsTarget'],
};
const LIST_GRANTS = { method: 'GET', path: '/api/users/{userId}/grants', query: ['appType'] };
const REVOKE_GRANT = { method: 'DELETE', path: '/api/users/{userId}/grants/{grantId}' };

export const sessionDocumented: Documented[] = [
	{ ...at('user', 'getSessions'), method: 'GET', path: '/api/users/{userId}/sessions' },
	{ ...at('user', 'endSession'), ...END_SESSION },
	{ ...at('user', 'endAllSessions'), ...END_SESSION },
	{ ...at('user', 'getGrants'), ...LIST_GRANTS },
	{ ...at('user', 'revokeGrant'), ...REVOKE_GRANT },
	{ ...at('user', 'revokeAllGrants'), ...LIST_GRANTS },
	{ ...at('user', 'revokeAllGrants'), ...REVOKE_GRANT },
	{
		...at('user', 'getIdentities'),
		method: 'GET',
		path: '/api/users/{userId}/all-identities',
		exceptions: { includeTokenSecret: 'tokens of a provider have no place in an execution' },
	},
	{ ...at('user', 'getSignInSettings'), method: 'GET', path: '/api/users/{userId}/logto-configs' },
	{
		...at('user', 'updateSignInSettings'),
		method: 'PATCH',
		path: '/api/users/{userId}/logto-configs',
		body: ['mfa.enabled', 'mfa.skipped', 'mfa.skipMfaOnSignIn', 'passkeySignIn.skipped'],
		exceptions: {
			'mfa.additionalBindingSuggestionSkipped':
				'Logto takes it and writes it nowhere (core/src/routes/admin-user/basics.ts)',
		},
	},
	{
		...at('user', 'expirePassword'),
		method: 'PATCH',
		path: '/api/users/{userId}/password/expiration',
		body: ['isExpired'],
	},
	{
		...at('user', 'unblock'),
		method: 'POST',
		path: '/api/sentinel-activities/delete',
		body: ['targetType', 'targets'],
	},
];
