import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

/** A user as Okta answers with it (Management API, "User"). */
const user: IDataObject = {
	id: '00u1',
	status: 'STAGED',
	created: '2026-01-02T03:04:05.000Z',
	activated: null,
	statusChanged: null,
	lastLogin: null,
	lastUpdated: '2026-01-02T03:04:05.000Z',
	passwordChanged: null,
	type: { id: 'otyA' },
	profile: {
		login: 'ada@example.com',
		email: 'ada@example.com',
		firstName: 'Ada',
		lastName: 'Vogel',
		department: 'Research',
		city: 'Kassel',
		badgeNumber: 4711,
	},
	credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
	_links: { self: { href: 'https://acme.okta.com/api/v1/users/00u1' } },
};

const simplified: IDataObject = {
	id: '00u1',
	status: 'STAGED',
	login: 'ada@example.com',
	email: 'ada@example.com',
	firstName: 'Ada',
	lastName: 'Vogel',
	department: 'Research',
	created: '2026-01-02T03:04:05.000Z',
	lastLogin: null,
	customAttributes: { badgeNumber: 4711 },
};

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

const fullProfile = Object.fromEntries(PROFILE.map((name) => [name, `a ${name}`]));

const create = { node: 'okta', resource: 'user', operation: 'create' } as const;
const getMany = { node: 'okta', resource: 'user', operation: 'getAll' } as const;

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
		{ hash: { algorithm: 'BCRYPT', value: 'digest', salt: 'saltsalt', workFactor: 12 } },
		{
			password: {
				hash: { algorithm: 'BCRYPT', value: 'digest', salt: 'saltsalt', workFactor: 12 },
			},
		},
	),
	withCredentials(
		'SHA-256 hash with salt',
		{ hash: { algorithm: 'SHA-256', value: 'digest', salt: 'c2FsdA==', saltOrder: 'POSTFIX' } },
		{
			password: {
				hash: { algorithm: 'SHA-256', value: 'digest', salt: 'c2FsdA==', saltOrder: 'POSTFIX' },
			},
		},
	),
	withCredentials(
		'MD5 hash without salt',
		{ hash: { algorithm: 'MD5', value: 'digest' } },
		{ password: { hash: { algorithm: 'MD5', value: 'digest' } } },
	),
	withCredentials(
		'PBKDF2 hash',
		{
			hash: {
				algorithm: 'PBKDF2',
				value: 'digest',
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
					value: 'digest',
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
				fields: 'id,profile:(login)',
				omit: 'omitCredentials,omitCredentialsLinks,omitTransitioningToStatus',
			},
		},
		answers: [{ body: [user] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/users',
				query: [
					['expand', 'classification'],
					['fields', 'id,profile:(login)'],
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
		items: [simplified],
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
];

export const oktaDocumented: Documented[] = [
	{
		...create,
		method: 'POST',
		path: '/api/v1/users',
		query: ['activate', 'provider', 'nextLogin'],
		body: [
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
			'credentials.provider.type',
			'credentials.provider.name',
			'groupIds',
			'realmId',
			'type.id',
		],
	},
	{
		...getMany,
		method: 'GET',
		path: '/api/v1/users',
		query: ['search', 'filter', 'q', 'sortBy', 'sortOrder', 'fields', 'expand'],
		headers: ['Content-Type'],
	},
];
