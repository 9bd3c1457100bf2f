import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { user, USER_ID } from './user.mjs';

const FACTOR_ID = 'sms1a2b3c4d5E6f7G8h9';

const of = (operation: string) => ({ node: 'okta', resource: 'factor', operation }) as const;

const factors = `/api/v1/users/${USER_ID}/factors`;
const one = `${factors}/${FACTOR_ID}`;
const byId = { user: { mode: 'id', value: USER_ID } };
const both = { ...byId, factor: { mode: 'id', value: FACTOR_ID } };
const isRead = { method: 'GET', path: one };

/** A factor as Okta answers with it (Management API, "UserFactor"). */
export const factor: IDataObject = {
	id: FACTOR_ID,
	factorType: 'sms',
	provider: 'OKTA',
	vendorName: 'OKTA',
	status: 'PENDING_ACTIVATION',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	profile: { phoneNumber: '+49561555010' },
	_links: { self: { href: `https://acme.okta.com${one}` } },
};
const active = { ...factor, status: 'ACTIVE' };

const short = (record: IDataObject = factor, more: IDataObject = {}): IDataObject => ({
	userId: USER_ID,
	id: record.id,
	factorType: record.factorType,
	provider: record.provider,
	status: record.status,
	created: record.created,
	lastUpdated: record.lastUpdated,
	profile: record.profile,
	...more,
});

/** What Okta adds until a factor is activated. */
const activation = {
	sharedSecret: 'JBSWY3DPEHPK3PXP',
	_links: { qrcode: { href: 'https://x/qr' } },
};
const totp: IDataObject = {
	...factor,
	factorType: 'token:software:totp',
	provider: 'GOOGLE',
	profile: { credentialId: 'ada@example.com' },
};
const totpMade = { ...totp, _embedded: { activation } };

const enrolled = (
	title: string,
	parameters: IDataObject,
	body: IDataObject,
	query?: Array<[string, string]>,
): OperationCase => ({
	...of('enroll'),
	title,
	parameters: { ...byId, ...parameters },
	answers: [{ body: factor }],
	requests: [{ method: 'POST', path: factors, query, body }],
	items: [short()],
});

/** A push that was sent. */
const waiting = {
	status: 201,
	body: {
		factorResult: 'WAITING',
		_links: { poll: { href: `https://acme.okta.com${one}/transactions/v2m1` } },
	},
};
const result = (verified: boolean, factorResult: string) => ({
	userId: USER_ID,
	factorId: FACTOR_ID,
	verified,
	factorResult,
});

export const factorCases: OperationCase[] = [
	{
		...of('getAll'),
		title: 'all of them, without what sets them up',
		parameters: { ...byId, returnAll: true, simplify: false },
		answers: [{ body: [factor, totpMade] }],
		requests: [{ method: 'GET', path: factors }],
		items: [
			{ userId: USER_ID, ...factor },
			{ userId: USER_ID, ...totp, _embedded: {} },
		],
	},
	{
		...of('getAll'),
		title: 'the first one, short: Okta has no pages here',
		parameters: { ...byId, limit: 1 },
		answers: [{ body: [factor, totp] }],
		requests: [{ method: 'GET', path: factors }],
		items: [short()],
	},
	{
		...of('get'),
		title: 'short',
		parameters: { ...both, options: { ifNotFound: 'stop' } },
		answers: [{ body: totpMade }],
		requests: [isRead],
		items: [short(totp)],
	},
	{
		...of('getSupported'),
		title: 'all kinds',
		parameters: { ...byId, returnAll: true },
		answers: [
			{
				body: [
					{
						factorType: 'sms',
						provider: 'OKTA',
						vendorName: 'OKTA',
						enrollment: 'OPTIONAL',
						status: 'NOT_SETUP',
						_links: {},
					},
				],
			},
		],
		requests: [{ method: 'GET', path: `${factors}/catalog` }],
		items: [
			{
				userId: USER_ID,
				factorType: 'sms',
				provider: 'OKTA',
				vendorName: 'OKTA',
				enrollment: 'OPTIONAL',
				status: 'NOT_SETUP',
			},
		],
	},
	enrolled(
		'a phone for messages',
		{
			kind: 'sms',
			phoneNumber: '+49561555010',
			options: { activate: true, updatePhone: true },
		},
		{ factorType: 'sms', provider: 'OKTA', profile: { phoneNumber: '+49561555010' } },
		[
			['activate', 'true'],
			['updatePhone', 'true'],
		],
	),
	enrolled(
		'a phone for calls',
		{ kind: 'call', phoneNumber: '+49561555010', phoneExtension: '12' },
		{
			factorType: 'call',
			provider: 'OKTA',
			profile: { phoneNumber: '+49561555010', phoneExtension: '12' },
		},
	),
	enrolled(
		'an email',
		{ kind: 'email', email: 'ada@example.com', options: { tokenLifetimeSeconds: 600 } },
		{ factorType: 'email', provider: 'OKTA', profile: { email: 'ada@example.com' } },
		[['tokenLifetimeSeconds', '600']],
	),
	enrolled(
		'a question',
		{ kind: 'question', question: 'disliked_food', answer: 'mayonnaise' },
		{
			factorType: 'question',
			provider: 'OKTA',
			profile: { question: 'disliked_food', answer: 'mayonnaise' },
		},
	),
	enrolled(
		'a token of another maker',
		{ kind: 'customTotp', factorProfileId: 'fpr1', sharedSecret: 'ab12cd34ef56ab78' },
		{
			factorType: 'token:hotp',
			provider: 'CUSTOM',
			factorProfileId: 'fpr1',
			profile: { sharedSecret: 'ab12cd34ef56ab78' },
		},
	),
	enrolled('Okta Verify', { kind: 'oktaPush' }, { factorType: 'push', provider: 'OKTA' }),
	enrolled(
		'codes of Okta Verify',
		{ kind: 'oktaTotp' },
		{ factorType: 'token:software:totp', provider: 'OKTA' },
	),
	{
		...of('enroll'),
		title: 'Google Authenticator, and its secret stays where it is',
		parameters: { ...byId, kind: 'googleTotp' },
		answers: [{ body: totpMade }],
		requests: [
			{
				method: 'POST',
				path: factors,
				body: { factorType: 'token:software:totp', provider: 'GOOGLE' },
			},
		],
		items: [short(totp)],
	},
	{
		...of('enroll'),
		title: 'Google Authenticator, and its secret is handed over',
		parameters: { ...byId, kind: 'googleTotp', options: { returnSecret: true } },
		answers: [{ body: totpMade }],
		requests: [
			{
				method: 'POST',
				path: factors,
				body: { factorType: 'token:software:totp', provider: 'GOOGLE' },
			},
		],
		items: [short(totp, { activation })],
	},
	{
		...of('activate'),
		title: 'with the code',
		parameters: { ...both, passCode: '904753', options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: factor }, { body: active }],
		requests: [
			isRead,
			{ method: 'POST', path: `${one}/lifecycle/activate`, body: { passCode: '904753' } },
		],
		items: [short(active)],
	},
	{
		...of('resend'),
		title: 'the code, to the number that the factor has',
		parameters: both,
		answers: [{ body: factor }, { body: factor }],
		requests: [
			isRead,
			{
				method: 'POST',
				path: `${one}/resend`,
				body: {
					factorType: 'sms',
					provider: 'OKTA',
					profile: { phoneNumber: '+49561555010' },
				},
			},
		],
		items: [{ userId: USER_ID, factorId: FACTOR_ID, success: true }],
	},
	{
		...of('remove'),
		title: 'a phone, for recovery too',
		parameters: { ...both, options: { removeRecoveryEnrollment: true } },
		answers: [{ body: active }, { status: 204 }],
		requests: [
			isRead,
			{ method: 'DELETE', path: one, query: [['removeRecoveryEnrollment', 'true']] },
		],
		items: [{ userId: USER_ID, factorId: FACTOR_ID, success: true }],
	},
	{
		...of('remove'),
		title: 'Okta Verify Push, with which all of Okta Verify goes',
		parameters: both,
		answers: [
			{ body: { ...active, factorType: 'push' } },
			{
				body: [
					{ ...active, factorType: 'push' },
					{ ...active, id: 'ost1', factorType: 'token:software:totp' },
					{ ...totp, id: 'uft1' },
				],
			},
			{ status: 204 },
		],
		requests: [isRead, { method: 'GET', path: factors }, { method: 'DELETE', path: one }],
		items: [
			{
				userId: USER_ID,
				factorId: FACTOR_ID,
				success: true,
				alsoRemoved: [{ id: 'ost1', factorType: 'token:software:totp' }],
			},
		],
	},
	{
		...of('setTemporaryAccessCode'),
		title: 'as the document has it',
		parameters: { ...byId, returnCode: true, options: { lifetime: 120, multiUse: true } },
		answers: [
			{
				body: [
					{ id: 'aut0', key: 'okta_verify' },
					{ id: 'aut1', key: 'tac' },
				],
			},
			{
				body: {
					id: 'tac1',
					profile: { tac: 'vtbGqVNW', expiresAt: '2026-03-01T12:00:00.000Z', multiUse: true },
				},
			},
		],
		requests: [
			{ method: 'GET', path: '/api/v1/authenticators', query: [['key', 'tac']] },
			{
				method: 'POST',
				path: `/api/v1/users/${USER_ID}/authenticator-enrollments/tac`,
				body: { authenticatorId: 'aut1', profile: { ttl: '120', multiUse: true } },
			},
		],
		items: [
			{
				userId: USER_ID,
				success: true,
				code: 'vtbGqVNW',
				expiresAt: '2026-03-01T12:00:00.000Z',
				multiUse: true,
			},
		],
	},
	{
		...of('setTemporaryAccessCode'),
		title: 'as the guide has it, once Okta refused the other body',
		parameters: { user: { mode: 'login', value: 'ada@example.com' }, returnCode: true },
		answers: [
			{ body: user },
			{ body: [{ id: 'aut1', key: 'tac' }] },
			{ status: 400, body: { errorCode: 'E0000003', errorSummary: 'Not well-formed' } },
			{ body: { profile: { tac: 'vtbGqVNW', expiresAt: null, multiUse: false } } },
		],
		requests: [
			{ method: 'GET', path: '/api/v1/users/ada%40example.com' },
			{ method: 'GET', path: '/api/v1/authenticators', query: [['key', 'tac']] },
			{
				method: 'POST',
				path: `/api/v1/users/${USER_ID}/authenticator-enrollments/tac`,
				body: { authenticatorId: 'aut1', profile: { ttl: '60', multiUse: false } },
			},
			{
				method: 'POST',
				path: `/api/v1/users/${USER_ID}/authenticator-enrollments/tac`,
				body: {
					authenticatorId: 'aut1',
					authenticatorType: 'tac',
					config: { ttl: 60, multiUse: false },
				},
			},
		],
		items: [{ userId: USER_ID, success: true, code: 'vtbGqVNW', expiresAt: null, multiUse: false }],
	},
	{
		...of('verify'),
		title: 'a push, until the answer is there',
		parameters: { ...both, options: { answerWait: 30 } },
		answers: [waiting, { body: { factorResult: 'SUCCESS' } }],
		requests: [
			{ method: 'POST', path: `${one}/verify` },
			{ method: 'GET', path: `${one}/transactions/v2m1` },
		],
		items: [result(true, 'SUCCESS')],
	},
	{
		...of('verify'),
		title: 'a code',
		parameters: { ...both, method: 'code', passCode: '904753' },
		answers: [{ body: { factorResult: 'SUCCESS' } }],
		requests: [{ method: 'POST', path: `${one}/verify`, body: { passCode: '904753' } }],
		items: [result(true, 'SUCCESS')],
	},
	{
		...of('verify'),
		title: 'the answer to a question',
		parameters: { ...both, method: 'answer', answer: 'mayonnaise' },
		answers: [{ body: { factorResult: 'SUCCESS' } }],
		requests: [{ method: 'POST', path: `${one}/verify`, body: { answer: 'mayonnaise' } }],
		items: [result(true, 'SUCCESS')],
	},
	{
		...of('verify'),
		title: 'a code that is sent first',
		parameters: { ...both, method: 'send', options: { tokenLifetimeSeconds: 600 } },
		answers: [{ body: { factorResult: 'CHALLENGE' } }],
		requests: [{ method: 'POST', path: `${one}/verify`, query: [['tokenLifetimeSeconds', '600']] }],
		items: [result(false, 'CHALLENGE')],
	},
];

/** What the document of a factor has in requests too, although only answers do. */
const OF_ANSWERS = Object.fromEntries(
	[
		'activate',
		'cancel',
		'deactivate',
		'enroll',
		'factor',
		'poll',
		'qrcode',
		'question',
		'resend',
		'send',
		'self',
		'user',
		'verify',
	]
		.flatMap((link) => [`_links.${link}.href`, `_links.${link}.hints.allow`])
		.concat('vendorName', '_embedded', 'profile')
		.map((name) => [name, 'a part of answers']),
);

export const factorDocumented: Documented[] = [
	{ ...of('getAll'), method: 'GET', path: '/api/v1/users/{userId}/factors' },
	{ ...of('get'), method: 'GET', path: '/api/v1/users/{userId}/factors/{factorId}' },
	{ ...of('getSupported'), method: 'GET', path: '/api/v1/users/{userId}/factors/catalog' },
	{
		...of('enroll'),
		method: 'POST',
		path: '/api/v1/users/{userId}/factors',
		query: ['updatePhone', 'tokenLifetimeSeconds', 'activate'],
		body: ['factorType', 'provider'],
		exceptions: {
			...OF_ANSWERS,
			templateId: 'the message that the organization has for it is taken',
			'Accept-Language': 'the language of the user is taken',
		},
	},
	{
		...of('activate'),
		method: 'POST',
		path: '/api/v1/users/{userId}/factors/{factorId}/lifecycle/activate',
		body: ['passCode'],
		exceptions: {
			useNumberMatchingChallenge: 'Okta Verify is activated on the phone',
			clientData: 'only a browser has it',
			registrationData: 'only a browser has it',
			attestation: 'only a browser has it',
		},
	},
	{
		...of('resend'),
		method: 'POST',
		path: '/api/v1/users/{userId}/factors/{factorId}/resend',
		body: ['factorType'],
		exceptions: { templateId: 'the message that the organization has for it is taken' },
	},
	{
		...of('remove'),
		method: 'DELETE',
		path: '/api/v1/users/{userId}/factors/{factorId}',
		query: ['removeRecoveryEnrollment'],
	},
	{
		...of('verify'),
		method: 'POST',
		path: '/api/v1/users/{userId}/factors/{factorId}/verify',
		query: ['tokenLifetimeSeconds'],
		body: ['passCode', 'answer'],
		exceptions: {
			templateId: 'the message that the organization has for it is taken',
			'X-Forwarded-For': 'n8n asks, whoever the person is',
			'User-Agent': 'n8n names itself',
			'Accept-Language': 'the language of the user is taken',
			useNumberMatchingChallenge: 'the number would have to be told while the node waits',
			clientData: 'only a browser has it',
			signatureData: 'only a browser has it',
			authenticatorData: 'only a browser has it',
		},
	},
	{
		...of('verify'),
		method: 'GET',
		path: '/api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}',
	},
	{
		...of('setTemporaryAccessCode'),
		method: 'POST',
		path: '/api/v1/users/{userId}/authenticator-enrollments/tac',
		body: ['authenticatorId', 'profile.ttl', 'profile.multiUse'],
	},
];
