/** Applications, their secrets and their roles. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import {
	APP,
	APP_AT,
	app,
	application,
	applicationNamed,
	at,
	done,
	limited,
	missing,
	nothing,
	openApplication,
	page,
	PAGE,
	roleNamed,
	roleOf,
	shortApplication,
} from './records.mjs';

const MACHINES: [string, string] = ['types', 'MachineToMachine'];
const SECRETS = `${APP_AT}/secrets`;
const ROLES = `${APP_AT}/roles`;
const EXPORT = '6jmpqsj8zfv2kxnhsbvm1';
const ACCESS = '7jmpqsj8zfv2kxnhsbvm1';
const OTHER = '8jmpqsj8zfv2kxnhsbvm1';
const machineRole = (id: string) => roleOf(id, 'MachineToMachine');

const secret: IDataObject = {
	tenantId: 'default',
	applicationId: APP,
	name: 'Default secret',
	value: 'hA5Unot-a-real-one',
	createdAt: 1767323045000,
	expiresAt: null,
};
const { value: _value, ...bareSecret } = secret;

const ALL_FIELDS = {
	allowTokenExchange: 'true',
	alwaysIssueRefreshToken: true,
	backchannelLogoutSessionRequired: true,
	backchannelLogoutUri: 'https://app.example.com/logout',
	corsAllowedOrigins: 'https://app.example.com',
	customData: '{ "team": "red" }',
	description: 'Exports orders',
	maxAllowedGrants: '3',
	postLogoutRedirectUris: 'https://app.example.com',
	redirectUris: 'https://app.example.com/callback, https://b.example.com/callback',
	refreshTokenTtlInDays: 7,
	rotateRefreshToken: false,
};

const OIDC = {
	redirectUris: ['https://app.example.com/callback', 'https://b.example.com/callback'],
	postLogoutRedirectUris: ['https://app.example.com'],
	backchannelLogoutUri: 'https://app.example.com/logout',
	backchannelLogoutSessionRequired: true,
};

const CLIENT = {
	corsAllowedOrigins: ['https://app.example.com'],
	allowTokenExchange: true,
	alwaysIssueRefreshToken: true,
	maxAllowedGrants: 3,
	refreshTokenTtlInDays: 7,
	rotateRefreshToken: false,
};

export const applicationCases: OperationCase[] = [
	{
		...at('application', 'create'),
		title: 'by its name alone',
		parameters: { name: ' Nightly job ' },
		answers: [{ body: application }],
		requests: [
			{
				method: 'POST',
				path: '/api/applications',
				body: { name: 'Nightly job', type: 'MachineToMachine' },
			},
		],
		items: [shortApplication],
	},
	{
		...at('application', 'create'),
		title: 'with everything, raw, without what stands in place of a secret',
		parameters: {
			name: 'Nightly job',
			type: 'Traditional',
			isThirdParty: 'true',
			simplify: false,
			additionalFields: ALL_FIELDS,
		},
		answers: [{ body: application }],
		requests: [
			{
				method: 'POST',
				path: '/api/applications',
				body: {
					name: 'Nightly job',
					type: 'Traditional',
					description: 'Exports orders',
					isThirdParty: true,
					customData: { team: 'red' },
					oidcClientMetadata: OIDC,
					customClientMetadata: CLIENT,
				},
			},
		],
		items: [openApplication],
	},
	{
		...at('application', 'create'),
		title: 'with one list of addresses, and an empty one beside it',
		parameters: {
			name: 'Portal',
			type: 'SPA',
			additionalFields: { redirectUris: 'https://app.example.com/callback' },
		},
		answers: [{ body: application }],
		requests: [
			{
				method: 'POST',
				path: '/api/applications',
				body: {
					name: 'Portal',
					type: 'SPA',
					oidcClientMetadata: {
						redirectUris: ['https://app.example.com/callback'],
						postLogoutRedirectUris: [],
					},
				},
			},
		],
		items: [shortApplication],
	},
	{
		...at('application', 'get'),
		title: 'by id, short',
		parameters: { app },
		answers: [{ body: { ...application, isAdmin: true } }],
		requests: [{ method: 'GET', path: APP_AT }],
		items: [{ ...shortApplication, isAdmin: true }],
	},
	{
		...at('application', 'get'),
		title: 'by a name, raw, without what stands in place of a secret',
		parameters: { app: { mode: 'name', value: 'Nightly job' }, simplify: false },
		answers: [page(application), { body: application }],
		requests: [applicationNamed('Nightly job'), { method: 'GET', path: APP_AT }],
		items: [openApplication],
	},
	{
		...at('application', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { app, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: APP_AT }],
		items: [{ found: false }],
	},
	{
		...at('application', 'getAll'),
		title: 'short',
		parameters: { limit: 2 },
		answers: [page(application)],
		requests: [{ method: 'GET', path: '/api/applications', query: limited(2) }],
		items: [shortApplication],
	},
	{
		...at('application', 'getAll'),
		title: 'with a search and all filters but one, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				search: '%job%',
				mode: 'like',
				types: ['MachineToMachine', 'SPA'],
				isThirdParty: 'false',
				excludeRole: 'Nightly Export',
			},
			options: { isCaseSensitive: true },
		},
		answers: [page({ ...machineRole(EXPORT), name: 'Nightly Export' }), page(application)],
		requests: [
			roleNamed('Nightly Export'),
			{
				method: 'GET',
				path: '/api/applications',
				query: [
					['excludeRoleId', EXPORT],
					['isCaseSensitive', 'true'],
					['isThirdParty', 'false'],
					['mode', 'like'],
					...PAGE,
					['search', '%job%'],
					['types', 'MachineToMachine'],
					['types', 'SPA'],
				],
			},
		],
		items: [openApplication],
	},
	{
		...at('application', 'getAll'),
		title: 'those in no such organization',
		parameters: { returnAll: true, filters: { excludeOrganization: 'c9wei6jij6dh' } },
		answers: [page(application)],
		requests: [
			{
				method: 'GET',
				path: '/api/applications',
				query: [['excludeOrganizationId', 'c9wei6jij6dh'], ...PAGE],
			},
		],
		items: [shortApplication],
	},
	{
		...at('application', 'update'),
		title: 'its name and description alone',
		parameters: { app, updateFields: { name: ' Weekly job ', description: '' } },
		answers: [{ body: application }],
		requests: [{ method: 'PATCH', path: APP_AT, body: { name: 'Weekly job', description: null } }],
		items: [shortApplication],
	},
	{
		...at('application', 'update'),
		title: 'everything, with what is there already and is not given',
		parameters: { app, simplify: false, updateFields: { ...ALL_FIELDS, name: 'Weekly job' } },
		answers: [
			{
				body: {
					...application,
					oidcClientMetadata: { redirectUris: ['x'], postLogoutRedirectUris: [], logoUri: 'l' },
					customClientMetadata: { idTokenTtl: 60, rotateRefreshToken: true },
				},
			},
			{ body: application },
		],
		requests: [
			{ method: 'GET', path: APP_AT },
			{
				method: 'PATCH',
				path: APP_AT,
				body: {
					name: 'Weekly job',
					description: 'Exports orders',
					customData: { owner: 'ops', team: 'red' },
					oidcClientMetadata: { ...OIDC, logoUri: 'l' },
					customClientMetadata: { idTokenTtl: 60, ...CLIENT },
				},
			},
		],
		items: [openApplication],
	},
	{
		...at('application', 'delete'),
		title: 'by id',
		parameters: { app },
		answers: [done],
		requests: [{ method: 'DELETE', path: APP_AT }],
		items: [{ id: APP, deleted: true }],
	},
	{
		...at('applicationSecret', 'create'),
		title: 'without its value',
		parameters: { app, name: ' Default secret ' },
		answers: [{ status: 201, body: secret }],
		requests: [{ method: 'POST', path: SECRETS, body: { name: 'Default secret' } }],
		items: [bareSecret],
	},
	{
		...at('applicationSecret', 'create'),
		title: 'with its value and an end',
		parameters: {
			app,
			name: 'Default secret',
			options: { expiresAt: '2100-01-01T00:00:00.000Z', includeSecretValue: 'true' },
		},
		answers: [{ status: 201, body: secret }],
		requests: [
			{
				method: 'POST',
				path: SECRETS,
				body: { name: 'Default secret', expiresAt: 4102444800000 },
			},
		],
		items: [secret],
	},
	{
		...at('applicationSecret', 'getAll'),
		title: 'without values',
		parameters: { app, limit: 1 },
		answers: [{ body: [secret, { ...secret, name: 'other' }] }],
		requests: [{ method: 'GET', path: SECRETS }],
		items: [bareSecret],
	},
	{
		...at('applicationSecret', 'getAll'),
		title: 'with values, when told to',
		parameters: { app, returnAll: true, options: { includeSecretValue: true } },
		answers: [{ body: [secret] }],
		requests: [{ method: 'GET', path: SECRETS }],
		items: [secret],
	},
	{
		...at('applicationSecret', 'rename'),
		title: 'one with a space in its name',
		parameters: { app, secret: { mode: 'name', value: 'Default secret' }, newName: 'old' },
		answers: [{ body: { ...secret, name: 'old' } }],
		requests: [{ method: 'PATCH', path: `${SECRETS}/Default%20secret`, body: { name: 'old' } }],
		items: [{ ...bareSecret, name: 'old' }],
	},
	{
		...at('applicationSecret', 'rename'),
		title: 'from the list, with its value',
		parameters: {
			app,
			secret: { mode: 'list', value: 'a' },
			newName: 'old',
			options: { includeSecretValue: true },
		},
		answers: [{ body: secret }],
		requests: [{ method: 'PATCH', path: `${SECRETS}/a`, body: { name: 'old' } }],
		items: [secret],
	},
	{
		...at('applicationSecret', 'delete'),
		title: 'by name',
		parameters: { app, secret: { mode: 'name', value: 'Default secret' } },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${SECRETS}/Default%20secret` }],
		items: [{ deleted: true, appId: APP, name: 'Default secret' }],
	},
	{
		...at('applicationRole', 'getAll'),
		title: 'all',
		parameters: { app, returnAll: true },
		answers: [page(machineRole(EXPORT))],
		requests: [{ method: 'GET', path: ROLES, query: PAGE }],
		items: [machineRole(EXPORT)],
	},
	{
		...at('applicationRole', 'add'),
		title: 'only those that it lacks',
		parameters: { app, roles: [EXPORT, ACCESS, ACCESS] },
		answers: [
			page(machineRole(EXPORT)),
			{ status: 201, body: { roleIds: [ACCESS], addedRoleIds: [ACCESS] } },
		],
		requests: [
			{ method: 'GET', path: ROLES, query: PAGE },
			{ method: 'POST', path: ROLES, body: { roleIds: [ACCESS] } },
		],
		items: [{ appId: APP, roleIds: [EXPORT, ACCESS], addedRoleIds: [ACCESS], already: false }],
	},
	{
		...at('applicationRole', 'add'),
		title: 'by names, and sends nothing where it has all',
		parameters: { app: { mode: 'name', value: 'Nightly job' }, roles: ['Nightly Export'] },
		answers: [
			page(application),
			page({ ...machineRole(EXPORT), name: 'Nightly Export' }),
			page(machineRole(EXPORT)),
		],
		requests: [
			applicationNamed('Nightly job', MACHINES),
			roleNamed('Nightly Export'),
			{ method: 'GET', path: ROLES, query: PAGE },
		],
		items: [{ appId: APP, roleIds: [EXPORT], addedRoleIds: [], already: true }],
	},
	{
		...at('applicationRole', 'replace'),
		title: 'gives what it lacks',
		parameters: { app, roles: [EXPORT, ACCESS] },
		answers: [page(machineRole(EXPORT)), { status: 201, body: 'Created' }],
		requests: [
			{ method: 'GET', path: ROLES, query: PAGE },
			{ method: 'POST', path: ROLES, body: { roleIds: [ACCESS] } },
		],
		items: [
			{
				appId: APP,
				roleIds: [EXPORT, ACCESS],
				addedRoleIds: [ACCESS],
				removedRoleIds: [],
				already: false,
			},
		],
	},
	{
		...at('applicationRole', 'replace'),
		title: 'gives first, and takes one by one',
		parameters: { app, roles: [EXPORT, ACCESS] },
		answers: [
			page(machineRole(EXPORT), machineRole(OTHER)),
			{ status: 201, body: { roleIds: [ACCESS], addedRoleIds: [ACCESS] } },
			done,
		],
		requests: [
			{ method: 'GET', path: ROLES, query: PAGE },
			{ method: 'POST', path: ROLES, body: { roleIds: [ACCESS] } },
			{ method: 'DELETE', path: `${ROLES}/${OTHER}` },
		],
		items: [
			{
				appId: APP,
				roleIds: [EXPORT, ACCESS],
				addedRoleIds: [ACCESS],
				removedRoleIds: [OTHER],
				already: false,
			},
		],
	},
	{
		...at('applicationRole', 'replace'),
		title: 'takes all, one of which somebody else has taken',
		parameters: { app, removeAll: 'true' },
		answers: [page(machineRole(EXPORT), machineRole(OTHER)), done, nothing],
		requests: [
			{ method: 'GET', path: ROLES, query: PAGE },
			{ method: 'DELETE', path: `${ROLES}/${EXPORT}` },
			{ method: 'DELETE', path: `${ROLES}/${OTHER}` },
		],
		items: [
			{
				appId: APP,
				roleIds: [],
				addedRoleIds: [],
				removedRoleIds: [EXPORT, OTHER],
				already: false,
			},
		],
	},
	{
		...at('applicationRole', 'replace'),
		title: 'changes nothing where it is so',
		parameters: { app, roles: [EXPORT] },
		answers: [page(machineRole(EXPORT))],
		requests: [{ method: 'GET', path: ROLES, query: PAGE }],
		items: [{ appId: APP, roleIds: [EXPORT], addedRoleIds: [], removedRoleIds: [], already: true }],
	},
	{
		...at('applicationRole', 'remove'),
		title: 'that it does not have, having looked at both',
		parameters: { app, role: { mode: 'id', value: EXPORT } },
		answers: [nothing, { body: application }, { body: machineRole(EXPORT) }],
		requests: [
			{ method: 'DELETE', path: `${ROLES}/${EXPORT}` },
			{ method: 'GET', path: APP_AT },
			{ method: 'GET', path: `/api/roles/${EXPORT}` },
		],
		items: [{ success: true, appId: APP, roleId: EXPORT, already: true }],
	},
	{
		...at('applicationRole', 'remove'),
		title: 'that it has',
		parameters: { app, role: { mode: 'id', value: EXPORT } },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${ROLES}/${EXPORT}` }],
		items: [{ success: true, appId: APP, roleId: EXPORT, already: false }],
	},
];

const METADATA = [
	...Object.keys(OIDC).map((name) => `oidcClientMetadata.${name}`),
	...Object.keys(CLIENT).map((name) => `customClientMetadata.${name}`),
];

const SELDOM = Object.fromEntries(
	[
		'oidcClientMetadata.logoUri',
		'customClientMetadata.idTokenTtl',
		'customClientMetadata.refreshTokenTtl',
		'customClientMetadata.tenantId',
		'customClientMetadata.isDeviceFlow',
	].map((name) => [name, 'seldom set, and kept as it is']),
);

const PROTECTED = 'protected applications are a service of Logto Cloud, set up in its console';

export const applicationDocumented: Documented[] = [
	{
		...at('application', 'create'),
		method: 'POST',
		path: '/api/applications',
		body: ['name', 'description', 'type', 'customData.team', 'isThirdParty', ...METADATA],
		exceptions: {
			...SELDOM,
			customData: 'stands for what is in it',
			'protectedAppMetadata.subDomain': PROTECTED,
			'protectedAppMetadata.origin': PROTECTED,
		},
	},
	{ ...at('application', 'get'), method: 'GET', path: '/api/applications/{id}' },
	{
		...at('application', 'getAll'),
		method: 'GET',
		path: '/api/applications',
		query: [
			'types',
			'excludeRoleId',
			'excludeOrganizationId',
			'isThirdParty',
			'search',
			'mode',
			'isCaseSensitive',
		],
		exceptions: { search_params: 'stands for search, mode and isCaseSensitive' },
	},
	{
		...at('application', 'update'),
		method: 'PATCH',
		path: '/api/applications/{id}',
		body: ['name', 'description', 'customData.team', ...METADATA],
		exceptions: {
			...SELDOM,
			customData: 'stands for what is in it',
			appLevelAccessControlEnabled: 'needs rules that are set up in the console',
			isAdmin: 'deprecated: the role for the Management API does it',
			'protectedAppMetadata.origin': PROTECTED,
			'protectedAppMetadata.sessionDuration': PROTECTED,
			'protectedAppMetadata.pageRules[].path': PROTECTED,
			'protectedAppMetadata.additionalScopes': PROTECTED,
		},
	},
	{ ...at('application', 'delete'), method: 'DELETE', path: '/api/applications/{id}' },
	{
		...at('applicationSecret', 'create'),
		method: 'POST',
		path: '/api/applications/{id}/secrets',
		body: ['name', 'expiresAt'],
	},
	{ ...at('applicationSecret', 'getAll'), method: 'GET', path: '/api/applications/{id}/secrets' },
	{
		...at('applicationSecret', 'rename'),
		method: 'PATCH',
		path: '/api/applications/{id}/secrets/{name}',
		body: ['name'],
	},
	{
		...at('applicationSecret', 'delete'),
		method: 'DELETE',
		path: '/api/applications/{id}/secrets/{name}',
	},
	{
		...at('applicationRole', 'getAll'),
		method: 'GET',
		path: '/api/applications/{applicationId}/roles',
		exceptions: { search_params: 'not offered: what is left can be filtered by another node' },
	},
	{
		...at('applicationRole', 'add'),
		method: 'POST',
		path: '/api/applications/{applicationId}/roles',
		body: ['roleIds'],
	},
	{
		...at('applicationRole', 'replace'),
		method: 'POST',
		path: '/api/applications/{applicationId}/roles',
		body: ['roleIds'],
	},
	{
		...at('applicationRole', 'replace'),
		method: 'DELETE',
		path: '/api/applications/{applicationId}/roles/{roleId}',
	},
	{
		...at('applicationRole', 'remove'),
		method: 'DELETE',
		path: '/api/applications/{applicationId}/roles/{roleId}',
	},
];
