import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { adminRoleCases, adminRoleDocumented } from './adminRole.mjs';
import { applicationCases, applicationDocumented } from './application.mjs';
import { applicationUserCases, applicationUserDocumented } from './applicationUser.mjs';
import { grantCases, grantDocumented } from './grant.mjs';
import { groupCases, groupDocumented } from './group.mjs';
import { simplified, user, USER_ID } from './user.mjs';
import { factorCases, factorDocumented } from './factor.mjs';
import { logCases, logDocumented } from './log.mjs';
import { lifecycleCases, lifecycleDocumented } from './lifecycle.mjs';
import { offboardCases, offboardDocumented } from './offboard.mjs';
import { accessCases } from './access.mjs';
import { createOrUpdateCases, createOrUpdateDocumented } from './createOrUpdate.mjs';

const PROFILE = [
	'city',
	'costCenter',
	'countryCode',
	'department',
	'displayName',
	'division',
	'employeeNumber',
	'honorificPrefix',
	'honorificSuffix',
	'locale',
	'manager',
	'managerId',
	'middleName',
	'mobilePhone',
	'nickName',
	'organization',
	'postalAddress',
	'preferredLanguage',
	'primaryPhone',
	'profileUrl',
	'secondEmail',
	'state',
	'streetAddress',
	'timezone',
	'title',
	'userType',
	'zipCode',
];

const identity = {
	login: 'ada@example.com',
	email: 'ada@example.org',
	firstName: 'Ada',
	lastName: 'Vogel',
};

const blocks: IDataObject[] = [
	{ type: 'DEVICE_BASED', appliesTo: 'ANY_DEVICES' },
	{ type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' },
];

/** What every item of User > Delete says of the user. */
const leaver = { id: USER_ID, login: 'ada@example.com' };

const fullProfile = Object.fromEntries(PROFILE.map((name) => [name, `a ${name}`]));

/** A BCRYPT salt, 22 characters, and a digest, 31 (the example of Okta's own documentation). */
const SALT = 'rwh3vH166HCH/NT9XV5FYu';
const BCRYPTED = 'qaMqvAPULkbiQzkTCWo5XDcvzpk8Tna';

/** Digests of the word "password" in Base64. */
const DIGESTS = {
	MD5: 'X03MO1qnZdYdgyfeuILPmQ==',
	'SHA-1': 'W6ph5Mm5Pz8GgiULbPgzG37mj9g=',
	'SHA-256': 'XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg=',
	PBKDF2:
		'UhbOkZvFcE+6BdZrsy/mXS7WLLViku2FntVN/c/AYTbPbDoxDoJDah5KvpEV/NMHCUbKUnSmr5SAYLkvwiz1ew==',
};

const salted = {
	algorithm: 'SHA-256',
	value: DIGESTS['SHA-256'],
	salt: 'c2FsdA==',
	saltOrder: 'POSTFIX',
};

const create = { node: 'okta', resource: 'user', operation: 'create' } as const;
const getMany = { node: 'okta', resource: 'user', operation: 'getAll' } as const;
const get = { node: 'okta', resource: 'user', operation: 'get' } as const;
const getBlocks = { node: 'okta', resource: 'user', operation: 'getBlocks' } as const;
const update = { node: 'okta', resource: 'user', operation: 'update' } as const;
const replace = { node: 'okta', resource: 'user', operation: 'replace' } as const;
const remove = { node: 'okta', resource: 'user', operation: 'delete' } as const;

const path = `/api/v1/users/${USER_ID}`;
const byId = { user: { mode: 'id', value: USER_ID } };
const ETAG = 'W/"5d41402abc4b2a76"';

const minimal = { email: 'ada@example.com', login: 'ada@example.com' };
const minimalProfile = { login: 'ada@example.com', email: 'ada@example.com' };

/** A run of User > Create with one kind of credentials. */
const withCredentials = (
	title: string,
	given: IDataObject,
	body: IDataObject,
	query: Array<[string, string]> = [['activate', 'true']],
): OperationCase => ({
	...create,
	title,
	parameters: { ...minimal, credentials: given },
	answers: [{ body: user }],
	requests: [
		{
			method: 'POST',
			path: '/api/v1/users',
			query,
			body: { profile: minimalProfile, credentials: body },
		},
	],
	items: [simplified],
});

export const oktaCases: OperationCase[] = [
	{
		...create,
		title: 'only what is required, and nothing that was left alone',
		parameters: minimal,
		answers: [{ body: user }],
		requests: [
			{
				method: 'POST',
				path: '/api/v1/users',
				query: [['activate', 'true']],
				body: { profile: minimalProfile },
			},
		],
		items: [simplified],
	},
	{
		...create,
		title: 'everything at once',
		parameters: {
			...minimal,
			firstName: 'Ada',
			lastName: 'Vogel',
			activate: true,
			profile: fullProfile,
			customAttributes: '{ "badgeNumber": 4711, "teams": ["blue"] }',
			credentials: {
				password: { value: 'correct horse' },
				recoveryQuestion: { question: 'First pet?', answer: 'Rex' },
			},
			simplify: false,
			options: {
				changePassword: true,
				provider: false,
				groupIds: ['00g1', '00g2'],
				realmId: 'guo1',
				typeId: 'oty1',
			},
		},
		answers: [{ body: user }],
		requests: [
			{
				method: 'POST',
				path: '/api/v1/users',
				query: [
					['activate', 'true'],
					['nextLogin', 'changePassword'],
					['provider', 'false'],
				],
				body: {
					profile: {
						...minimalProfile,
						firstName: 'Ada',
						lastName: 'Vogel',
						...fullProfile,
						badgeNumber: 4711,
						teams: ['blue'],
					},
					credentials: {
						password: { value: 'correct horse' },
						recovery_question: { question: 'First pet?', answer: 'Rex' },
					},
					groupIds: ['00g1', '00g2'],
					realmId: 'guo1',
					type: { id: 'oty1' },
				},
			},
		],
		items: [user],
	},
	withCredentials(
		'BCRYPT hash, without what belongs to other algorithms',
		{ hash: { algorithm: 'BCRYPT', value: BCRYPTED, salt: SALT, workFactor: 12 } },
		{
			password: {
				hash: { algorithm: 'BCRYPT', value: BCRYPTED, salt: SALT, workFactor: 12 },
			},
		},
	),
	withCredentials(
		'SHA-256 hash with salt',
		{ hash: salted },
		{
			password: {
				hash: salted,
			},
		},
	),
	withCredentials(
		'MD5 hash without salt',
		{ hash: { algorithm: 'MD5', value: DIGESTS.MD5 } },
		{ password: { hash: { algorithm: 'MD5', value: DIGESTS.MD5 } } },
	),
	withCredentials(
		'PBKDF2 hash',
		{
			hash: {
				algorithm: 'PBKDF2',
				value: DIGESTS.PBKDF2,
				salt: 'c2FsdA==',
				iterationCount: 8192,
				keySize: 64,
				digestAlgorithm: 'SHA512_HMAC',
			},
		},
		{
			password: {
				hash: {
					algorithm: 'PBKDF2',
					value: DIGESTS.PBKDF2,
					salt: 'c2FsdA==',
					iterationCount: 8192,
					keySize: 64,
					digestAlgorithm: 'SHA512_HMAC',
				},
			},
		},
	),
	withCredentials(
		'password import hook',
		{ hook: { type: 'default' } },
		{ password: { hook: { type: 'default' } } },
	),
	withCredentials(
		'a directory, by the name of its instance',
		{ provider: { type: 'ACTIVE_DIRECTORY', name: 'corp.example.com' } },
		{ provider: { type: 'ACTIVE_DIRECTORY', name: 'corp.example.com' } },
		[
			['activate', 'true'],
			['provider', 'true'],
		],
	),
	withCredentials(
		'a provider without a name, which is then called like its type',
		{ provider: { type: 'SOCIAL' } },
		{ provider: { type: 'SOCIAL', name: 'SOCIAL' } },
		[
			['activate', 'true'],
			['provider', 'true'],
		],
	),
	{
		...create,
		title: 'attributes that are added and left empty are left alone',
		parameters: { ...minimal, profile: { city: '', locale: '' }, options: { realmId: '' } },
		answers: [{ body: user }],
		requests: [
			{
				method: 'POST',
				path: '/api/v1/users',
				query: [['activate', 'true']],
				body: { profile: minimalProfile },
			},
		],
		items: [simplified],
	},
	withCredentials(
		'a provider, which also turns on the query parameter for it',
		{ provider: { type: 'FEDERATION', name: 'FEDERATION' } },
		{ provider: { type: 'FEDERATION', name: 'FEDERATION' } },
		[
			['activate', 'true'],
			['provider', 'true'],
		],
	),
	{
		...getMany,
		title: 'a search with every option',
		parameters: {
			returnAll: false,
			limit: 20,
			filters: { search: 'profile.lastName eq "O\\"Neil"' },
			sort: { sortBy: 'profile.lastName', sortOrder: 'desc' },
			options: {
				expand: 'classification',
				fields: 'id,profile:(login,badgeNumber)',
				omit: 'omitCredentials,omitCredentialsLinks,omitTransitioningToStatus',
			},
		},
		answers: [
			{
				body: [
					{ id: USER_ID, profile: { login: 'ada@example.com', badgeNumber: 4711 }, _links: {} },
				],
			},
		],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/users',
				query: [
					['expand', 'classification'],
					['fields', 'id,profile:(login,badgeNumber)'],
					['limit', '20'],
					['search', 'profile.lastName eq "O\\"Neil"'],
					['sortBy', 'profile.lastName'],
					['sortOrder', 'desc'],
				],
				headers: {
					'content-type':
						'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
				},
			},
		],
		// What was asked for, and nothing in place of what was not.
		items: [{ id: USER_ID, login: 'ada@example.com', customAttributes: { badgeNumber: 4711 } }],
	},
	{
		...getMany,
		title: 'a filter, raw',
		parameters: { limit: 5, simplify: false, filters: { filter: 'status eq "ACTIVE"' } },
		answers: [{ body: [user] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/users',
				query: [
					['filter', 'status eq "ACTIVE"'],
					['limit', '5'],
				],
			},
		],
		items: [user],
	},
	{
		...getMany,
		title: 'by the beginning of a name, shorter answers',
		parameters: {
			limit: 5,
			filters: { q: 'ad' },
			options: { omit: 'omitCredentials,omitCredentialsLinks' },
		},
		answers: [{ body: [] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/users',
				query: [
					['limit', '5'],
					['q', 'ad'],
				],
				headers: {
					'content-type': 'application/json; okta-response=omitCredentials,omitCredentialsLinks',
				},
			},
		],
		items: [],
	},
	{
		...get,
		title: 'the ETag is in the item, also in the short one',
		parameters: byId,
		answers: [{ headers: { ETag: ETAG }, body: user }],
		requests: [{ method: 'GET', path }],
		items: [{ ...simplified, etag: ETAG }],
	},
	{
		...get,
		title: 'blocks, without what was left out, raw',
		parameters: {
			...byId,
			simplify: false,
			options: { expand: 'blocks', omit: 'omitCredentials,omitCredentialsLinks' },
		},
		answers: [{ headers: { ETag: ETAG }, body: { ...user, _embedded: { blocks } } }],
		requests: [
			{
				method: 'GET',
				path,
				query: [['expand', 'blocks']],
				headers: {
					'content-type': 'application/json; okta-response=omitCredentials,omitCredentialsLinks',
				},
			},
		],
		items: [{ ...user, _embedded: { blocks }, etag: ETAG }],
	},
	{
		...get,
		title: 'what Expand asked for stays in the short form',
		parameters: { ...byId, options: { expand: 'blocks' } },
		answers: [{ body: { ...user, _embedded: { blocks } } }],
		requests: [{ method: 'GET', path, query: [['expand', 'blocks']] }],
		items: [{ ...simplified, blocks }],
	},
	{
		...get,
		title: 'classification, by a login with characters that mean something in an address',
		parameters: {
			user: { mode: 'login', value: 'ada+test#1%@example.com' },
			options: { expand: 'classification' },
		},
		answers: [
			{ body: { ...user, profile: { login: 'ADA+test#1%@example.com' } } },
			{ body: { ...user, _embedded: { classification: { type: 'LITE' } } } },
		],
		requests: [
			{ method: 'GET', path: '/api/v1/users/ada%2Btest%231%25%40example.com' },
			{ method: 'GET', path, query: [['expand', 'classification']] },
		],
		items: [{ ...simplified, classification: { type: 'LITE' } }],
	},
	{
		...getBlocks,
		title: 'one item for each block',
		parameters: byId,
		answers: [{ body: blocks }],
		requests: [{ method: 'GET', path: `${path}/blocks` }],
		items: blocks.map((block) => ({ userId: USER_ID, ...block })),
	},
	{
		...getBlocks,
		title: 'no item for a user without blocks',
		parameters: byId,
		answers: [{ body: [] }],
		requests: [{ method: 'GET', path: `${path}/blocks` }],
		items: [],
	},
	{
		...update,
		title: 'one attribute, and nothing that was left alone',
		parameters: { ...byId, profile: { department: 'Physics', city: '' } },
		answers: [{ body: user }],
		requests: [{ method: 'POST', path, body: { profile: { department: 'Physics' } } }],
		items: [simplified],
	},
	{
		...update,
		title: 'everything at once',
		parameters: {
			...byId,
			profile: { ...identity, ...fullProfile },
			customAttributes: { badgeNumber: null, teams: [] },
			credentials: {
				password: { value: 'correct horse' },
				recoveryQuestion: { question: 'First pet?', answer: 'Rex' },
			},
			etag: ETAG,
			simplify: false,
			options: { strict: true, realmId: 'guo1', typeId: 'oty1' },
		},
		answers: [{ headers: { ETag: 'W/"next"' }, body: user }],
		requests: [
			{
				method: 'POST',
				path,
				query: [['strict', 'true']],
				headers: { 'if-match': ETAG },
				body: {
					profile: { ...identity, ...fullProfile, badgeNumber: null, teams: [] },
					credentials: {
						password: { value: 'correct horse' },
						recovery_question: { question: 'First pet?', answer: 'Rex' },
					},
					realmId: 'guo1',
					type: { id: 'oty1' },
				},
			},
		],
		items: [{ ...user, etag: 'W/"next"' }],
	},
	{
		...update,
		title: 'null clears: by expression, by choice and among the custom attributes',
		parameters: {
			...byId,
			profile: { manager: '={{ null }}' },
			clearAttributes: ['managerId', 'Mobile Phone'],
			customAttributes: '{ "badgeNumber": null }',
			options: { strict: false },
		},
		answers: [{ body: user }],
		requests: [
			{
				method: 'POST',
				path,
				query: [['strict', 'false']],
				body: {
					profile: { manager: null, managerId: null, mobilePhone: null, badgeNumber: null },
				},
			},
		],
		items: [simplified],
	},
	...[
		{
			title: 'BCRYPT',
			hash: { algorithm: 'BCRYPT', value: BCRYPTED, salt: SALT, workFactor: 12 },
		},
		{
			title: 'salted SHA-1',
			hash: {
				algorithm: 'SHA-1',
				value: DIGESTS['SHA-1'],
				salt: 'c2FsdA==',
				saltOrder: 'PREFIX',
			},
		},
		{
			title: 'PBKDF2',
			hash: {
				algorithm: 'PBKDF2',
				value: DIGESTS.PBKDF2,
				salt: 'c2FsdA==',
				iterationCount: 8192,
				keySize: 64,
				digestAlgorithm: 'SHA512_HMAC',
			},
		},
	].flatMap(({ title, hash }) => [
		{
			...update,
			title: `a ${title} hash and nothing else`,
			parameters: { ...byId, credentials: { hash } },
			answers: [{ body: user }],
			requests: [{ method: 'POST', path, body: { credentials: { password: { hash } } } }],
			items: [simplified],
		},
		{
			...replace,
			title: `with a ${title} hash`,
			parameters: { ...byId, ...minimal, credentials: { hash } },
			answers: [{ body: user }],
			requests: [
				{
					method: 'PUT',
					path,
					body: { profile: minimalProfile, credentials: { password: { hash } } },
				},
			],
			items: [simplified],
		},
	]),
	{
		...update,
		title: 'the password import hook',
		parameters: { ...byId, credentials: { hook: { type: 'default' } } },
		answers: [{ body: user }],
		requests: [
			{ method: 'POST', path, body: { credentials: { password: { hook: { type: 'default' } } } } },
		],
		items: [simplified],
	},
	{
		...replace,
		title: 'only what is required; everything else is cleared by Okta',
		parameters: { ...byId, ...minimal },
		answers: [{ body: user }],
		requests: [{ method: 'PUT', path, body: { profile: minimalProfile } }],
		items: [simplified],
	},
	{
		...replace,
		title: 'everything at once',
		parameters: {
			...byId,
			...identity,
			profile: fullProfile,
			customAttributes: '{ "badgeNumber": 4711 }',
			credentials: {
				password: { value: 'correct horse' },
				recoveryQuestion: { question: 'First pet?', answer: 'Rex' },
			},
			etag: ETAG,
			simplify: false,
			options: { strict: true, realmId: 'guo1', typeId: 'oty2' },
		},
		answers: [{ body: user }],
		requests: [
			{
				method: 'PUT',
				path,
				query: [['strict', 'true']],
				headers: { 'if-match': ETAG },
				body: {
					profile: { ...identity, ...fullProfile, badgeNumber: 4711 },
					credentials: {
						password: { value: 'correct horse' },
						recovery_question: { question: 'First pet?', answer: 'Rex' },
					},
					realmId: 'guo1',
					type: { id: 'oty2' },
				},
			},
		],
		items: [user],
	},
	{
		...replace,
		title: 'the password import hook',
		parameters: { ...byId, ...minimal, credentials: { hook: { type: 'default' } } },
		answers: [{ body: user }],
		requests: [
			{
				method: 'PUT',
				path,
				body: {
					profile: minimalProfile,
					credentials: { password: { hook: { type: 'default' } } },
				},
			},
		],
		items: [simplified],
	},
	{
		...remove,
		title: 'deactivate only, which sends no DELETE',
		parameters: { ...byId, options: { sendEmail: true } },
		answers: [{ body: user }, { body: {} }, { body: { ...user, status: 'DEPROVISIONED' } }],
		requests: [
			{ method: 'GET', path },
			{ method: 'POST', path: `${path}/lifecycle/deactivate`, query: [['sendEmail', 'true']] },
			{ method: 'GET', path },
		],
		items: [{ ...leaver, outcome: 'deactivated', deactivated: true, deleted: false }],
	},
	{
		...remove,
		title: 'delete permanently: deactivate, make sure of it, delete',
		parameters: { ...byId, mode: 'delete', options: { sendEmail: true, respondAsync: false } },
		answers: [
			{ body: user },
			{ status: 204 },
			{ body: { ...user, status: 'DEPROVISIONED' } },
			{ status: 204 },
		],
		requests: [
			{ method: 'GET', path },
			{ method: 'DELETE', path, query: [['sendEmail', 'true']] },
			{ method: 'GET', path },
			{ method: 'DELETE', path },
		],
		items: [{ ...leaver, outcome: 'deleted', deactivated: true, deleted: true }],
	},
	{
		...remove,
		title: 'delete permanently without waiting for the end of it',
		parameters: { ...byId, mode: 'delete', options: { respondAsync: true } },
		answers: [
			{ body: user },
			{ status: 204 },
			{ body: { ...user, status: 'DEPROVISIONED' } },
			{ status: 204 },
		],
		requests: [
			{ method: 'GET', path },
			{ method: 'DELETE', path, headers: { prefer: 'respond-async' } },
			{ method: 'GET', path },
			{ method: 'DELETE', path, headers: { prefer: 'respond-async' } },
		],
		items: [{ ...leaver, outcome: 'deleting', deactivated: true, deleted: false }],
	},
	...adminRoleCases,
	...applicationUserCases,
	...applicationCases,
	...grantCases,
	...groupCases,
	...lifecycleCases,
	...offboardCases,
	...accessCases,
	...createOrUpdateCases,
	...logCases,
	...factorCases,
];

/** What the bodies of Create, Update and Replace have in common. */
const USER_BODY = [
	...['login', 'email', 'firstName', 'lastName', ...PROFILE].map((name) => `profile.${name}`),
	'credentials.password.value',
	'credentials.password.hash.algorithm',
	'credentials.password.hash.value',
	'credentials.password.hash.salt',
	'credentials.password.hash.saltOrder',
	'credentials.password.hash.workFactor',
	'credentials.password.hash.iterationCount',
	'credentials.password.hash.keySize',
	'credentials.password.hash.digestAlgorithm',
	'credentials.password.hook.type',
	'credentials.recovery_question.question',
	'credentials.recovery_question.answer',
	'realmId',
	'type.id',
];

const READ_ONLY_PROVIDER = {
	'credentials.provider.type': 'read-only once the user exists',
	'credentials.provider.name': 'read-only once the user exists',
};

export const oktaDocumented: Documented[] = [
	...adminRoleDocumented,
	...applicationUserDocumented,
	...applicationDocumented,
	...grantDocumented,
	...groupDocumented,
	...lifecycleDocumented,
	...offboardDocumented,
	...createOrUpdateDocumented,
	...logDocumented,
	...factorDocumented,
	{
		...create,
		method: 'POST',
		path: '/api/v1/users',
		query: ['activate', 'provider', 'nextLogin'],
		body: [...USER_BODY, 'credentials.provider.type', 'credentials.provider.name', 'groupIds'],
	},
	{
		...get,
		method: 'GET',
		path: '/api/v1/users/{id}',
		query: ['expand'],
		headers: ['Content-Type'],
	},
	{ ...getBlocks, method: 'GET', path: '/api/v1/users/{id}/blocks' },
	{
		...update,
		method: 'POST',
		path: '/api/v1/users/{id}',
		query: ['strict'],
		headers: ['If-Match'],
		body: USER_BODY,
		exceptions: READ_ONLY_PROVIDER,
	},
	{
		...replace,
		method: 'PUT',
		path: '/api/v1/users/{id}',
		query: ['strict'],
		headers: ['If-Match'],
		body: USER_BODY,
		exceptions: READ_ONLY_PROVIDER,
	},
	{
		...remove,
		method: 'DELETE',
		path: '/api/v1/users/{id}',
		query: ['sendEmail'],
		headers: ['Prefer'],
	},
	{
		...getMany,
		method: 'GET',
		path: '/api/v1/users',
		query: ['search', 'filter', 'q', 'sortBy', 'sortOrder', 'fields', 'expand'],
		headers: ['Content-Type'],
	},
];
