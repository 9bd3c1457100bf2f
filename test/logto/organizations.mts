/** Organizations, their members, and the invitations into them. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { ADA, ada, at, missing, nothing, simplified, user } from './records.mjs';

const ID = 'c9wei6jij6dh';
const organization = { mode: 'id', value: ID };
const AT = `/api/organizations/${ID}`;
const MEMBER = `${AT}/users/a1b2c3d4e5f6`;
const EDITOR = 'u6uo2kq8x4m1zv7b9c3nd';
const VIEWER = 'v6uo2kq8x4m1zv7b9c3nd';

const record: IDataObject = {
	tenantId: 'default',
	id: ID,
	name: 'Northwind',
	description: 'Shop',
	customData: { plan: 'gold' },
	isMfaRequired: false,
	color: {},
	branding: {},
	customCss: null,
	createdAt: 1795562357052,
};

const short: IDataObject = {
	id: ID,
	name: 'Northwind',
	description: 'Shop',
	isMfaRequired: false,
	createdAt: 1795562357052,
	customData: { plan: 'gold' },
};

const roleRecord = (id: string, name: string): IDataObject => ({
	tenantId: 'default',
	id,
	name,
	description: null,
	type: 'User',
});
const editor = roleRecord(EDITOR, 'editor');
const viewer = roleRecord(VIEWER, 'viewer');

const page = (...records: IDataObject[]) => ({
	headers: { 'Total-Number': String(records.length) },
	body: records,
});

const PAGE: Array<[string, string]> = [
	['page', '1'],
	['page_size', '100'],
];

const done = { status: 204 };

const LOOK_UP = {
	method: 'GET',
	path: '/api/users',
	query: [
		['mode.id', 'exact'],
		['mode.username', 'exact'],
		['page_size', '100'],
		['search.id', 'ada'],
		['search.username', 'ada'],
	] as Array<[string, string]>,
};

/** How a role is found by its name. */
const roleNamed = (name: string) => ({
	method: 'GET',
	path: '/api/organization-roles',
	query: [...PAGE, ['q', name]] as Array<[string, string]>,
});

const INVITATION = 'p4m8x2kq7zv1tb9w5c3nd';
const invitation = { mode: 'id', value: INVITATION };
const INVITATION_AT = `/api/organization-invitations/${INVITATION}`;

const invited: IDataObject = {
	tenantId: 'default',
	id: INVITATION,
	inviterId: null,
	invitee: 'ada@example.com',
	acceptedUserId: null,
	organizationId: ID,
	status: 'Pending',
	createdAt: 1795562357052,
	updatedAt: 1795562357052,
	expiresAt: 4102444800000,
	organizationRoles: [{ id: EDITOR, name: 'editor' }],
};

const accepted = { ...invited, status: 'Accepted', acceptedUserId: 'a1b2c3d4e5f6' };
const revoked = { ...invited, status: 'Revoked' };
const ended = {
	status: 422,
	body: { code: 'request.invalid_input', message: 'The status cannot be changed anymore.' },
};

const ids = { organizationId: ID, userId: 'a1b2c3d4e5f6' };

export const organizationCases: OperationCase[] = [
	{
		...at('organization', 'create'),
		title: 'by its name alone',
		parameters: { name: ' Northwind ' },
		answers: [{ status: 201, body: record }],
		requests: [{ method: 'POST', path: '/api/organizations', body: { name: 'Northwind' } }],
		items: [short],
	},
	{
		...at('organization', 'create'),
		title: 'with everything, raw',
		parameters: {
			name: 'Northwind',
			additionalFields: {
				description: 'Shop',
				customData: '{ "plan": "gold" }',
				isMfaRequired: 'true',
			},
			simplify: false,
		},
		answers: [{ status: 201, body: record }],
		requests: [
			{
				method: 'POST',
				path: '/api/organizations',
				body: {
					name: 'Northwind',
					description: 'Shop',
					customData: { plan: 'gold' },
					isMfaRequired: true,
				},
			},
		],
		items: [record],
	},
	{
		...at('organization', 'get'),
		title: 'by a name, letter for letter',
		parameters: { organization: { mode: 'name', value: 'Northwind' } },
		answers: [page({ ...record, id: 'other', name: 'Northwind Ltd.' }, record), { body: record }],
		requests: [
			{ method: 'GET', path: '/api/organizations', query: [...PAGE, ['q', 'Northwind']] },
			{ method: 'GET', path: AT },
		],
		items: [short],
	},
	{
		...at('organization', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { organization, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: AT }],
		items: [{ found: false }],
	},
	{
		...at('organization', 'getAll'),
		title: 'short',
		parameters: { limit: 2 },
		answers: [page(record)],
		requests: [
			{
				method: 'GET',
				path: '/api/organizations',
				query: [
					['page', '1'],
					['page_size', '2'],
				],
			},
		],
		items: [short],
	},
	{
		...at('organization', 'getAll'),
		title: 'those that match, with their number of members',
		parameters: {
			returnAll: true,
			filters: { search: 'north' },
			options: { showFeatured: true },
		},
		answers: [page({ ...record, usersCount: 7, featuredUsers: [] })],
		requests: [
			{
				method: 'GET',
				path: '/api/organizations',
				query: [...PAGE, ['q', 'north'], ['showFeatured', 'true']],
			},
		],
		items: [{ ...short, usersCount: 7 }],
	},
	{
		...at('organization', 'update'),
		title: 'everything that can be changed',
		parameters: {
			organization,
			updateFields: {
				name: 'Northwind',
				description: 'Shop',
				customData: { plan: 'free' },
				isMfaRequired: false,
			},
			simplify: false,
		},
		answers: [{ body: record }],
		requests: [
			{
				method: 'PATCH',
				path: AT,
				body: {
					name: 'Northwind',
					description: 'Shop',
					customData: { plan: 'free' },
					isMfaRequired: false,
				},
			},
		],
		items: [record],
	},
	{
		...at('organization', 'update'),
		title: 'takes the description away, and keeps other custom data when told to',
		parameters: {
			organization,
			updateFields: { description: '', customData: { seats: 5 } },
			options: { mergeCustomData: true },
		},
		answers: [{ body: record }, { body: record }],
		requests: [
			{ method: 'GET', path: AT },
			{
				method: 'PATCH',
				path: AT,
				body: { description: null, customData: { plan: 'gold', seats: 5 } },
			},
		],
		items: [short],
	},
	{
		...at('organization', 'delete'),
		title: 'by id',
		parameters: { organization },
		answers: [done],
		requests: [{ method: 'DELETE', path: AT }],
		items: [{ id: ID, deleted: true }],
	},
	{
		...at('organizationMember', 'getAll'),
		title: 'short, with the roles held there',
		parameters: { organization, limit: 2 },
		answers: [page({ ...user, passwordDigest: 'x', organizationRoles: [{ id: EDITOR }] })],
		requests: [
			{
				method: 'GET',
				path: `${AT}/users`,
				query: [
					['page', '1'],
					['page_size', '2'],
				],
			},
		],
		items: [{ ...simplified, organizationRoles: [{ id: EDITOR }] }],
	},
	{
		...at('organizationMember', 'getAll'),
		title: 'those with a role, by its name, raw',
		parameters: {
			organization,
			returnAll: true,
			simplify: false,
			filters: { search: 'ada', role: 'editor' },
		},
		answers: [page(editor), page({ ...user, organizationRoles: [] })],
		requests: [
			roleNamed('editor'),
			{
				method: 'GET',
				path: `${AT}/users`,
				query: [['organizationRoleId', EDITOR], ...PAGE, ['q', 'ada']],
			},
		],
		items: [{ ...user, organizationRoles: [] }],
	},
	{
		...at('organizationMember', 'add'),
		title: 'without roles',
		parameters: { organization, users: 'ada' },
		answers: [{ body: [user] }, { status: 201, body: { userIds: ['a1b2c3d4e5f6'] } }],
		requests: [
			LOOK_UP,
			{ method: 'POST', path: `${AT}/users`, body: { userIds: ['a1b2c3d4e5f6'] } },
		],
		items: [{ success: true, organizationId: ID, userIds: ['a1b2c3d4e5f6'] }],
	},
	{
		...at('organizationMember', 'add'),
		title: 'with roles, by name and ID',
		parameters: { organization, users: 'ada', roles: ['viewer', EDITOR, EDITOR] },
		answers: [
			page(viewer),
			{ body: [user] },
			{ status: 201, body: { userIds: ['a1b2c3d4e5f6'] } },
			{ status: 201, body: 'Created' },
		],
		requests: [
			roleNamed('viewer'),
			LOOK_UP,
			{ method: 'POST', path: `${AT}/users`, body: { userIds: ['a1b2c3d4e5f6'] } },
			{
				method: 'POST',
				path: `${AT}/users/roles`,
				body: { userIds: ['a1b2c3d4e5f6'], organizationRoleIds: [VIEWER, EDITOR] },
			},
		],
		items: [
			{
				success: true,
				organizationId: ID,
				userIds: ['a1b2c3d4e5f6'],
				roleIds: [VIEWER, EDITOR],
			},
		],
	},
	{
		...at('organizationMember', 'replace'),
		title: 'by those who were found',
		parameters: { organization, users: 'ada' },
		answers: [{ body: [user] }, done],
		requests: [
			LOOK_UP,
			{ method: 'PUT', path: `${AT}/users`, body: { userIds: ['a1b2c3d4e5f6'] } },
		],
		items: [{ success: true, organizationId: ID, userIds: ['a1b2c3d4e5f6'] }],
	},
	{
		...at('organizationMember', 'replace'),
		title: 'by none at all, when told to',
		parameters: { organization, removeAll: 'true' },
		answers: [done],
		requests: [{ method: 'PUT', path: `${AT}/users`, body: { userIds: [] } }],
		items: [{ success: true, organizationId: ID, userIds: [] }],
	},
	{
		...at('organizationMember', 'remove'),
		title: 'who is none, having looked at both',
		parameters: { organization, user: ada },
		answers: [nothing, { body: record }, { body: user }],
		requests: [
			{ method: 'DELETE', path: MEMBER },
			{ method: 'GET', path: AT },
			{ method: 'GET', path: ADA },
		],
		items: [{ success: true, ...ids, already: true }],
	},
	{
		...at('organizationMember', 'remove'),
		title: 'who is one',
		parameters: { organization, user: ada },
		answers: [done],
		requests: [{ method: 'DELETE', path: MEMBER }],
		items: [{ success: true, ...ids, already: false }],
	},
	{
		...at('organizationMember', 'getRoles'),
		title: 'all',
		parameters: { organization, user: ada, returnAll: true },
		answers: [page(editor)],
		requests: [{ method: 'GET', path: `${MEMBER}/roles`, query: PAGE }],
		items: [editor],
	},
	{
		...at('organizationMember', 'addRoles'),
		title: 'only those that are lacking',
		parameters: { organization, user: ada, roles: [EDITOR, VIEWER] },
		answers: [page(editor), { status: 201, body: { organizationRoleIds: [VIEWER] } }],
		requests: [
			{ method: 'GET', path: `${MEMBER}/roles`, query: PAGE },
			{ method: 'POST', path: `${MEMBER}/roles`, body: { organizationRoleIds: [VIEWER] } },
		],
		items: [{ ...ids, roleIds: [EDITOR, VIEWER], addedRoleIds: [VIEWER], already: false }],
	},
	{
		...at('organizationMember', 'addRoles'),
		title: 'by name, and sends nothing where all are held',
		parameters: { organization, user: ada, roles: ['editor'] },
		answers: [page(editor), page(editor)],
		requests: [roleNamed('editor'), { method: 'GET', path: `${MEMBER}/roles`, query: PAGE }],
		items: [{ ...ids, roleIds: [EDITOR], addedRoleIds: [], already: true }],
	},
	{
		...at('organizationMember', 'replaceRoles'),
		title: 'each once',
		parameters: { organization, user: ada, roles: [EDITOR, EDITOR] },
		answers: [done],
		requests: [{ method: 'PUT', path: `${MEMBER}/roles`, body: { organizationRoleIds: [EDITOR] } }],
		items: [{ success: true, ...ids, roleIds: [EDITOR] }],
	},
	{
		...at('organizationMember', 'replaceRoles'),
		title: 'by none at all, when told to',
		parameters: { organization, user: ada, removeAll: true },
		answers: [done],
		requests: [{ method: 'PUT', path: `${MEMBER}/roles`, body: { organizationRoleIds: [] } }],
		items: [{ success: true, ...ids, roleIds: [] }],
	},
	{
		...at('organizationMember', 'removeRole'),
		title: 'that is not held, having looked at it',
		parameters: { organization, user: ada, role: { mode: 'id', value: EDITOR } },
		answers: [nothing, { body: editor }],
		requests: [
			{ method: 'DELETE', path: `${MEMBER}/roles/${EDITOR}` },
			{ method: 'GET', path: `/api/organization-roles/${EDITOR}` },
		],
		items: [{ success: true, ...ids, roleId: EDITOR, already: true }],
	},
	{
		...at('organizationMember', 'removeRole'),
		title: 'that is held, by its name',
		parameters: { organization, user: ada, role: { mode: 'name', value: 'editor' } },
		answers: [page(editor, { ...viewer, name: 'Editor' }), done],
		requests: [roleNamed('editor'), { method: 'DELETE', path: `${MEMBER}/roles/${EDITOR}` }],
		items: [{ success: true, ...ids, roleId: EDITOR, already: false }],
	},
	{
		...at('organizationMember', 'getPermissions'),
		title: 'all together',
		parameters: { organization, user: ada },
		answers: [{ body: [{ id: 'p1', name: 'read:all', description: null }] }],
		requests: [{ method: 'GET', path: `${MEMBER}/scopes` }],
		items: [{ id: 'p1', name: 'read:all', description: null }],
	},
	{
		...at('organizationMember', 'getPermissions'),
		title: 'looks at the membership where there is none',
		parameters: { organization, user: ada },
		answers: [{ body: [] }, { body: [] }],
		requests: [
			{ method: 'GET', path: `${MEMBER}/scopes` },
			{ method: 'GET', path: `${MEMBER}/roles` },
		],
		items: [],
	},
	{
		...at('organizationInvitation', 'create'),
		title: 'without an email',
		parameters: {
			organization,
			invitee: ' ada@example.com ',
			expiresAt: '2100-01-01T00:00:00Z',
		},
		answers: [{ status: 201, body: invited }],
		requests: [
			{
				method: 'POST',
				path: '/api/organization-invitations',
				body: {
					organizationId: ID,
					invitee: 'ada@example.com',
					expiresAt: 4102444800000,
					messagePayload: false,
				},
			},
		],
		items: [invited],
	},
	{
		...at('organizationInvitation', 'create'),
		title: 'with roles by name, an inviter and an email',
		parameters: {
			organization,
			invitee: 'ada@example.com',
			roles: ['editor'],
			expiresAt: '2100-01-01T00:00:00Z',
			options: {
				inviterId: 'b1b2c3d4e5f6',
				sendEmail: true,
				link: 'https://example.com/join',
				locale: 'de-DE',
			},
		},
		answers: [page(editor), { status: 201, body: invited }],
		requests: [
			roleNamed('editor'),
			{
				method: 'POST',
				path: '/api/organization-invitations',
				body: {
					organizationId: ID,
					invitee: 'ada@example.com',
					organizationRoleIds: [EDITOR],
					expiresAt: 4102444800000,
					inviterId: 'b1b2c3d4e5f6',
					messagePayload: { link: 'https://example.com/join', locale: 'de-DE' },
				},
			},
		],
		items: [invited],
	},
	{
		...at('organizationInvitation', 'get'),
		title: 'by id',
		parameters: { invitation },
		answers: [{ body: invited }],
		requests: [{ method: 'GET', path: INVITATION_AT }],
		items: [invited],
	},
	{
		...at('organizationInvitation', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { invitation, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: INVITATION_AT }],
		items: [{ found: false }],
	},
	{
		...at('organizationInvitation', 'getAll'),
		title: 'all, limited here',
		parameters: { limit: 1 },
		answers: [{ body: [invited, revoked] }],
		requests: [{ method: 'GET', path: '/api/organization-invitations' }],
		items: [invited],
	},
	{
		...at('organizationInvitation', 'getAll'),
		title: 'by every filter; the status is looked at here',
		parameters: {
			returnAll: true,
			filters: {
				organization: 'Northwind',
				inviterId: 'b1b2c3d4e5f6',
				invitee: 'ada@example.com',
				status: 'Revoked',
			},
		},
		answers: [page(record), { body: [invited, revoked] }],
		requests: [
			{ method: 'GET', path: '/api/organizations', query: [...PAGE, ['q', 'Northwind']] },
			{
				method: 'GET',
				path: '/api/organization-invitations',
				query: [
					['invitee', 'ada@example.com'],
					['inviterId', 'b1b2c3d4e5f6'],
					['organizationId', ID],
				],
			},
		],
		items: [revoked],
	},
	{
		...at('organizationInvitation', 'resend'),
		title: 'with a link and a locale',
		parameters: {
			invitation,
			link: 'https://example.com/join',
			options: { locale: 'de-DE' },
		},
		answers: [done],
		requests: [
			{
				method: 'POST',
				path: `${INVITATION_AT}/message`,
				body: { link: 'https://example.com/join', locale: 'de-DE' },
			},
		],
		items: [{ success: true, invitationId: INVITATION }],
	},
	{
		...at('organizationInvitation', 'accept'),
		title: 'for the user whose email it is',
		parameters: { invitation, user: ada },
		answers: [{ body: accepted }],
		requests: [
			{
				method: 'PUT',
				path: `${INVITATION_AT}/status`,
				body: { status: 'Accepted', acceptedUserId: 'a1b2c3d4e5f6' },
			},
		],
		items: [{ ...accepted, already: false }],
	},
	{
		...at('organizationInvitation', 'accept'),
		title: 'that this user has accepted',
		parameters: { invitation, user: ada },
		answers: [ended, { body: accepted }],
		requests: [
			{
				method: 'PUT',
				path: `${INVITATION_AT}/status`,
				body: { status: 'Accepted', acceptedUserId: 'a1b2c3d4e5f6' },
			},
			{ method: 'GET', path: INVITATION_AT },
		],
		items: [{ ...accepted, already: true }],
	},
	{
		...at('organizationInvitation', 'revoke'),
		title: 'that is pending',
		parameters: { invitation },
		answers: [{ body: revoked }],
		requests: [{ method: 'PUT', path: `${INVITATION_AT}/status`, body: { status: 'Revoked' } }],
		items: [{ ...revoked, already: false }],
	},
	{
		...at('organizationInvitation', 'revoke'),
		title: 'that is revoked',
		parameters: { invitation },
		answers: [ended, { body: revoked }],
		requests: [
			{ method: 'PUT', path: `${INVITATION_AT}/status`, body: { status: 'Revoked' } },
			{ method: 'GET', path: INVITATION_AT },
		],
		items: [{ ...revoked, already: true }],
	},
	{
		...at('organizationInvitation', 'delete'),
		title: 'by id',
		parameters: { invitation },
		answers: [done],
		requests: [{ method: 'DELETE', path: INVITATION_AT }],
		items: [{ id: INVITATION, deleted: true }],
	},
];

const LOOKS = Object.fromEntries(
	[
		...['primaryColor', 'isDarkModeEnabled', 'darkPrimaryColor'].map((name) => `color.${name}`),
		...['logoUrl', 'darkLogoUrl', 'favicon', 'darkFavicon'].map((name) => `branding.${name}`),
		'customCss',
	].map((name) => [name, 'how its sign-in page looks is set in the console']),
);
const OF_LOGTO = {
	tenantId: 'a token is good for one tenant',
	createdAt: "not for one's own writing",
	customData: 'any object, see customData.plan',
};
const ORGANIZATION = ['name', 'description', 'customData.plan', 'isMfaRequired'];
const STATUS = {
	method: 'PUT',
	path: '/api/organization-invitations/{id}/status',
} as const;
const MAIL = 'the template has the link and the language; a code is for sign-ins';
const BY_ID = { organizationRoleNames: 'the node finds roles by name itself, and sends their IDs' };

export const organizationDocumented: Documented[] = [
	{
		...at('organization', 'create'),
		method: 'POST',
		path: '/api/organizations',
		body: ORGANIZATION,
		exceptions: { ...LOOKS, ...OF_LOGTO },
	},
	{ ...at('organization', 'get'), method: 'GET', path: '/api/organizations/{id}' },
	{
		...at('organization', 'getAll'),
		method: 'GET',
		path: '/api/organizations',
		query: ['q', 'showFeatured'],
	},
	{
		...at('organization', 'update'),
		method: 'PATCH',
		path: '/api/organizations/{id}',
		body: ORGANIZATION,
		exceptions: { ...LOOKS, ...OF_LOGTO, id: 'an ID stays as it is' },
	},
	{ ...at('organization', 'delete'), method: 'DELETE', path: '/api/organizations/{id}' },
	{
		...at('organizationMember', 'getAll'),
		method: 'GET',
		path: '/api/organizations/{id}/users',
		query: ['q', 'organizationRoleId'],
	},
	{
		...at('organizationMember', 'add'),
		method: 'POST',
		path: '/api/organizations/{id}/users',
		body: ['userIds'],
	},
	{
		...at('organizationMember', 'add'),
		method: 'POST',
		path: '/api/organizations/{id}/users/roles',
		body: ['userIds', 'organizationRoleIds'],
	},
	{
		...at('organizationMember', 'replace'),
		method: 'PUT',
		path: '/api/organizations/{id}/users',
		body: ['userIds'],
	},
	{
		...at('organizationMember', 'remove'),
		method: 'DELETE',
		path: '/api/organizations/{id}/users/{userId}',
	},
	{
		...at('organizationMember', 'getRoles'),
		method: 'GET',
		path: '/api/organizations/{id}/users/{userId}/roles',
	},
	{
		...at('organizationMember', 'addRoles'),
		method: 'POST',
		path: '/api/organizations/{id}/users/{userId}/roles',
		body: ['organizationRoleIds'],
		exceptions: BY_ID,
	},
	{
		...at('organizationMember', 'replaceRoles'),
		method: 'PUT',
		path: '/api/organizations/{id}/users/{userId}/roles',
		body: ['organizationRoleIds'],
		exceptions: BY_ID,
	},
	{
		...at('organizationMember', 'removeRole'),
		method: 'DELETE',
		path: '/api/organizations/{id}/users/{userId}/roles/{organizationRoleId}',
	},
	{
		...at('organizationMember', 'getPermissions'),
		method: 'GET',
		path: '/api/organizations/{id}/users/{userId}/scopes',
	},
	{
		...at('organizationInvitation', 'create'),
		method: 'POST',
		path: '/api/organization-invitations',
		body: [
			'inviterId',
			'invitee',
			'organizationId',
			'expiresAt',
			'organizationRoleIds',
			'messagePayload.link',
			'messagePayload.locale',
		],
		exceptions: { 'messagePayload.code': MAIL, 'messagePayload.uiLocales': MAIL },
	},
	{
		...at('organizationInvitation', 'get'),
		method: 'GET',
		path: '/api/organization-invitations/{id}',
	},
	{
		...at('organizationInvitation', 'getAll'),
		method: 'GET',
		path: '/api/organization-invitations',
		query: ['organizationId', 'inviterId', 'invitee'],
	},
	{
		...at('organizationInvitation', 'resend'),
		method: 'POST',
		path: '/api/organization-invitations/{id}/message',
		body: ['link', 'locale'],
		exceptions: { code: MAIL, uiLocales: MAIL },
	},
	{
		...at('organizationInvitation', 'accept'),
		...STATUS,
		body: ['status', 'acceptedUserId'],
	},
	{
		...at('organizationInvitation', 'revoke'),
		...STATUS,
		body: ['status'],
		exceptions: { acceptedUserId: 'goes with Accept' },
	},
	{
		...at('organizationInvitation', 'delete'),
		method: 'DELETE',
		path: '/api/organization-invitations/{id}',
	},
];
