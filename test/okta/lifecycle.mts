import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { group, simplifiedGroup } from './group.mjs';
import { user, USER_ID } from './user.mjs';

const of = (operation: string) => ({ node: 'okta', resource: 'user', operation }) as const;

const path = `/api/v1/users/${USER_ID}`;
const byId = { user: { mode: 'id', value: USER_ID } };
const isRead = { method: 'GET', path };
const withStatus = (status: string, more: IDataObject = {}) => ({
	body: { ...user, status, ...more },
});
const done = (more: IDataObject = {}): IDataObject => ({ userId: USER_ID, success: true, ...more });
const post = (step: string, query?: Array<[string, string]>) => ({
	method: 'POST',
	path: `${path}/lifecycle/${step}`,
	query,
});

const activation = { activationUrl: 'https://acme.okta.com/welcome/t', activationToken: 't' };

const link: IDataObject = {
	id: '00ua',
	label: 'Salesforce',
	linkUrl: 'https://acme.okta.com/home/salesforce/0oa1/46',
	appName: 'salesforce',
	appInstanceId: '0oa1',
	hidden: false,
	sortOrder: 0,
};
const userType: IDataObject = {
	id: 'oty1',
	name: 'user',
	displayName: 'User',
	default: true,
	created: '2026-01-02T03:04:05.000Z',
};

export const lifecycleCases: OperationCase[] = [
	{
		...of('activate'),
		title: 'the invitation goes to the user',
		parameters: byId,
		answers: [withStatus('STAGED'), { status: 200, body: '' }],
		requests: [isRead, post('activate', [['sendEmail', 'true']])],
		items: [done()],
	},
	{
		...of('activate'),
		title: 'the link is handed over to whoever wants it, and the status waited for',
		parameters: {
			user: { mode: 'login', value: 'ada@example.com' },
			options: { link: 'item', waitUntilDone: true, statusWait: 30, ifAlreadyDone: 'stop' },
		},
		answers: [
			{ body: user },
			withStatus('DEPROVISIONED'),
			{ body: activation },
			withStatus('PROVISIONED'),
		],
		requests: [
			{ method: 'GET', path: '/api/v1/users/ada%40example.com' },
			isRead,
			post('activate', [['sendEmail', 'false']]),
			isRead,
		],
		items: [done({ ...activation, status: 'PROVISIONED' })],
	},
	{
		...of('activate'),
		title: 'neither email nor link',
		parameters: { ...byId, options: { link: 'none' } },
		answers: [withStatus('STAGED'), { body: activation }],
		requests: [isRead, post('activate', [['sendEmail', 'false']])],
		items: [done()],
	},
	{
		...of('activate'),
		title: 'somebody who is active already',
		parameters: byId,
		answers: [withStatus('ACTIVE')],
		requests: [isRead],
		items: [done({ status: 'ACTIVE', already: true })],
	},
	{
		...of('reactivate'),
		title: 'the invitation goes out again',
		parameters: byId,
		answers: [withStatus('PROVISIONED'), { status: 200, body: '' }],
		requests: [isRead, post('reactivate', [['sendEmail', 'true']])],
		items: [done()],
	},
	{
		...of('reactivate'),
		title: 'the link is handed over',
		parameters: { ...byId, options: { link: 'item', statusWait: 0 } },
		answers: [withStatus('RECOVERY'), { body: activation }],
		requests: [isRead, post('reactivate', [['sendEmail', 'false']])],
		items: [done(activation)],
	},
	{
		...of('deactivate'),
		title: 'and nothing else',
		parameters: byId,
		answers: [withStatus('SUSPENDED'), { body: {} }],
		requests: [isRead, post('deactivate')],
		items: [done()],
	},
	{
		...of('deactivate'),
		title: 'with an email to the administrator, until it is done',
		parameters: { ...byId, options: { sendEmail: true, waitUntilDone: true, statusWait: 30 } },
		answers: [withStatus('ACTIVE'), { status: 200, body: '' }, withStatus('DEPROVISIONED')],
		requests: [isRead, post('deactivate', [['sendEmail', 'true']]), isRead],
		items: [done({ status: 'DEPROVISIONED' })],
	},
	{
		...of('suspend'),
		title: 'an active user',
		parameters: { ...byId, options: { ifAlreadyDone: 'succeed', statusWait: 5 } },
		answers: [withStatus('ACTIVE'), { status: 200, body: '' }],
		requests: [isRead, post('suspend')],
		items: [done()],
	},
	{
		...of('unsuspend'),
		title: 'a suspended user',
		parameters: { ...byId, options: { ifAlreadyDone: 'succeed', statusWait: 5 } },
		answers: [withStatus('SUSPENDED'), { status: 200, body: '' }],
		requests: [isRead, post('unsuspend')],
		items: [done()],
	},
	{
		...of('unlock'),
		title: 'a locked user',
		parameters: { ...byId, options: { ifAlreadyDone: 'stop', statusWait: 5 } },
		answers: [withStatus('LOCKED_OUT'), { status: 200, body: '' }],
		requests: [isRead, post('unlock')],
		items: [done()],
	},
	{
		...of('unlock'),
		title: 'an active user who is blocked on unknown devices',
		parameters: byId,
		answers: [
			withStatus('ACTIVE'),
			{ body: [{ type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' }] },
			{ status: 200, body: '' },
		],
		requests: [isRead, { method: 'GET', path: `${path}/blocks` }, post('unlock')],
		items: [done()],
	},
	{
		...of('unlock'),
		title: 'an active user without blocks has nothing to be freed from',
		parameters: byId,
		answers: [withStatus('ACTIVE'), { body: [] }],
		requests: [isRead, { method: 'GET', path: `${path}/blocks` }],
		items: [done({ status: 'ACTIVE', already: true })],
	},
	{
		...of('resetPassword'),
		title: 'by email, which Okta wants to be told',
		parameters: byId,
		answers: [withStatus('ACTIVE'), { body: {} }],
		requests: [isRead, post('reset_password', [['sendEmail', 'true']])],
		items: [done()],
	},
	{
		...of('resetPassword'),
		title: 'the link is handed over, and sessions end',
		parameters: { ...byId, options: { link: 'item', revokeSessions: true, statusWait: 5 } },
		answers: [
			withStatus('ACTIVE'),
			{ body: { resetPasswordUrl: 'https://acme.okta.com/reset/t' } },
		],
		requests: [
			isRead,
			post('reset_password', [
				['sendEmail', 'false'],
				['revokeSessions', 'true'],
			]),
		],
		items: [done({ resetPasswordUrl: 'https://acme.okta.com/reset/t' })],
	},
	{
		...of('expirePassword'),
		title: 'of an active user',
		parameters: { ...byId, options: { ifAlreadyDone: 'stop', statusWait: 5 } },
		answers: [withStatus('ACTIVE'), withStatus('PASSWORD_EXPIRED')],
		requests: [isRead, post('expire_password')],
		items: [done()],
	},
	{
		...of('setTemporaryPassword'),
		title: 'it is handed over, and sessions end',
		parameters: { ...byId, returnPassword: true, options: { revokeSessions: true } },
		answers: [{ body: { tempPassword: 'cAkf3YVA' } }],
		requests: [post('expire_password_with_temp_password', [['revokeSessions', 'true']])],
		items: [done({ tempPassword: 'cAkf3YVA' })],
	},
	{
		...of('resetFactors'),
		title: 'as Okta does it by itself',
		parameters: byId,
		answers: [{ status: 200, body: '' }],
		requests: [post('reset_factors')],
		items: [done()],
	},
	{
		...of('resetFactors'),
		title: 'phones for recovery too',
		parameters: { ...byId, options: { removeRecoveryEnrollment: true } },
		answers: [{ status: 200, body: '' }],
		requests: [post('reset_factors', [['removeRecoveryEnrollment', 'true']])],
		items: [done()],
	},
	{
		...of('clearSessions'),
		title: 'as Okta does it by itself',
		parameters: byId,
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: `${path}/sessions` }],
		items: [done()],
	},
	{
		...of('clearSessions'),
		title: 'with tokens, and devices stay remembered',
		parameters: { ...byId, options: { oauthTokens: true, keepDevices: true } },
		answers: [{ status: 204 }],
		requests: [
			{
				method: 'DELETE',
				path: `${path}/sessions`,
				query: [
					['oauthTokens', 'true'],
					['forgetDevices', 'false'],
				],
			},
		],
		items: [done()],
	},
	{
		...of('revokeAllAccess'),
		title: 'by an ID that is looked at first, as all that have an unusual form',
		parameters: { user: { mode: 'id', value: 'legacy-1' } },
		answers: [{ body: { ...user, id: 'legacy-1' } }, { status: 204 }],
		requests: [
			{ method: 'GET', path: '/api/v1/users/legacy-1' },
			{
				method: 'POST',
				path: '/oauth2/v1/global-token-revocation',
				body: { sub_id: { format: 'opaque', id: 'legacy-1' } },
			},
		],
		items: [{ userId: 'legacy-1', success: true }],
	},
	{
		...of('revokeAllAccess'),
		title: 'by login, which becomes the ID',
		parameters: { user: { mode: 'login', value: 'ada@example.com' } },
		answers: [{ body: user }, { status: 204 }],
		requests: [
			{ method: 'GET', path: '/api/v1/users/ada%40example.com' },
			{
				method: 'POST',
				path: '/oauth2/v1/global-token-revocation',
				body: { sub_id: { format: 'opaque', id: USER_ID } },
			},
		],
		items: [done()],
	},
	{
		...of('getApplicationLinks'),
		title: 'the first one: Okta has no pages here',
		parameters: { ...byId, limit: 1 },
		answers: [{ body: [link, { ...link, id: '00ub' }] }],
		requests: [{ method: 'GET', path: `${path}/appLinks` }],
		items: [{ userId: USER_ID, ...link }],
	},
	{
		...of('getUserTypes'),
		title: 'all of them, short',
		parameters: { returnAll: true },
		answers: [{ body: [userType] }],
		requests: [{ method: 'GET', path: '/api/v1/meta/types/user' }],
		items: [
			{
				id: 'oty1',
				name: 'user',
				displayName: 'User',
				description: null,
				default: true,
			},
		],
	},
	{
		...of('getUserTypes'),
		title: 'the first ones, raw',
		parameters: { limit: 1, simplify: false },
		answers: [{ body: [userType, userType] }],
		requests: [{ method: 'GET', path: '/api/v1/meta/types/user' }],
		items: [userType],
	},
	{
		...of('getGroups'),
		title: 'all of them',
		parameters: { ...byId, returnAll: true },
		answers: [{ body: [group] }],
		requests: [{ method: 'GET', path: `${path}/groups`, query: [['limit', '200']] }],
		items: [simplifiedGroup],
	},
	{
		...of('getGroups'),
		title: 'the first ones, raw',
		parameters: { ...byId, limit: 3, simplify: false },
		answers: [{ body: [group] }],
		requests: [{ method: 'GET', path: `${path}/groups`, query: [['limit', '3']] }],
		items: [group],
	},
];

const documented = (operation: string, step: string, more: Partial<Documented> = {}) => ({
	...of(operation),
	method: 'POST',
	path: `/api/v1/users/{id}/lifecycle/${step}`,
	...more,
});

export const lifecycleDocumented: Documented[] = [
	documented('activate', 'activate', { query: ['sendEmail'] }),
	documented('reactivate', 'reactivate', { query: ['sendEmail'] }),
	documented('deactivate', 'deactivate', {
		query: ['sendEmail'],
		exceptions: { Prefer: 'Wait Until Done says it; User > Delete has the header' },
	}),
	documented('suspend', 'suspend'),
	documented('unsuspend', 'unsuspend'),
	documented('unlock', 'unlock'),
	documented('resetPassword', 'reset_password', { query: ['sendEmail', 'revokeSessions'] }),
	documented('expirePassword', 'expire_password'),
	documented('setTemporaryPassword', 'expire_password_with_temp_password', {
		query: ['revokeSessions'],
	}),
	documented('resetFactors', 'reset_factors', { query: ['removeRecoveryEnrollment'] }),
	{
		...of('clearSessions'),
		method: 'DELETE',
		path: '/api/v1/users/{userId}/sessions',
		query: ['oauthTokens', 'forgetDevices'],
	},
	{
		...of('revokeAllAccess'),
		method: 'POST',
		path: '/oauth2/v1/global-token-revocation',
		body: ['sub_id.format', 'sub_id.id'],
		exceptions: {
			'sub_id.iss': 'the other way to say who it is',
			'sub_id.sub': 'the other way to say who it is',
		},
	},
	{ ...of('getApplicationLinks'), method: 'GET', path: '/api/v1/users/{id}/appLinks' },
	{ ...of('getUserTypes'), method: 'GET', path: '/api/v1/meta/types/user' },
	{ ...of('getGroups'), method: 'GET', path: '/api/v1/users/{id}/groups' },
];
