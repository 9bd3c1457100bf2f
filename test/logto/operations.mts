import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { logCases, logDocumented } from './logs.mjs';
import { offboardCases, offboardDocumented } from './offboard.mjs';
import { accessCases } from './access.mjs';
import { createOrUpdateCases, createOrUpdateDocumented } from './createOrUpdate.mjs';
import { organizationCases, organizationDocumented } from './organizations.mjs';
import { ADA, ada, at, roleOf, simplified, user } from './records.mjs';
import { roleCases, roleDocumented } from './roles.mjs';
import { sessionCases, sessionDocumented } from './sessions.mjs';

const getMany = at('user', 'getAll');
const assign = at('userRole', 'assign');

/** Names of tokens that a path cannot carry, or that a proxy could take for a way to elsewhere. */
const BEYOND_ADDRESSES = [
	'.',
	'..',
	'  ',
	'Token 2/9/2025',
	'../../other',
	'..\\other',
	'..%2Fother',
	'%252e%252e',
	'..;',
	'a\nb',
];

/** A bcrypt hash, of a password that its documentation made known. */
const bcrypt = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

const digest = { passwordDigest: '$argon2i$v=19$abc', passwordAlgorithm: 'Argon2i' };

const address = {
	country: 'DE',
	formatted: 'Am Ring 1, 34117 Kassel',
	locality: 'Kassel',
	postalCode: '34117',
	region: 'Hessen',
	streetAddress: 'Am Ring 1',
};

const claims = {
	birthdate: '1990-04-23',
	familyName: 'Vogel',
	gender: 'female',
	givenName: 'Ada',
	locale: 'de-DE',
	middleName: 'Maria',
	nickname: 'Addi',
	preferredUsername: 'ada.v',
	profile: 'https://example.com/ada',
	website: 'https://ada.example.com',
	zoneinfo: 'Europe/Berlin',
};

const profilePaths = (prefix: string): string[] => [
	...Object.keys(claims).map((name) => `${prefix}.${name}`),
	...Object.keys(address).map((name) => `${prefix}.address.${name}`),
];

const bareToken: IDataObject = {
	tenantId: 'default',
	userId: 'a1b2c3d4e5f6',
	name: 'Nightly export',
	createdAt: 1767323045000,
	expiresAt: 4102444800000,
};

const token: IDataObject = { ...bareToken, value: 'pat_not-a-real-one' };

const organization: IDataObject = {
	tenantId: 'default',
	id: 'org000000001',
	name: 'Acme',
	description: 'The company',
	customData: { tier: 1 },
	isMfaRequired: false,
	color: {},
	branding: {},
	customCss: null,
	createdAt: 1767323045000,
	organizationRoles: [{ id: 'or1', name: 'Member' }],
};

const backupCodes = Array.from({ length: 10 }, (_, index) => `0123456a${index}F`);

export const logtoCases: OperationCase[] = [
	{
		...getMany,
		title: 'everyone, simplified',
		parameters: { limit: 3 },
		answers: [{ headers: { 'Total-Number': '1' }, body: [user] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['page', '1'],
					['page_size', '3'],
				],
				headers: { 'accept-language': 'en' },
			},
		],
		items: [simplified],
	},
	{
		...getMany,
		title: 'every search condition and option, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { search: '%@example.com', mode: 'like', excludeRoleId: 'role1' },
			conditions: {
				condition: [
					{ field: 'id', mode: 'exact', value: 'u1' },
					{ field: 'id', mode: 'exact', value: 'u2' },
					{ field: 'name', mode: 'like', value: '%da%' },
					{ field: 'primaryEmail', mode: 'posix', value: '^a' },
					{ field: 'primaryPhone', mode: 'exact', value: '14155550123' },
					{ field: 'username', mode: 'similar_to', value: 'a%' },
				],
			},
			options: { joint: 'and', isCaseSensitive: true, includePasswordHash: true },
		},
		answers: [{ headers: { 'Total-Number': '1' }, body: [{ ...user, ...digest }] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['excludeRoleId', 'role1'],
					['includePasswordHash', 'true'],
					['isCaseSensitive', 'true'],
					['joint', 'and'],
					['mode', 'like'],
					['mode.id', 'exact'],
					['mode.name', 'like'],
					['mode.primaryEmail', 'posix'],
					['mode.primaryPhone', 'exact'],
					['mode.username', 'similar_to'],
					['page', '1'],
					['page_size', '100'],
					['search', '%@example.com'],
					['search.id', 'u1'],
					['search.id', 'u2'],
					['search.name', '%da%'],
					['search.primaryEmail', '^a'],
					['search.primaryPhone', '14155550123'],
					['search.username', 'a%'],
				],
			},
		],
		items: [{ ...user, ...digest }],
	},
	{
		...getMany,
		title: 'never a password hash that was not asked for',
		parameters: { limit: 3, simplify: false },
		answers: [{ headers: { 'Total-Number': '1' }, body: [{ ...user, ...digest }] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['page', '1'],
					['page_size', '3'],
				],
			},
		],
		items: [user],
	},
	{
		...getMany,
		title: 'people who are not in an organization',
		parameters: { limit: 1, filters: { excludeOrganizationId: 'org1' } },
		answers: [{ headers: { 'Total-Number': '0' }, body: [] }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['excludeOrganizationId', 'org1'],
					['page', '1'],
					['page_size', '1'],
				],
			},
		],
		items: [],
	},
	{
		...at('user', 'create'),
		title: 'with everything that can be set',
		parameters: {
			primaryEmail: 'ada@example.com',
			primaryPhone: '+1 (415) 555-0123',
			username: 'ada',
			name: 'Ada Vogel',
			password: 'correct horse',
			profile: { ...claims, address: { parts: address } },
			additionalFields: {
				avatar: 'https://example.com/ada.png',
				customData: '{ "branch": "Kassel" }',
			},
		},
		answers: [{ body: { ...user, ...digest } }],
		requests: [
			{
				method: 'POST',
				path: '/api/users',
				body: {
					primaryEmail: 'ada@example.com',
					primaryPhone: '14155550123',
					username: 'ada',
					name: 'Ada Vogel',
					password: 'correct horse',
					avatar: 'https://example.com/ada.png',
					customData: { branch: 'Kassel' },
					profile: { ...claims, address },
				},
			},
		],
		items: [simplified],
	},
	{
		...at('user', 'create'),
		title: 'with a hash; what has no value is not sent',
		parameters: {
			username: 'ada',
			profile: { nickname: '', address: { parts: { country: 'DE', region: '' } } },
			additionalFields: {
				avatar: '',
				customData: '{}',
				passwordHash: { hash: { algorithm: 'Bcrypt', digest: bcrypt } },
			},
			simplify: false,
		},
		answers: [{ body: { ...user, ...digest } }],
		requests: [
			{
				method: 'POST',
				path: '/api/users',
				body: {
					username: 'ada',
					passwordDigest: bcrypt,
					passwordAlgorithm: 'Bcrypt',
					profile: { address: { country: 'DE' } },
				},
			},
		],
		items: [user],
	},
	{
		...at('user', 'delete'),
		title: 'by id',
		parameters: { user: ada },
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: ADA }],
		items: [{ deleted: true, userId: 'a1b2c3d4e5f6' }],
	},
	{
		...at('user', 'delete'),
		title: 'by email, found exactly',
		parameters: { user: { mode: 'email', value: 'Ada@example.com' } },
		answers: [{ body: [user] }, { status: 204 }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['search.primaryEmail', 'Ada@example.com'],
					['mode.primaryEmail', 'exact'],
					['page_size', '100'],
				],
			},
			{ method: 'DELETE', path: ADA },
		],
		items: [{ deleted: true, userId: 'a1b2c3d4e5f6' }],
	},
	{
		...at('user', 'get'),
		title: 'simplified, without anything that was not asked for',
		parameters: { user: { mode: 'username', value: 'ada' } },
		answers: [{ body: [user, { ...user, id: 'other', username: 'ADA' }] }, { body: user }],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['search.username', 'ada'],
					['mode.username', 'exact'],
					['page_size', '100'],
				],
			},
			{ method: 'GET', path: ADA },
		],
		items: [simplified],
	},
	{
		...at('user', 'get'),
		title: 'with SSO identities and the hash, also when simplified',
		parameters: {
			user: { mode: 'phone', value: '+1 415-555-0123' },
			options: { includeSsoIdentities: true, includePasswordHash: true },
		},
		answers: [
			{ body: [user] },
			{ body: { ...user, ...digest, ssoIdentities: [{ issuer: 'https://idp.example.com' }] } },
		],
		requests: [
			{
				method: 'GET',
				path: '/api/users',
				query: [
					['search.primaryPhone', '14155550123'],
					['search.primaryPhone', '104155550123'],
					['mode.primaryPhone', 'exact'],
					['page_size', '100'],
				],
			},
			{
				method: 'GET',
				path: ADA,
				query: [
					['includeSsoIdentities', 'true'],
					['includePasswordHash', 'true'],
				],
			},
		],
		items: [{ ...simplified, ...digest, ssoIdentities: [{ issuer: 'https://idp.example.com' }] }],
	},
	{
		...at('user', 'get'),
		title: 'raw, never a hash that was not asked for',
		parameters: { user: ada, simplify: false },
		answers: [{ body: { ...user, ...digest } }],
		requests: [{ method: 'GET', path: ADA }],
		items: [user],
	},
	{
		...at('user', 'getOrganizations'),
		title: 'all, simplified',
		parameters: { user: ada, returnAll: true },
		answers: [{ body: [organization, { ...organization, id: 'org2', customData: {} }] }],
		requests: [{ method: 'GET', path: `${ADA}/organizations` }],
		items: [
			{
				id: 'org000000001',
				name: 'Acme',
				description: 'The company',
				organizationRoles: [{ id: 'or1', name: 'Member' }],
				isMfaRequired: false,
				createdAt: 1767323045000,
				customData: { tier: 1 },
			},
			{
				id: 'org2',
				name: 'Acme',
				description: 'The company',
				organizationRoles: [{ id: 'or1', name: 'Member' }],
				isMfaRequired: false,
				createdAt: 1767323045000,
			},
		],
	},
	{
		...at('user', 'getOrganizations'),
		title: 'raw and limited here, since Logto has no pages for it',
		parameters: { user: ada, limit: 1, simplify: false },
		answers: [{ body: [organization, { ...organization, id: 'org2' }] }],
		requests: [{ method: 'GET', path: `${ADA}/organizations` }],
		items: [organization],
	},
	{
		...at('user', 'hasPassword'),
		title: 'says yes or no',
		parameters: { user: ada },
		answers: [{ body: { hasPassword: false } }],
		requests: [{ method: 'GET', path: `${ADA}/has-password` }],
		items: [{ userId: 'a1b2c3d4e5f6', hasPassword: false }],
	},
	{
		...at('user', 'suspend'),
		title: 'with a real boolean',
		parameters: { user: ada, simplify: false },
		answers: [{ body: { ...user, ...digest, isSuspended: true } }],
		requests: [{ method: 'PATCH', path: `${ADA}/is-suspended`, body: { isSuspended: true } }],
		items: [{ ...user, isSuspended: true }],
	},
	{
		...at('user', 'unsuspend'),
		title: 'with a real boolean',
		parameters: { user: ada },
		answers: [{ body: { ...user, ...digest } }],
		requests: [{ method: 'PATCH', path: `${ADA}/is-suspended`, body: { isSuspended: false } }],
		items: [simplified],
	},
	{
		...at('user', 'update'),
		title: 'everything that can be changed',
		parameters: {
			user: ada,
			updateFields: {
				avatar: 'https://example.com/ada.png',
				customData: { branch: 'Kassel', old: null },
				primaryEmail: 'ada@example.com',
				name: 'Ada Vogel',
				primaryPhone: '+1 415 555 0123',
				username: 'ada',
			},
			profile: { ...claims, address: { parts: address } },
			simplify: false,
		},
		answers: [{ body: { ...user, ...digest } }],
		requests: [
			{
				method: 'PATCH',
				path: ADA,
				body: {
					avatar: 'https://example.com/ada.png',
					customData: { branch: 'Kassel', old: null },
					primaryEmail: 'ada@example.com',
					name: 'Ada Vogel',
					primaryPhone: '14155550123',
					username: 'ada',
					profile: { ...claims, address },
				},
			},
		],
		items: [user],
	},
	{
		...at('user', 'update'),
		title: 'clears what is empty when told to',
		parameters: {
			user: ada,
			updateFields: {
				avatar: '',
				customData: '{}',
				primaryEmail: '',
				name: null,
				primaryPhone: '',
				username: '',
			},
			profile: { nickname: '={{ $json.missing }}' },
			options: { emptyFields: 'clear' },
		},
		answers: [{ body: user }],
		requests: [
			{
				method: 'PATCH',
				path: ADA,
				body: {
					avatar: null,
					customData: {},
					primaryEmail: null,
					name: null,
					primaryPhone: null,
					username: null,
					profile: {},
				},
			},
		],
		items: [simplified],
	},
	{
		...at('user', 'update'),
		title: 'leaves alone what is empty when told to',
		parameters: {
			user: ada,
			updateFields: {
				customData: '={{ $json.missing }}',
				primaryEmail: '={{ $json.missing }}',
				primaryPhone: '',
				name: 'Ada',
			},
			profile: { nickname: '' },
			options: { emptyFields: 'ignore' },
		},
		answers: [{ body: user }],
		requests: [{ method: 'PATCH', path: ADA, body: { name: 'Ada' } }],
		items: [simplified],
	},
	{
		...at('user', 'updateProfile'),
		title: 'everything that can be changed',
		parameters: { user: ada, profile: { ...claims, address: { parts: address } } },
		answers: [{ body: { ...claims, address } }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/profile`,
				body: { profile: { ...claims, address } },
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', profile: { ...claims, address } }],
	},
	{
		...at('user', 'updateProfile'),
		title: 'clears with empty text, since a profile may not hold null',
		parameters: {
			user: ada,
			profile: { familyName: 'Vogel', nickname: null, website: '', address: { parts: {} } },
			options: { emptyFields: 'clear' },
		},
		answers: [{ body: { familyName: 'Vogel' } }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/profile`,
				body: { profile: { familyName: 'Vogel', nickname: '', website: '', address: {} } },
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', profile: { familyName: 'Vogel' } }],
	},
	{
		...at('user', 'updatePassword'),
		title: 'in clear text',
		parameters: { user: ada, password: 'correct horse' },
		answers: [{ body: { ...user, ...digest } }],
		requests: [{ method: 'PATCH', path: `${ADA}/password`, body: { password: 'correct horse' } }],
		items: [simplified],
	},
	{
		...at('user', 'verifyPassword'),
		title: 'yes',
		parameters: { user: ada, password: ' x' },
		answers: [{ status: 204 }],
		requests: [{ method: 'POST', path: `${ADA}/password/verify`, body: { password: ' x' } }],
		items: [{ userId: 'a1b2c3d4e5f6', verified: true }],
	},
	{
		...at('user', 'verifyPassword'),
		title: 'no is an answer, too',
		parameters: { user: ada, password: 'wrong' },
		answers: [
			{ status: 422, body: { code: 'session.invalid_credentials', message: 'Incorrect.' } },
		],
		requests: [{ method: 'POST', path: `${ADA}/password/verify`, body: { password: 'wrong' } }],
		items: [{ userId: 'a1b2c3d4e5f6', verified: false }],
	},
	{
		...at('customData', 'get'),
		title: 'kept apart from the id, whatever its keys are',
		parameters: { user: ada },
		answers: [{ body: { error: 'none', userId: 7 } }],
		requests: [{ method: 'GET', path: `${ADA}/custom-data` }],
		items: [{ userId: 'a1b2c3d4e5f6', customData: { error: 'none', userId: 7 } }],
	},
	{
		...at('customData', 'update'),
		title: 'in its wrapper; null stays null',
		parameters: { user: ada, customData: '{ "branch": "Bonn", "old": null }' },
		answers: [{ body: { branch: 'Bonn', old: null, kept: 1 } }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/custom-data`,
				body: { customData: { branch: 'Bonn', old: null } },
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', customData: { branch: 'Bonn', old: null, kept: 1 } }],
	},
	{
		...assign,
		title: 'says which roles were new',
		parameters: {
			user: { mode: 'id', value: 'a-b c' },
			roles: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'],
		},
		answers: [
			{
				status: 201,
				body: {
					roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'],
					addedRoleIds: ['r2aaaaaaaaaaaaaaaaaaa'],
				},
			},
		],
		requests: [
			{
				method: 'POST',
				path: '/api/users/a-b%20c/roles',
				body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
			},
		],
		items: [
			{
				userId: 'a-b c',
				roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'],
				addedRoleIds: ['r2aaaaaaaaaaaaaaaaaaa'],
			},
		],
	},
	{
		...assign,
		title: 'sends a repeated role once',
		parameters: {
			user: ada,
			roles: 'r1aaaaaaaaaaaaaaaaaaa, r2aaaaaaaaaaaaaaaaaaa,r1aaaaaaaaaaaaaaaaaaa',
		},
		answers: [
			{
				status: 201,
				body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'], addedRoleIds: [] },
			},
		],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/roles`,
				body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
			},
		],
		items: [
			{
				userId: 'a1b2c3d4e5f6',
				roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'],
				addedRoleIds: [],
			},
		],
	},
	{
		...assign,
		title: 'is done where a server before January 2026 says no more than "Created"',
		parameters: { user: ada, roles: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
		answers: [{ status: 201, body: 'Created' }],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/roles`,
				body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
			},
		],
		items: [
			{ userId: 'a1b2c3d4e5f6', roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
		],
	},
	{
		...at('userRole', 'getAll'),
		title: 'every search condition and option at once',
		parameters: {
			user: ada,
			returnAll: true,
			filters: { search: '%admin%', mode: 'like' },
			conditions: {
				condition: [
					{ field: 'description', mode: 'posix', value: '^a' },
					{ field: 'id', mode: 'exact', value: 'r1aaaaaaaaaaaaaaaaaaa' },
					{ field: 'id', mode: 'exact', value: 'r2aaaaaaaaaaaaaaaaaaa' },
					{ field: 'name', mode: 'similar_to', value: 'R%' },
				],
			},
			options: { joint: 'and', isCaseSensitive: true },
		},
		answers: [{ headers: { 'Total-Number': '1' }, body: [roleOf('r1aaaaaaaaaaaaaaaaaaa')] }],
		requests: [
			{
				method: 'GET',
				path: `${ADA}/roles`,
				query: [
					['isCaseSensitive', 'true'],
					['joint', 'and'],
					['mode', 'like'],
					['mode.description', 'posix'],
					['mode.id', 'exact'],
					['mode.name', 'similar_to'],
					['page', '1'],
					['page_size', '100'],
					['search', '%admin%'],
					['search.description', '^a'],
					['search.id', 'r1aaaaaaaaaaaaaaaaaaa'],
					['search.id', 'r2aaaaaaaaaaaaaaaaaaa'],
					['search.name', 'R%'],
				],
			},
		],
		items: [roleOf('r1aaaaaaaaaaaaaaaaaaa')],
	},
	{
		...at('userRole', 'getAll'),
		title: 'asks once per condition where any may match, since Logto forgets the brackets',
		parameters: {
			user: ada,
			returnAll: true,
			conditions: {
				condition: [
					{ field: 'id', mode: 'exact', value: 'r1' },
					{ field: 'id', mode: 'exact', value: 'r2' },
					{ field: 'name', mode: 'like', value: 'R%' },
				],
			},
			options: { joint: 'or', isCaseSensitive: true },
		},
		answers: [
			{ headers: { 'Total-Number': '2' }, body: [roleOf('r1'), roleOf('r2')] },
			{ headers: { 'Total-Number': '2' }, body: [roleOf('r2'), roleOf('r3')] },
		],
		requests: [
			{
				method: 'GET',
				path: `${ADA}/roles`,
				query: [
					['isCaseSensitive', 'true'],
					['mode.id', 'exact'],
					['page', '1'],
					['page_size', '100'],
					['search.id', 'r1'],
					['search.id', 'r2'],
				],
			},
			{
				method: 'GET',
				path: `${ADA}/roles`,
				query: [
					['isCaseSensitive', 'true'],
					['mode.name', 'like'],
					['page', '1'],
					['page_size', '100'],
					['search.name', 'R%'],
				],
			},
		],
		items: [roleOf('r1'), roleOf('r2'), roleOf('r3')],
	},
	{
		...at('userRole', 'remove'),
		title: 'one role',
		parameters: { user: ada, role: { mode: 'id', value: 'r+1' } },
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: `${ADA}/roles/r%2B1` }],
		items: [{ removed: true, userId: 'a1b2c3d4e5f6', roleId: 'r+1' }],
	},
	{
		...at('userRole', 'replace'),
		title: 'looks at each role before anything is sent, and sends each once',
		parameters: {
			user: ada,
			roles: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa', 'r1aaaaaaaaaaaaaaaaaaa'],
		},
		answers: [
			{ body: roleOf('r1aaaaaaaaaaaaaaaaaaa') },
			{ body: roleOf('r2aaaaaaaaaaaaaaaaaaa') },
			{ body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] } },
		],
		requests: [
			{ method: 'GET', path: '/api/roles/r1aaaaaaaaaaaaaaaaaaa' },
			{ method: 'GET', path: '/api/roles/r2aaaaaaaaaaaaaaaaaaa' },
			{
				method: 'PUT',
				path: `${ADA}/roles`,
				body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
			},
		],
		items: [
			{ userId: 'a1b2c3d4e5f6', roleIds: ['r1aaaaaaaaaaaaaaaaaaa', 'r2aaaaaaaaaaaaaaaaaaa'] },
		],
	},
	{
		...at('userRole', 'replace'),
		title: 'is done where a server before January 2026 says no more than "OK"',
		parameters: { user: ada, roles: ['r1aaaaaaaaaaaaaaaaaaa'] },
		answers: [{ body: roleOf('r1aaaaaaaaaaaaaaaaaaa') }, { body: 'OK' }],
		requests: [
			{ method: 'GET', path: '/api/roles/r1aaaaaaaaaaaaaaaaaaa' },
			{ method: 'PUT', path: `${ADA}/roles`, body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa'] } },
		],
		items: [{ userId: 'a1b2c3d4e5f6', roleIds: ['r1aaaaaaaaaaaaaaaaaaa'] }],
	},
	{
		...at('userRole', 'replace'),
		title: 'by none at all, when told to',
		parameters: { user: ada, removeAll: 'true' },
		answers: [{ body: { roleIds: [] } }],
		requests: [{ method: 'PUT', path: `${ADA}/roles`, body: { roleIds: [] } }],
		items: [{ userId: 'a1b2c3d4e5f6', roleIds: [] }],
	},
	{
		...at('socialIdentity', 'delete'),
		title: 'returns the user with what is left',
		parameters: { user: ada, target: 'my oidc #1?' },
		answers: [{ body: { ...user, ...digest } }],
		requests: [{ method: 'DELETE', path: `${ADA}/identities/my%20oidc%20%231%3F` }],
		items: [{ ...simplified, identities: {} }],
	},
	{
		...at('socialIdentity', 'link'),
		title: 'with what the provider gave',
		parameters: {
			user: ada,
			connector: { mode: 'id', value: 'c1' },
			connectorData: '{ "code": "4/0A", "redirectUri": "https://example.com/cb" }',
		},
		answers: [{ body: { github: { userId: '5839201' } } }],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/identities`,
				body: {
					connectorId: 'c1',
					connectorData: { code: '4/0A', redirectUri: 'https://example.com/cb' },
				},
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', identities: { github: { userId: '5839201' } } }],
	},
	{
		...at('socialIdentity', 'replace'),
		title: 'with details',
		parameters: {
			user: ada,
			target: 'github',
			identityUserId: 5839201,
			details: '{ "name": "Ada" }',
		},
		answers: [{ status: 201, body: { github: { userId: '5839201', details: { name: 'Ada' } } } }],
		requests: [
			{
				method: 'PUT',
				path: `${ADA}/identities/github`,
				body: { userId: '5839201', details: { name: 'Ada' } },
			},
		],
		items: [
			{
				userId: 'a1b2c3d4e5f6',
				identities: { github: { userId: '5839201', details: { name: 'Ada' } } },
			},
		],
	},
	{
		...at('socialIdentity', 'replace'),
		title: 'without details',
		parameters: { user: ada, target: 'github', identityUserId: '5839201' },
		answers: [{ body: { github: { userId: '5839201' } } }],
		requests: [{ method: 'PUT', path: `${ADA}/identities/github`, body: { userId: '5839201' } }],
		items: [{ userId: 'a1b2c3d4e5f6', identities: { github: { userId: '5839201' } } }],
	},
	{
		...at('mfaVerification', 'create'),
		title: "a TOTP secret of one's own",
		parameters: { user: ada, secret: 'jbsw y3dp ehpk 3pxp' },
		answers: [
			{
				body: {
					type: 'Totp',
					secret: 'JBSWY3DPEHPK3PXP',
					secretQrCode: 'data:image/png;base64,AA',
				},
			},
		],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/mfa-verifications`,
				body: { type: 'Totp', secret: 'JBSWY3DPEHPK3PXP' },
			},
		],
		items: [
			{
				userId: 'a1b2c3d4e5f6',
				type: 'Totp',
				secret: 'JBSWY3DPEHPK3PXP',
				secretQrCode: 'data:image/png;base64,AA',
			},
		],
	},
	...['ABCDEFGH'.repeat(3), 'ABCDEFGH'.repeat(4), `${'ABCDEFGHIJKLM'.repeat(2)}======`].map(
		(secret) => ({
			...at('mfaVerification', 'create'),
			title: `a TOTP secret like ${secret}`,
			parameters: { user: ada, secret },
			answers: [{ body: { type: 'Totp', secret, secretQrCode: 'Q' } }],
			requests: [
				{ method: 'POST', path: `${ADA}/mfa-verifications`, body: { type: 'Totp', secret } },
			],
			// What was entered does not come out.
			items: [{ userId: 'a1b2c3d4e5f6', type: 'Totp', secret: '***', secretQrCode: 'Q' }],
		}),
	),
	{
		...at('mfaVerification', 'create'),
		title: 'a TOTP secret made by Logto',
		parameters: { user: ada },
		answers: [{ body: { type: 'Totp', secret: 'S', secretQrCode: 'Q' } }],
		requests: [{ method: 'POST', path: `${ADA}/mfa-verifications`, body: { type: 'Totp' } }],
		items: [{ userId: 'a1b2c3d4e5f6', type: 'Totp', secret: 'S', secretQrCode: 'Q' }],
	},
	{
		...at('mfaVerification', 'create'),
		title: "backup codes of one's own",
		parameters: { user: ada, type: 'BackupCode', codes: backupCodes.join(', ') },
		answers: [{ body: { type: 'BackupCode', codes: backupCodes } }],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/mfa-verifications`,
				body: { type: 'BackupCode', codes: backupCodes },
			},
		],
		items: [{ userId: 'a1b2c3d4e5f6', type: 'BackupCode', codes: backupCodes }],
	},
	{
		...at('mfaVerification', 'delete'),
		title: 'by id',
		parameters: { user: ada, verification: { mode: 'id', value: 'v1' } },
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: `${ADA}/mfa-verifications/v1` }],
		items: [{ deleted: true, userId: 'a1b2c3d4e5f6', verificationId: 'v1' }],
	},
	{
		...at('mfaVerification', 'getAll'),
		title: 'never a secret',
		parameters: { user: ada, returnAll: true },
		answers: [
			{
				body: [
					{ id: 'v1', type: 'Totp', createdAt: '2026-01-02T03:04:05.000Z', secret: 'S' },
					{ id: 'v2', type: 'BackupCode', createdAt: '2026-01-02T03:04:05.000Z', remainCodes: 9 },
				],
			},
		],
		requests: [{ method: 'GET', path: `${ADA}/mfa-verifications` }],
		items: [
			{ id: 'v1', type: 'Totp', createdAt: '2026-01-02T03:04:05.000Z' },
			{ id: 'v2', type: 'BackupCode', createdAt: '2026-01-02T03:04:05.000Z', remainCodes: 9 },
		],
	},
	{
		...at('personalAccessToken', 'create'),
		title: "with a date of the workflow's time zone, sent as milliseconds",
		parameters: { user: ada, name: 'Nightly export', expiresAt: '2100-01-01T00:00:00' },
		answers: [{ status: 201, body: token }],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/personal-access-tokens`,
				body: { name: 'Nightly export', expiresAt: 4102444800000 },
			},
		],
		items: [token],
	},
	{
		...at('personalAccessToken', 'create'),
		title: 'for ever, when told to',
		parameters: { user: ada, name: 'Nightly export', neverExpires: true },
		answers: [{ status: 201, body: { ...token, expiresAt: null } }],
		requests: [
			{
				method: 'POST',
				path: `${ADA}/personal-access-tokens`,
				body: { name: 'Nightly export', expiresAt: null },
			},
		],
		items: [{ ...token, expiresAt: null }],
	},
	{
		...at('personalAccessToken', 'delete'),
		title: 'by a name with spaces and signs',
		parameters: { user: ada, token: { mode: 'name', value: 'my token #1: 100% ü?; ' } },
		answers: [{ status: 204 }],
		requests: [
			{
				method: 'DELETE',
				path: `${ADA}/personal-access-tokens/my%20token%20%231%3A%20100%25%20%C3%BC%3F%3B%20`,
			},
		],
		items: [{ deleted: true, userId: 'a1b2c3d4e5f6', name: 'my token #1: 100% ü?; ' }],
	},
	...BEYOND_ADDRESSES.map((name) => ({
		...at('personalAccessToken', 'delete'),
		title: `by the name ${JSON.stringify(name)}, which no address can hold`,
		parameters: { user: ada, token: { mode: 'name', value: name } },
		answers: [{ status: 204 }],
		requests: [{ method: 'POST', path: `${ADA}/personal-access-tokens/delete`, body: { name } }],
		items: [{ deleted: true, userId: 'a1b2c3d4e5f6', name }],
	})),
	{
		...at('personalAccessToken', 'getAll'),
		title: 'without their values',
		parameters: { user: ada, limit: 1 },
		answers: [{ body: [token, { ...token, name: 'Other' }] }],
		requests: [{ method: 'GET', path: `${ADA}/personal-access-tokens` }],
		items: [bareToken],
	},
	{
		...at('personalAccessToken', 'getAll'),
		title: 'with their values, when told to',
		parameters: { user: ada, returnAll: true, options: { includeTokenValue: true } },
		answers: [{ body: [token] }],
		requests: [{ method: 'GET', path: `${ADA}/personal-access-tokens` }],
		items: [token],
	},
	{
		...at('personalAccessToken', 'rename'),
		title: 'without its value',
		parameters: {
			user: ada,
			token: { mode: 'list', value: 'Nightly export' },
			newName: 'Weekly export',
		},
		answers: [{ body: { ...token, name: 'Weekly export' } }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/personal-access-tokens/Nightly%20export`,
				body: { name: 'Weekly export' },
			},
		],
		items: [{ ...bareToken, name: 'Weekly export' }],
	},
	...BEYOND_ADDRESSES.map((currentName) => ({
		...at('personalAccessToken', 'rename'),
		title: `with its value, from the name ${JSON.stringify(currentName)}`,
		parameters: {
			user: ada,
			token: { mode: 'name', value: currentName },
			newName: 'Weekly export',
			options: { includeTokenValue: true },
		},
		answers: [{ body: token }],
		requests: [
			{
				method: 'PATCH',
				path: `${ADA}/personal-access-tokens`,
				body: { currentName, name: 'Weekly export' },
			},
		],
		items: [token],
	})),
	...offboardCases,
	...accessCases,
	...createOrUpdateCases,
	...sessionCases,
	...roleCases,
	...organizationCases,
	...logCases,
];

export const logtoDocumented: Documented[] = [
	{
		...getMany,
		method: 'GET',
		path: '/api/users',
		query: [
			'search',
			...['id', 'name', 'primaryEmail', 'primaryPhone', 'username'].flatMap((name) => [
				`search.${name}`,
				`mode.${name}`,
			]),
			'mode',
			'joint',
			'isCaseSensitive',
			'excludeRoleId',
			'excludeOrganizationId',
			'includePasswordHash',
		],
		exceptions: { search_params: 'stands for search, mode, joint and isCaseSensitive, above' },
	},
	{
		...assign,
		method: 'POST',
		path: '/api/users/{userId}/roles',
		body: ['roleIds'],
	},
	{
		...at('user', 'create'),
		method: 'POST',
		path: '/api/users',
		body: [
			'primaryPhone',
			'primaryEmail',
			'username',
			'password',
			'passwordDigest',
			'passwordAlgorithm',
			'name',
			'avatar',
			'customData.branch',
			...profilePaths('profile'),
		],
		exceptions: { customData: 'any object, see customData.branch' },
	},
	{
		...at('user', 'delete'),
		method: 'DELETE',
		path: '/api/users/{userId}',
	},
	{
		...at('user', 'get'),
		method: 'GET',
		path: '/api/users/{userId}',
		query: ['includeSsoIdentities', 'includePasswordHash'],
	},
	{
		...at('user', 'getOrganizations'),
		method: 'GET',
		path: '/api/users/{userId}/organizations',
	},
	{
		...at('user', 'hasPassword'),
		method: 'GET',
		path: '/api/users/{userId}/has-password',
	},
	{
		...at('user', 'suspend'),
		method: 'PATCH',
		path: '/api/users/{userId}/is-suspended',
		body: ['isSuspended'],
	},
	{
		...at('user', 'unsuspend'),
		method: 'PATCH',
		path: '/api/users/{userId}/is-suspended',
		body: ['isSuspended'],
	},
	{
		...at('user', 'update'),
		method: 'PATCH',
		path: '/api/users/{userId}',
		body: [
			'username',
			'primaryEmail',
			'primaryPhone',
			'name',
			'avatar',
			'customData.branch',
			...profilePaths('profile'),
		],
		exceptions: { customData: 'any object, see customData.branch' },
	},
	{
		...at('user', 'updateProfile'),
		method: 'PATCH',
		path: '/api/users/{userId}/profile',
		body: profilePaths('profile'),
	},
	{
		...at('user', 'updatePassword'),
		method: 'PATCH',
		path: '/api/users/{userId}/password',
		body: ['password'],
	},
	{
		...at('user', 'verifyPassword'),
		method: 'POST',
		path: '/api/users/{userId}/password/verify',
		body: ['password'],
	},
	{
		...at('customData', 'get'),
		method: 'GET',
		path: '/api/users/{userId}/custom-data',
	},
	{
		...at('customData', 'update'),
		method: 'PATCH',
		path: '/api/users/{userId}/custom-data',
		body: ['customData.branch'],
		exceptions: { customData: 'any object, see customData.branch' },
	},
	{
		...at('userRole', 'getAll'),
		method: 'GET',
		path: '/api/users/{userId}/roles',
		query: [
			'search',
			...['description', 'id', 'name'].flatMap((name) => [`search.${name}`, `mode.${name}`]),
			'mode',
			'joint',
			'isCaseSensitive',
		],
		exceptions: { search_params: 'stands for search, mode, joint and isCaseSensitive, above' },
	},
	{
		...at('userRole', 'remove'),
		method: 'DELETE',
		path: '/api/users/{userId}/roles/{roleId}',
	},
	{
		...at('userRole', 'replace'),
		method: 'PUT',
		path: '/api/users/{userId}/roles',
		body: ['roleIds'],
	},
	{
		...at('socialIdentity', 'delete'),
		method: 'DELETE',
		path: '/api/users/{userId}/identities/{target}',
	},
	{
		...at('socialIdentity', 'link'),
		method: 'POST',
		path: '/api/users/{userId}/identities',
		body: ['connectorId', 'connectorData.code'],
		exceptions: { connectorData: 'any object, see connectorData.code' },
	},
	{
		...at('socialIdentity', 'replace'),
		method: 'PUT',
		path: '/api/users/{userId}/identities/{target}',
		body: ['userId', 'details.name'],
		exceptions: { details: 'any object, see details.name' },
	},
	{
		...at('mfaVerification', 'create'),
		method: 'POST',
		path: '/api/users/{userId}/mfa-verifications',
		body: ['type', 'secret', 'codes'],
	},
	{
		...at('mfaVerification', 'delete'),
		method: 'DELETE',
		path: '/api/users/{userId}/mfa-verifications/{verificationId}',
	},
	{
		...at('mfaVerification', 'getAll'),
		method: 'GET',
		path: '/api/users/{userId}/mfa-verifications',
	},
	{
		...at('personalAccessToken', 'create'),
		method: 'POST',
		path: '/api/users/{userId}/personal-access-tokens',
		body: ['name', 'expiresAt'],
	},
	{
		...at('personalAccessToken', 'delete'),
		method: 'DELETE',
		path: '/api/users/{userId}/personal-access-tokens/{name}',
	},
	{
		...at('personalAccessToken', 'delete'),
		method: 'POST',
		path: '/api/users/{userId}/personal-access-tokens/delete',
		body: ['name'],
	},
	{
		...at('personalAccessToken', 'getAll'),
		method: 'GET',
		path: '/api/users/{userId}/personal-access-tokens',
	},
	{
		...at('personalAccessToken', 'rename'),
		method: 'PATCH',
		path: '/api/users/{userId}/personal-access-tokens/{name}',
		body: ['name'],
	},
	{
		...at('personalAccessToken', 'rename'),
		method: 'PATCH',
		path: '/api/users/{userId}/personal-access-tokens',
		body: ['currentName', 'name'],
	},
	...offboardDocumented,
	...createOrUpdateDocumented,
	...sessionDocumented,
	...roleDocumented,
	...organizationDocumented,
	...logDocumented,
];
