import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { administrationCases, administrationDocumented } from './administration.mjs';
import { applicationCases, applicationDocumented } from './application.mjs';
import { createOrUpdateCases, createOrUpdateDocumented } from './createOrUpdate.mjs';
import { customAttributeCases, customAttributeDocumented } from './customAttribute.mjs';
import { eventCases, eventDocumented } from './event.mjs';
import { groupCases, groupDocumented } from './group.mjs';
import { mfaCases, mfaDocumented } from './mfa.mjs';
import { offboardCases, offboardDocumented } from './offboard.mjs';
import { accessCases, accessDocumented } from './access.mjs';
import { roleCases, roleDocumented } from './role.mjs';
import { userNextCases, userNextDocumented } from './userNext.mjs';

const success = { error: false, code: 200, type: 'success', message: 'Success' };

/** A user as v1 answers with it, fields and order as recorded from the wire; values invented. */
const user: IDataObject = {
	activated_at: '2026-01-02T03:04:05.006Z',
	created_at: '2026-01-02T03:04:05.006Z',
	email: 'ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	group_id: null,
	id: 4711,
	invalid_login_attempts: null,
	invitation_sent_at: null,
	last_login: '2026-02-03T04:05:06.007Z',
	lastname: 'Vogel',
	locked_until: null,
	comment: '',
	phone: '',
	status: 1,
	updated_at: '2026-02-03T04:05:06.007Z',
	external_id: null,
	directory_id: null,
	role_id: [77],
	company: '',
	department: 'Research',
	title: '',
	state: 1,
	custom_attributes: { branch: 'Kassel' },
};

const simplified: IDataObject = {
	id: 4711,
	email: 'ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	lastname: 'Vogel',
	department: 'Research',
	status: 1,
	state: 1,
	last_login: '2026-02-03T04:05:06.007Z',
	role_ids: [77],
	custom_attributes: { branch: 'Kassel' },
};

const on = (operation: string) => ({ node: 'oneLogin', resource: 'user', operation }) as const;
const getMany = on('getAll');
const addRoles = on('addRoles');
const removeRoles = on('removeRoles');
const customAttributes = {
	node: 'oneLogin',
	resource: 'customAttribute',
	operation: 'getAll',
} as const;

/** v1's answer to whatever worked. */
const done = { body: { status: success } };

/** v1's answer with records. */
const data = (...records: unknown[]) => ({ body: { status: success, data: records } });

/** The form of the generated SDKs for the same. */
const flatDone = { body: { code: 200, type: 'success', message: 'Success' } };

const refused = (message: string, code = 400) => ({
	status: code,
	body: { status: { error: true, code, type: 'bad request', message } },
});

const DATES = ['created', 'updated', 'last_login'].flatMap((name) => [
	`${name}_since`,
	`${name}_until`,
]);

const TEXTS = [
	'email',
	'external_id',
	'firstname',
	'id',
	'lastname',
	'manager_ad_id',
	'samaccountname',
	'user_ids',
	'username',
	'userprincipalname',
];

const byId = { mode: 'id', value: '4711' };

/** Texts of a user that create and update send as they are. */
const ATTRIBUTES = {
	samaccountname: 'ada.v',
	comment: 'Joined in May',
	company: 'Example',
	department: 'Research',
	distinguished_name: 'CN=Ada,DC=example,DC=com',
	external_id: 'E-1',
	locale_code: 'de_DE',
	manager_ad_id: 'M-1',
	member_of: 'CN=Staff',
	notes: 'Old name of comment',
	openid_name: 'ada.v',
	phone: '+4915112345678',
	preferred_locale_code: 'de-DE',
	title: 'Physicist',
	userprincipalname: 'ada@example.com',
};

const NAMES = { firstname: 'Ada', lastname: 'Vogel', email: 'ada@example.com', username: 'ada' };

/** What the form gives for everything that is not text, and what must be sent of it. */
const others = {
	form: {
		directory_id: 12,
		group_id: '34',
		invalid_login_attempts: 0,
		manager_user_id: { mode: 'id', value: '815' },
		role_ids: ['77'],
		state: 3,
		status: 7,
		trusted_idp_id: 56,
	},
	body: {
		directory_id: 12,
		group_id: 34,
		invalid_login_attempts: 0,
		manager_user_id: 815,
		role_ids: [77],
		state: 3,
		status: 7,
		trusted_idp_id: 56,
	},
};

/** SHA-256 of "hello" and "password": the example in OneLogin's documentation. */
const HELLO = 'b1c788abac15390de987ad17b65ac73c9b475d428a51f245c645a442fddd078b';

/** SHA-256 of "11xxxx1" and "P@33w0rd1": the other one. */
const XXXX = '9fb8dc1cdabee85d13f5b4ba680a5e71cb8c80e78e5ffe8c01b698fa39346006';

const BCRYPT = '$2a$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234';

const custom = { attribute: [{ name: 'branch', value: 'Kassel' }] };

/** A password in create's and update's form, and what must be sent of it. */
const PASSWORDS = [
	{
		title: 'in clear text',
		form: { clear: { password: ' pass word ' } },
		body: { password: ' pass word ', password_confirmation: ' pass word ' },
	},
	{
		title: 'in clear text, of which only the hash is sent',
		form: { hashed: { password: 'password', salt: 'hello' } },
		body: {
			password: HELLO,
			password_confirmation: HELLO,
			password_algorithm: 'salt+sha256',
			salt: 'hello',
		},
	},
	{
		title: 'as a hash with its salt',
		form: { hash: { algorithm: 'sha256+salt', hash: XXXX.toUpperCase(), salt: '11xxxx1' } },
		body: {
			password: XXXX,
			password_confirmation: XXXX,
			password_algorithm: 'sha256+salt',
			salt: '11xxxx1',
		},
	},
	{
		title: 'as a bcrypt hash',
		form: { hash: { algorithm: 'bcrypt', hash: BCRYPT } },
		body: { password: BCRYPT, password_confirmation: BCRYPT, password_algorithm: 'bcrypt' },
	},
];

/** The endpoints that answer with a verdict only: what the form gives, what is sent, what comes out. */
const VERDICTS: Array<Pick<OperationCase, 'operation' | 'parameters' | 'requests' | 'items'>> = [
	{
		operation: 'delete',
		parameters: { user: byId },
		requests: [
			{
				method: 'DELETE',
				path: '/api/1/users/4711',
				headers: { 'content-type': 'application/json' },
			},
		],
		items: [{ deleted: true, id: 4711 }],
	},
	{
		operation: 'lock',
		parameters: { user: byId, minutes: 30 },
		requests: [{ method: 'PUT', path: '/api/1/users/4711/lock_user', body: { locked_until: 30 } }],
		items: [{ id: 4711, locked: true, changed: true }],
	},
	{
		operation: 'logOut',
		parameters: { user: byId },
		requests: [{ method: 'PUT', path: '/api/1/users/4711/logout', body: {} }],
		items: [{ id: 4711, loggedOut: true }],
	},
	{
		operation: 'setState',
		parameters: { user: byId, state: 0 },
		requests: [{ method: 'PUT', path: '/api/1/users/4711/set_state', body: { state: 0 } }],
		items: [{ id: 4711, state: 0, changed: true }],
	},
	{
		operation: 'setPassword',
		parameters: { user: byId, password: ' p"ä ss ' },
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/set_password_clear_text/4711',
				body: { password: ' p"ä ss ', password_confirmation: ' p"ä ss ' },
			},
		],
		items: [{ id: 4711, passwordSet: true }],
	},
	{
		operation: 'setPasswordHash',
		parameters: { user: byId, input: 'clearText', password: 'password', salt: 'hello' },
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/set_password_using_salt/4711',
				body: {
					password: HELLO,
					password_confirmation: HELLO,
					password_algorithm: 'salt+sha256',
					password_salt: 'hello',
				},
			},
		],
		items: [{ id: 4711, passwordSet: true }],
	},
	{
		operation: 'addRoles',
		parameters: { user: byId, roles: ['12'] },
		requests: [
			{ method: 'PUT', path: '/api/1/users/4711/add_roles', body: { role_id_array: [12] } },
		],
		items: [{ userId: 4711, addedRoleIds: [12], skippedRoleIds: [] }],
	},
	{
		operation: 'removeRoles',
		parameters: { user: byId, roles: ['12'], checkAfterwards: false },
		requests: [
			{ method: 'PUT', path: '/api/1/users/4711/remove_roles', body: { role_id_array: [12] } },
		],
		items: [{ userId: 4711, removedRoleIds: [12], skippedRoleIds: [] }],
	},
];

/** Every shape in which OneLogin says no more than "done". */
const SHAPES = [
	{ shape: 'v1 envelope', answer: done },
	{ shape: 'envelope with empty data', answer: data() },
	{ shape: 'flat form', answer: flatDone },
	{ shape: '204', answer: { status: 204 } },
	{ shape: '202 without a body', answer: { status: 202 } },
	{ shape: '{}', answer: { body: {} } },
];

const read = { method: 'GET', path: '/api/1/users/4711' };
const readHeld = { method: 'GET', path: '/api/1/users/4711/roles' };
const post = (body: unknown, query?: Array<[string, string]>) => ({
	method: 'POST',
	path: '/api/1/users',
	body,
	query,
});
const put = (body: unknown, query?: Array<[string, string]>) => ({
	method: 'PUT',
	path: '/api/1/users/4711',
	body,
	query,
});
const setCustom = {
	method: 'PUT',
	path: '/api/1/users/4711/set_custom_attributes',
	body: { custom_attributes: { branch: 'Kassel' } },
};

const app = {
	id: 1,
	name: 'Wiki',
	icon: 'https://example.com/wiki.png',
	provisioned: null,
	extension: false,
	login_id: 'ada@example.com',
	personal: false,
};

export const oneLoginCases: OperationCase[] = [
	{
		...getMany,
		title: 'without filters',
		parameters: { limit: 3 },
		answers: [{ body: { status: success, pagination: { after_cursor: null }, data: [user] } }],
		requests: [{ method: 'GET', path: '/api/1/users', query: [['limit', '3']] }],
		items: [simplified],
	},
	{
		...getMany,
		title: 'every filter, sorting and fields, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				...Object.fromEntries(TEXTS.map((name) => [name, `a ${name}`])),
				...Object.fromEntries(
					[...DATES, 'since', 'until'].map((name) => [name, '2026-03-01T10:00:00']),
				),
				directory_id: 12,
				role_id: '77',
				custom: { attribute: [{ name: 'branch', value: 'Kassel' }] },
			},
			sort: { field: 'last_login', direction: '-' },
			options: { fields: 'email,status' },
		},
		answers: [{ body: { status: success, pagination: { after_cursor: null }, data: [user] } }],
		requests: [
			{
				method: 'GET',
				path: '/api/1/users',
				query: [
					...TEXTS.map((name): [string, string] => [name, `a ${name}`]),
					...[...DATES, 'since', 'until'].map((name): [string, string] => [
						name,
						'2026-03-01T10:00:00.000Z',
					]),
					['custom_attributes.branch', 'Kassel'],
					['directory_id', '12'],
					['fields', 'email,status'],
					['limit', '50'],
					['role_id', '77'],
					['sort', '-last_login'],
				],
			},
		],
		items: [user],
	},
	{
		...addRoles,
		title: 'role IDs are sent as numbers',
		parameters: { user: byId, roles: ['12', '34'] },
		answers: [{ body: { status: success } }],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/4711/add_roles',
				body: { role_id_array: [12, 34] },
			},
		],
		items: [{ userId: 4711, addedRoleIds: [12, 34], skippedRoleIds: [] }],
	},
	{
		...addRoles,
		title: 'roles already held are left out, and the others still added',
		parameters: { user: byId, roles: ['12', '34'] },
		answers: [
			{
				status: 400,
				body: {
					status: {
						error: true,
						code: 400,
						type: 'bad request',
						message: 'input role_id_array is already included as user roles',
					},
				},
			},
			{ body: { status: success, data: [[12, 99]] } },
			{ body: { status: success } },
		],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/4711/add_roles',
				body: { role_id_array: [12, 34] },
			},
			{ method: 'GET', path: '/api/1/users/4711/roles' },
			{ method: 'PUT', path: '/api/1/users/4711/add_roles', body: { role_id_array: [34] } },
		],
		items: [{ userId: 4711, addedRoleIds: [34], skippedRoleIds: [12] }],
	},
	...VERDICTS.flatMap((one) =>
		SHAPES.map(({ shape, answer }) => ({
			...on(one.operation),
			...one,
			title: `done, said as ${shape}`,
			answers: [answer],
		})),
	),
	{
		...getMany,
		title: 'sorting upwards, by the name of a role and by text of one attribute',
		parameters: {
			limit: 1,
			filters: { role_id: 12, email: '*@example.com' },
			sort: { field: 'id' },
		},
		answers: [data()],
		requests: [
			{
				method: 'GET',
				path: '/api/1/users',
				query: [
					['email', '*@example.com'],
					['limit', '1'],
					['role_id', '12'],
					['sort', '+id'],
				],
			},
		],
		items: [],
	},
	{
		...getMany,
		title: 'Simplify keeps every field that was asked for',
		parameters: { limit: 1, options: { fields: 'phone' } },
		answers: [data({ id: 4711, phone: '123' })],
		requests: [
			{
				method: 'GET',
				path: '/api/1/users',
				query: [
					['fields', 'phone'],
					['limit', '1'],
				],
			},
		],
		items: [{ id: 4711, phone: '123' }],
	},
	{
		...addRoles,
		title: 'a role given twice is sent once',
		parameters: { user: byId, roles: '12, 34,12' },
		answers: [done],
		requests: [
			{ method: 'PUT', path: '/api/1/users/4711/add_roles', body: { role_id_array: [12, 34] } },
		],
		items: [{ userId: 4711, addedRoleIds: [12, 34], skippedRoleIds: [] }],
	},
	{
		...addRoles,
		title: 'nothing is sent again when all roles are held',
		parameters: { user: byId, roles: ['12'] },
		answers: [refused('input role_id_array is already included as user roles'), { body: [12, 99] }],
		requests: [
			{ method: 'PUT', path: '/api/1/users/4711/add_roles', body: { role_id_array: [12] } },
			readHeld,
		],
		items: [{ userId: 4711, addedRoleIds: [], skippedRoleIds: [12] }],
	},
	{
		...removeRoles,
		title: 'role IDs are plain numbers, and a role that OneLogin keeps is told',
		parameters: { user: byId, roles: ['12', '34'] },
		answers: [done, data([34, 99])],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/4711/remove_roles',
				body: { role_id_array: [12, 34] },
			},
			readHeld,
		],
		items: [{ userId: 4711, removedRoleIds: [12], skippedRoleIds: [], stillHeldRoleIds: [34] }],
	},
	{
		...removeRoles,
		title: 'roles not held are left out, and the others still removed',
		parameters: { user: byId, roles: ['12', '34'] },
		answers: [
			refused('input role_id_array is not included as user roles'),
			data([34, 99]),
			done,
			data([]),
		],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/4711/remove_roles',
				body: { role_id_array: [12, 34] },
			},
			readHeld,
			{ method: 'PUT', path: '/api/1/users/4711/remove_roles', body: { role_id_array: [34] } },
			readHeld,
		],
		items: [{ userId: 4711, removedRoleIds: [34], skippedRoleIds: [12], stillHeldRoleIds: [] }],
	},
	{
		...removeRoles,
		title: 'a user without roles, who needs nothing removed',
		parameters: { user: byId, roles: ['12'] },
		answers: [refused('input role_id_array is not included as user roles'), data([])],
		requests: [
			{ method: 'PUT', path: '/api/1/users/4711/remove_roles', body: { role_id_array: [12] } },
			readHeld,
		],
		items: [{ userId: 4711, removedRoleIds: [], skippedRoleIds: [12], stillHeldRoleIds: [] }],
	},
	...[
		{ title: 'the v1 list within a list', answer: data([77, 111]), ids: [77, 111] },
		{ title: 'a plain list in the envelope', answer: data(77, 111), ids: [77, 111] },
		{ title: 'a bare list', answer: { body: [77, 111] }, ids: [77, 111] },
		{ title: '[[]], which means none', answer: data([]), ids: [] },
		{ title: 'an empty list', answer: data(), ids: [] },
	].map(({ title, answer, ids }) => ({
		...on('getRoles'),
		title,
		parameters: { user: byId },
		answers: [answer],
		requests: [readHeld],
		items: ids.map((roleId) => ({ userId: 4711, roleId })),
	})),
	{
		...on('getRoles'),
		title: 'a cursor is followed, should there be one',
		parameters: { user: byId },
		answers: [
			{ body: { status: success, pagination: { after_cursor: 'MTA=' }, data: [[77]] } },
			data([111]),
		],
		requests: [readHeld, { ...readHeld, query: [['after_cursor', 'MTA=']] }],
		items: [
			{ userId: 4711, roleId: 77 },
			{ userId: 4711, roleId: 111 },
		],
	},
	...[
		{ title: 'the v1 envelope', answer: data(app, { ...app, id: 2 }), ids: [1, 2] },
		{ title: 'a list within a list', answer: data([app]), ids: [1] },
		{ title: 'a bare list', answer: { body: [app] }, ids: [1] },
		{ title: '[[]], which means none', answer: data([]), ids: [] },
	].map(({ title, answer, ids }) => ({
		...on('getApps'),
		title,
		parameters: { user: byId },
		answers: [answer],
		requests: [{ method: 'GET', path: '/api/1/users/4711/apps' }],
		items: ids.map((id) => ({ ...app, id })),
	})),
	{
		...on('getApps'),
		title: 'hidden apps too',
		parameters: { user: byId, options: { ignore_visibility: 'true' } },
		answers: [data(app)],
		requests: [
			{ method: 'GET', path: '/api/1/users/4711/apps', query: [['ignore_visibility', 'true']] },
		],
		items: [app],
	},
	...[
		{ title: 'the v1 list within a list', answer: data(['branch', 'costCenter']) },
		{ title: 'a plain list in the envelope', answer: data('branch', 'costCenter') },
	].map(({ title, answer }) => ({
		...customAttributes,
		title,
		parameters: {},
		answers: [answer],
		requests: [{ method: 'GET', path: '/api/1/users/custom_attributes' }],
		items: [{ shortname: 'branch' }, { shortname: 'costCenter' }],
	})),
	{
		...customAttributes,
		title: '[[]], which means none',
		parameters: {},
		answers: [data([])],
		requests: [{ method: 'GET', path: '/api/1/users/custom_attributes' }],
		items: [],
	},
	{
		...customAttributes,
		title: 'definitions, as the newer API has them',
		parameters: {},
		answers: [{ body: [{ id: 1, name: 'Branch', shortname: 'branch', position: 1 }] }],
		requests: [{ method: 'GET', path: '/api/1/users/custom_attributes' }],
		items: [{ id: 1, name: 'Branch', shortname: 'branch', position: 1 }],
	},
	...[
		{ title: 'v1 envelope', answer: data(user) },
		{
			title: 'envelope with one user instead of a list',
			answer: { body: { status: success, data: user } },
		},
		{ title: 'bare', answer: { body: user } },
	].flatMap(({ title, answer }) => [
		{
			...on('get'),
			title: `${title}, simplified`,
			parameters: { user: byId },
			answers: [answer],
			requests: [read],
			items: [simplified],
		},
		{
			...on('get'),
			title: `${title}, raw`,
			parameters: { user: byId, simplify: false },
			answers: [answer],
			requests: [read],
			items: [user],
		},
	]),
	{
		...on('lock'),
		title: 'without a time, as the policy says',
		parameters: { user: byId },
		answers: [done],
		requests: [{ method: 'PUT', path: '/api/1/users/4711/lock_user', body: { locked_until: 0 } }],
		items: [{ id: 4711, locked: true, changed: true }],
	},
	{
		...on('lock'),
		title: 'someone who is locked already',
		parameters: { user: byId, minutes: '5' },
		answers: [refused('user is already locked')],
		requests: [{ method: 'PUT', path: '/api/1/users/4711/lock_user', body: { locked_until: 5 } }],
		items: [{ id: 4711, locked: true, changed: false }],
	},
	...[0, 1, 2, 3].map((state) => ({
		...on('setState'),
		title: `${state}, which is the state already`,
		parameters: { user: byId, state: String(state) },
		answers: [refused('user is already in this state')],
		requests: [{ method: 'PUT', path: '/api/1/users/4711/set_state', body: { state } }],
		items: [{ id: 4711, state, changed: false }],
	})),
	{
		...on('setPassword'),
		title: 'checked against the policy',
		parameters: { user: byId, password: 'secret', options: { validate_policy: true } },
		answers: [done],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/set_password_clear_text/4711',
				body: { password: 'secret', password_confirmation: 'secret', validate_policy: true },
			},
		],
		items: [{ id: 4711, passwordSet: true }],
	},
	{
		...on('setPasswordHash'),
		title: 'the other documented example',
		parameters: { user: byId, password: 'P@33w0rd1', salt: '11xxxx1' },
		answers: [done],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/set_password_using_salt/4711',
				body: {
					password: XXXX,
					password_confirmation: XXXX,
					password_algorithm: 'salt+sha256',
					password_salt: '11xxxx1',
				},
			},
		],
		items: [{ id: 4711, passwordSet: true }],
	},
	{
		...on('setPasswordHash'),
		title: 'a hash made elsewhere, in capitals',
		parameters: { user: byId, input: 'hash', hash: HELLO.toUpperCase(), salt: 'hello' },
		answers: [done],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/set_password_using_salt/4711',
				body: {
					password: HELLO,
					password_confirmation: HELLO,
					password_algorithm: 'salt+sha256',
					password_salt: 'hello',
				},
			},
		],
		items: [{ id: 4711, passwordSet: true }],
	},
	{
		...on('setPasswordHash'),
		title: 'a hash made elsewhere, without a salt',
		parameters: { user: byId, input: 'hash', hash: HELLO },
		answers: [done],
		requests: [
			{
				method: 'PUT',
				path: '/api/1/users/set_password_using_salt/4711',
				body: {
					password: HELLO,
					password_confirmation: HELLO,
					password_algorithm: 'salt+sha256',
				},
			},
		],
		items: [{ id: 4711, passwordSet: true }],
	},
	{
		...on('create'),
		title: 'only the names; nothing else is sent',
		parameters: { ...NAMES, additionalFields: { company: '', group_id: '', role_ids: [] } },
		answers: [data(user)],
		requests: [post(NAMES)],
		items: [simplified],
	},
	{
		...on('create'),
		title: 'by username alone, answered with 201 and a bare user',
		parameters: { username: 'ada', simplify: false },
		answers: [{ status: 201, body: user }],
		requests: [post({ username: 'ada' })],
		items: [user],
	},
	{
		...on('create'),
		title: 'every attribute, roles and custom attributes, which the answer shows',
		parameters: {
			...NAMES,
			additionalFields: { ...ATTRIBUTES, ...others.form },
			customAttributes: custom,
			options: { mappings: 'sync', validate_policy: false },
		},
		answers: [data(user)],
		requests: [
			post({ ...NAMES, ...ATTRIBUTES, ...others.body, custom_attributes: { branch: 'Kassel' } }, [
				['mappings', 'sync'],
				['validate_policy', 'false'],
			]),
		],
		items: [simplified],
	},
	...PASSWORDS.map(({ title, form, body }) => ({
		...on('create'),
		title: `a password ${title}`,
		parameters: { ...NAMES, password: form },
		answers: [data(user)],
		requests: [post({ ...NAMES, ...body })],
		items: [simplified],
	})),
	{
		...on('create'),
		title: 'roles and custom attributes that OneLogin passed over are set afterwards',
		parameters: {
			...NAMES,
			additionalFields: { role_ids: [77, 78] },
			customAttributes: custom,
		},
		answers: [
			data({ ...user, role_id: null, custom_attributes: { branch: null, other: 'x' } }),
			done,
			done,
		],
		requests: [
			post({ ...NAMES, role_ids: [77, 78], custom_attributes: { branch: 'Kassel' } }),
			setCustom,
			{ method: 'PUT', path: '/api/1/users/4711/add_roles', body: { role_id_array: [77, 78] } },
		],
		items: [
			{
				...simplified,
				role_ids: [77, 78],
				custom_attributes: { branch: 'Kassel', other: 'x' },
			},
		],
	},
	{
		...on('update'),
		title: 'one attribute; nothing else is sent',
		parameters: { user: byId, updateFields: { department: 'Research' } },
		answers: [data(user)],
		requests: [put({ department: 'Research' })],
		items: [simplified],
	},
	{
		...on('update'),
		title: 'every attribute, with roles and custom attributes',
		parameters: {
			user: byId,
			updateFields: { ...NAMES, ...ATTRIBUTES, ...others.form },
			customAttributes: custom,
			options: { mappings: 'disabled', validate_policy: true },
			simplify: false,
		},
		answers: [{ body: { ...user, role_id: undefined, role_ids: [77] } }],
		requests: [
			put({ ...NAMES, ...ATTRIBUTES, ...others.body, custom_attributes: { branch: 'Kassel' } }, [
				['mappings', 'disabled'],
				['validate_policy', 'true'],
			]),
		],
		items: [{ ...withoutRoles(user), role_ids: [77] }],
	},
	{
		...on('update'),
		title: 'what is removed is sent as null, and a text left empty is cleared',
		parameters: {
			user: byId,
			updateFields: { title: '', state: '2' },
			clear: ['directory_id', 'group_id', 'manager_user_id', 'trusted_idp_id'],
		},
		answers: [data(user)],
		requests: [
			put({
				title: '',
				state: 2,
				directory_id: null,
				group_id: null,
				manager_user_id: null,
				trusted_idp_id: null,
			}),
		],
		items: [simplified],
	},
	{
		...on('update'),
		title: 'a group that an expression gives as null is removed',
		parameters: { user: byId, updateFields: { group_id: '={{ null }}' } },
		answers: [data(user)],
		requests: [put({ group_id: null })],
		items: [simplified],
	},
	...PASSWORDS.map(({ title, form, body }) => ({
		...on('update'),
		title: `a password ${title}`,
		parameters: { user: byId, password: form },
		answers: [data(user)],
		requests: [put(body)],
		items: [simplified],
	})),
	{
		...on('update'),
		title: 'a manager found by email',
		parameters: {
			user: byId,
			updateFields: { manager_user_id: { mode: 'email', value: 'Grace@example.com' } },
		},
		answers: [data({ id: 815, email: 'grace@example.com' }), data(user)],
		requests: [
			{
				method: 'GET',
				path: '/api/1/users',
				query: [
					['email', 'Grace@example.com'],
					['limit', '5'],
				],
			},
			put({ manager_user_id: 815 }),
		],
		items: [simplified],
	},
	{
		...on('update'),
		title: 'custom attributes that OneLogin passed over are set on their own',
		parameters: { user: byId, updateFields: { title: 'Dr' }, customAttributes: custom },
		answers: [data({ ...user, custom_attributes: undefined }), done],
		requests: [put({ title: 'Dr', custom_attributes: { branch: 'Kassel' } }), setCustom],
		items: [simplified],
	},
	{
		...on('update'),
		title: 'custom attributes alone, where OneLogin sees nothing in the request',
		parameters: { user: byId, customAttributes: custom },
		answers: [refused('input parameters is empty'), done, data(user)],
		requests: [put({ custom_attributes: { branch: 'Kassel' } }), setCustom, read],
		items: [simplified],
	},
	{
		...on('update'),
		title: 'a custom attribute is cleared with an empty text',
		parameters: { user: byId, customAttributes: { attribute: [{ name: 'branch', value: '' }] } },
		answers: [data({ ...user, custom_attributes: { branch: null } })],
		requests: [put({ custom_attributes: { branch: '' } })],
		items: [{ ...simplified, custom_attributes: { branch: null } }],
	},
	{
		...on('update'),
		title: 'an answer without the user is made up for by reading it',
		parameters: { user: byId, updateFields: { title: 'Dr' } },
		answers: [done, data(user)],
		requests: [put({ title: 'Dr' }), read],
		items: [simplified],
	},
	{
		...on('update'),
		title: 'roles are looked up where the answer does not say',
		parameters: { user: byId, updateFields: { role_ids: ['12', '34'] } },
		answers: [data({ ...user, role_id: null }), data([34, 12, 99])],
		requests: [put({ role_ids: [12, 34] }), readHeld],
		items: [{ ...simplified, role_ids: [34, 12, 99], stillHeldRoleIds: [99] }],
	},
	...roleCases,
	...userNextCases,
	...createOrUpdateCases,
	...offboardCases,
	...accessCases,
	...groupCases,
	...applicationCases,
	...customAttributeCases,
	...mfaCases,
	...eventCases,
	...administrationCases,
];

function withoutRoles({ role_id: _, ...rest }: IDataObject): IDataObject {
	return rest;
}

const READ_ONLY = {
	id: 'OneLogin gives it',
	activated_at: 'read-only',
	created_at: 'read-only',
	invitation_sent_at: 'read-only',
	last_login: 'read-only',
	locked_until: 'read-only; Lock sets it',
	password_changed_at: 'read-only',
	updated_at: 'read-only',
};

/** Everything of a user that create and update may send. */
const WRITABLE = [
	'comment',
	'company',
	'custom_attributes.branch',
	'department',
	'directory_id',
	'distinguished_name',
	'email',
	'external_id',
	'firstname',
	'group_id',
	'invalid_login_attempts',
	'lastname',
	'locale_code',
	'manager_ad_id',
	'manager_user_id',
	'member_of',
	'notes',
	'openid_name',
	'password',
	'password_algorithm',
	'password_confirmation',
	'phone',
	'preferred_locale_code',
	'role_ids',
	'salt',
	'samaccountname',
	'state',
	'status',
	'title',
	'trusted_idp_id',
	'username',
	'userprincipalname',
];

export const oneLoginDocumented: Documented[] = [
	{
		...getMany,
		method: 'GET',
		path: '/api/1/users',
		query: [
			...DATES,
			...TEXTS,
			'since',
			'until',
			'directory_id',
			'custom_attributes.branch',
			'fields',
			'sort',
		],
		exceptions: {
			'custom_attributes.{attribute_name}': 'sent with the name of the attribute, above',
		},
	},
	{
		...addRoles,
		method: 'PUT',
		path: '/api/1/users/{id}/add_roles',
		body: ['role_id_array'],
	},
	{
		...removeRoles,
		method: 'PUT',
		path: '/api/1/users/{id}/remove_roles',
		body: ['role_id_array'],
		exceptions: {
			'role_id_array[].role_id':
				'the documentation and all SDKs written by hand send plain numbers',
		},
	},
	{
		...on('create'),
		method: 'POST',
		path: '/api/1/users',
		query: ['mappings', 'validate_policy'],
		body: WRITABLE,
		exceptions: READ_ONLY,
	},
	{ ...on('delete'), method: 'DELETE', path: '/api/1/users/{id}' },
	{ ...on('get'), method: 'GET', path: '/api/1/users/{id}' },
	{
		...on('getApps'),
		method: 'GET',
		path: '/api/1/users/{id}/apps',
		query: ['ignore_visibility'],
	},
	{ ...on('getRoles'), method: 'GET', path: '/api/1/users/{id}/roles' },
	{
		...on('lock'),
		method: 'PUT',
		path: '/api/1/users/{id}/lock_user',
		body: ['locked_until'],
	},
	{ ...on('logOut'), method: 'PUT', path: '/api/1/users/{id}/logout' },
	{
		...on('setPassword'),
		method: 'PUT',
		path: '/api/1/users/set_password_clear_text/{id}',
		body: ['password', 'password_confirmation', 'validate_policy'],
	},
	{
		...on('setPasswordHash'),
		method: 'PUT',
		path: '/api/1/users/set_password_using_salt/{id}',
		body: ['password', 'password_confirmation', 'password_algorithm', 'password_salt'],
	},
	{
		...on('setState'),
		method: 'PUT',
		path: '/api/1/users/{id}/set_state',
		body: ['state'],
	},
	{
		...on('update'),
		method: 'PUT',
		path: '/api/1/users/{id}',
		query: ['mappings', 'validate_policy'],
		body: WRITABLE,
		exceptions: READ_ONLY,
	},
	{ ...customAttributes, method: 'GET', path: '/api/1/users/custom_attributes' },
	...roleDocumented,
	...userNextDocumented,
	...createOrUpdateDocumented,
	...offboardDocumented,
	...accessDocumented,
	...groupDocumented,
	...applicationDocumented,
	...customAttributeDocumented,
	...mfaDocumented,
	...eventDocumented,
	...administrationDocumented,
];
