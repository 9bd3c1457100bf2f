import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const on = (operation: string) => ({ node: 'oneLogin', resource: 'user', operation }) as const;

const user = { mode: 'id', value: '4711' };
const v1 = '/api/1/users/4711';
const v2 = '/api/2/users/4711';

const success = { error: false, code: 200, type: 'success', message: 'Success' };
const data = (...records: unknown[]) => ({ body: { status: success, data: records } });
const done = { body: { status: success } };

/** A user as v2 answers with it. */
const record: IDataObject = {
	id: 4711,
	email: 'Ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	lastname: 'Vogel',
	department: 'Research',
	status: 1,
	state: 1,
	last_login: null,
	role_ids: [77],
	custom_attributes: { branch: 'Kassel' },
};
const with_ = (more: IDataObject) => ({ body: { ...record, ...more } });

const read = { method: 'GET', path: v2 };
const put = (body: IDataObject, mappings?: string) => ({
	method: 'PUT',
	path: v2,
	body,
	...(mappings && { query: [['mappings', mappings]] as Array<[string, string]> }),
});

const privilege = {
	id: '2f1c2a70-6c5e-4a1b-9a7e-0d6c1b2f3a41',
	name: 'Unlock users',
	description: 'For the help desk',
	privilege: {
		Version: '2018-05-18',
		Statement: [{ Effect: 'Allow', Action: ['Users:Unlock'], Scope: ['*'] }],
	},
};

const custom = { attribute: [{ name: 'branch', value: 'Kassel' }] };

/** Everything that a list of v2 leaves out unless it is named (onelogin-next.md, section 4.1), and dates. */
const EVERYTHING =
	'id,username,email,firstname,lastname,title,department,company,status,state,group_id,manager_user_id,role_ids,custom_attributes,samaccountname,userprincipalname,distinguished_name,member_of,external_id,phone,comment,preferred_locale_code,locked_until,last_login,created_at,updated_at,activated_at';

const DAY = '2026-03-01T10:00:00.000Z';
const DATES = ['created', 'updated', 'last_login'].flatMap((name) => [
	`${name}_since`,
	`${name}_until`,
]);
const TEXTS = ['email', 'external_id', 'firstname', 'lastname', 'samaccountname', 'username'];

const anew = { email: 'Ada@example.com' };
const create = (body: IDataObject, query: Array<[string, string]> = []) => ({
	method: 'POST',
	path: '/api/2/users',
	body,
	query,
});
const short: IDataObject = {
	id: 4711,
	email: 'Ada@example.com',
	username: 'ada',
	firstname: 'Ada',
	lastname: 'Vogel',
	department: 'Research',
	status: 1,
	state: 1,
	last_login: null,
	role_ids: [77],
	custom_attributes: { branch: 'Kassel' },
};
const readV1 = { method: 'GET', path: v1 };

/** Create and Update by v2, and the license of a new user. */
const saved: OperationCase[] = [
	{
		...on('create'),
		title: 'by v2, which knows what v1 may not',
		parameters: {
			...anew,
			customAttributes: custom,
			options: { newerApi: true, mappings: 'disabled', validate_policy: false },
		},
		answers: [{ status: 201, body: record }],
		requests: [
			create({ ...anew, custom_attributes: { branch: 'Kassel' } }, [
				['mappings', 'disabled'],
				['validate_policy', 'false'],
			]),
		],
		items: [short],
	},
	{
		...on('create'),
		title: 'by v1, and the license is taken back',
		parameters: { ...anew, options: { confirmLicense: 30 } },
		answers: [data(record), data({ ...record, state: 3, status: 7 })],
		requests: [{ method: 'POST', path: '/api/1/users', body: anew }, readV1],
		items: [{ ...short, state: 3, status: 7, licensed: false }],
	},
	{
		...on('update'),
		title: 'by v2, which writes a provider that is gone as 0',
		parameters: {
			user,
			updateFields: { title: 'Dr' },
			clear: ['trusted_idp_id', 'group_id'],
			options: { newerApi: true, mappings: 'sync', validate_policy: true },
		},
		answers: [{ body: record }],
		requests: [
			{
				...put({ title: 'Dr', trusted_idp_id: 0, group_id: null }),
				query: [
					['mappings', 'sync'],
					['validate_policy', 'true'],
				],
			},
		],
		items: [short],
	},
];

export const userNextCases: OperationCase[] = [
	...saved,
	{
		...on('getAll'),
		title: 'the members of a group, by v2, with what its lists leave out',
		parameters: { limit: 7, filters: { group: 'Remote' } },
		answers: [data({ id: 34, name: 'Remote' }), { body: [record] }],
		requests: [
			{ method: 'GET', path: '/api/1/groups', query: [['limit', '50']] },
			{
				method: 'GET',
				path: '/api/2/users',
				query: [
					['fields', EVERYTHING],
					['group_id', '34'],
					['limit', '7'],
				],
			},
		],
		items: [record],
	},
	{
		...on('getAll'),
		title: 'by every filter of v2',
		parameters: {
			returnAll: true,
			filters: {
				...Object.fromEntries(DATES.map((name) => [name, DAY])),
				...Object.fromEntries(TEXTS.map((name) => [name, `a ${name}`])),
				app: '12',
				custom: { attribute: [{ name: 'branch', value: 'Kassel' }] },
				directory_id: 5,
				group: '34',
				user_ids: '4711,4712',
			},
			options: { fields: 'email,status' },
			sort: { field: 'email', direction: '+' },
		},
		answers: [{ body: [{ id: 4711, email: 'x', status: 1 }] }],
		requests: [
			{
				method: 'GET',
				path: '/api/2/users',
				query: [
					...DATES.map((name): [string, string] => [name, DAY]),
					...TEXTS.map((name): [string, string] => [name, `a ${name}`]),
					['app_id', '12'],
					['custom_attributes.branch', 'Kassel'],
					['directory_id', '5'],
					['fields', 'email,status'],
					['group_id', '34'],
					['limit', '100'],
					['sort', '+email'],
					['user_ids', '4711,4712'],
				],
			},
		],
		items: [{ id: 4711, email: 'x', status: 1 }],
	},
	{
		...on('getAll'),
		title: 'by v2 because that is wanted',
		parameters: { filters: { updated_since: DAY }, options: { newerApi: true } },
		answers: [{ body: [record] }],
		requests: [
			{
				method: 'GET',
				path: '/api/2/users',
				query: [
					['fields', EVERYTHING],
					['limit', '50'],
					['updated_since', DAY],
				],
			},
		],
		items: [record],
	},
	{
		...on('suspend'),
		title: 'without the mappings, which could give back what an offboarding takes',
		parameters: { user },
		answers: [with_({ status: 2 })],
		requests: [put({ status: 2 }, 'disabled')],
		items: [{ userId: 4711, status: 2 }],
	},
	{
		...on('suspend'),
		title: 'with the mappings, where the user is not suspended yet',
		parameters: { user, options: { mappings: 'sync', ifAlreadyDone: 'stop' } },
		answers: [with_({}), with_({ status: 2 })],
		requests: [read, put({ status: 2 }, 'sync')],
		items: [{ userId: 4711, status: 2 }],
	},
	{
		...on('activate'),
		title: 'as OneLogin does by itself',
		parameters: { user },
		answers: [with_({ status: 1 })],
		requests: [put({ status: 1 })],
		items: [{ userId: 4711, status: 1 }],
	},
	{
		...on('activate'),
		title: 'without the mappings',
		parameters: { user, options: { mappings: 'disabled', ifAlreadyDone: 'succeed' } },
		answers: [with_({ status: 1 })],
		requests: [put({ status: 1 }, 'disabled')],
		items: [{ userId: 4711, status: 1 }],
	},
	{
		...on('unlock'),
		title: 'who is locked',
		parameters: { user },
		answers: [{ body: { messsage: 'User unlocked' } }],
		requests: [{ method: 'POST', path: `${v2}/unlock`, body: {} }],
		items: [{ userId: 4711, success: true, already: false }],
	},
	{
		...on('unlock'),
		title: 'who is not locked',
		parameters: { user, options: { ifAlreadyDone: 'succeed' } },
		answers: [
			{
				status: 422,
				body: {
					statusCode: 422,
					name: 'UnprocessableEntityError',
					message: 'User cannot be unlocked',
				},
			},
			with_({}),
		],
		requests: [{ method: 'POST', path: `${v2}/unlock`, body: {} }, read],
		items: [{ userId: 4711, success: true, already: true }],
	},
	{
		...on('sendInvitation'),
		title: 'to the email as OneLogin writes it',
		parameters: { user },
		answers: [data(record), done],
		requests: [
			{ method: 'GET', path: v1 },
			{
				method: 'POST',
				path: '/api/1/invites/send_invite_link',
				body: { email: 'Ada@example.com' },
			},
		],
		items: [{ userId: 4711, sentTo: 'Ada@example.com', success: true }],
	},
	{
		...on('sendInvitation'),
		title: 'to another email',
		parameters: { user, options: { personalEmail: 'ada@example.org' } },
		answers: [data(record), done],
		requests: [
			{ method: 'GET', path: v1 },
			{
				method: 'POST',
				path: '/api/1/invites/send_invite_link',
				body: { email: 'Ada@example.com', personal_email: 'ada@example.org' },
			},
		],
		items: [{ userId: 4711, sentTo: 'ada@example.org', success: true }],
	},
	{
		...on('getInvitationLink'),
		title: 'is handed over where that is meant',
		parameters: { user, showSecret: true },
		answers: [data(record), data('https://acme.onelogin.com/password/reset?token=x1')],
		requests: [
			{ method: 'GET', path: v1 },
			{
				method: 'POST',
				path: '/api/1/invites/get_invite_link',
				body: { email: 'Ada@example.com' },
			},
		],
		items: [{ userId: 4711, link: 'https://acme.onelogin.com/password/reset?token=x1' }],
	},
	{
		...on('setCustomAttributes'),
		title: 'one of them',
		parameters: { user, customAttributes: custom },
		answers: [done],
		requests: [
			{
				method: 'PUT',
				path: `${v1}/set_custom_attributes`,
				body: { custom_attributes: { branch: 'Kassel' } },
			},
		],
		items: [{ userId: 4711, success: true }],
	},
	{
		...on('runMappings'),
		title: 'by a value that is there',
		parameters: { user },
		answers: [with_({}), with_({ role_ids: [77, 78] })],
		requests: [read, put({ email: 'Ada@example.com' }, 'sync')],
		items: [{ ...record, role_ids: [77, 78] }],
	},
	{
		...on('runMappings'),
		title: 'for someone without an email, raw',
		parameters: { user, simplify: false },
		answers: [with_({ email: null, phone: '1' }), with_({ email: null, phone: '1' })],
		requests: [read, put({ username: 'ada' }, 'sync')],
		items: [{ ...record, email: null, phone: '1' }],
	},
	{
		...on('getPrivileges'),
		title: 'their own',
		parameters: { user },
		answers: [{ body: [privilege] }],
		requests: [{ method: 'GET', path: `${v2}/privileges` }],
		items: [privilege],
	},
	{
		...on('getPrivileges'),
		title: 'all, those of roles too',
		parameters: { user, returnAll: true, options: { includeRoles: true } },
		answers: [{ body: [privilege] }],
		requests: [{ method: 'GET', path: `${v2}/delegated_privileges` }],
		items: [privilege],
	},
];

/** Attributes that Update sends, and Suspend and Activate do not. */
export const elsewhere = (...own: string[]) =>
	Object.fromEntries(
		[
			...['activated_at', 'comment', 'company', 'created_at', 'custom_attributes', 'department'],
			...['directory_id', 'distinguished_name', 'email', 'external_id', 'firstname', 'group_id'],
			...['id', 'invalid_login_attempts', 'invitation_sent_at', 'last_login', 'lastname'],
			...['locked_until', 'manager_ad_id', 'manager_user_id', 'member_of', 'password'],
			...['password_algorithm', 'password_changed_at', 'password_confirmation', 'phone'],
			...['preferred_locale_code', 'role_ids', 'salt', 'samaccountname', 'state', 'status'],
			...['title', 'trusted_idp_id', 'updated_at', 'username', 'userprincipalname'],
			'validate_policy',
		]
			.filter((name) => !own.includes(name))
			.map((name) => [name, 'Update sets it, where it can be set']),
	);

export const userNextDocumented: Documented[] = [
	{
		...on('create'),
		method: 'POST',
		path: '/api/2/users',
		query: ['mappings', 'validate_policy'],
		body: ['email', 'custom_attributes.branch'],
		exceptions: elsewhere('email'),
	},
	{
		...on('update'),
		method: 'PUT',
		path: '/api/2/users/{user_id}',
		query: ['mappings', 'validate_policy'],
		body: ['title', 'trusted_idp_id', 'group_id'],
		exceptions: elsewhere('title', 'trusted_idp_id', 'group_id'),
	},
	{
		...on('getAll'),
		method: 'GET',
		path: '/api/2/users',
		query: [
			...DATES,
			...TEXTS,
			...['app_id', 'custom_attributes.branch', 'directory_id', 'fields', 'group_id', 'sort'],
			'user_ids',
		],
		exceptions: {
			'custom_attributes.{attribute_name}': 'sent with the name of the attribute, above',
			role_ids: 'one weak source; Role > Get Users lists who has a role',
		},
	},
	...['suspend', 'activate'].map((operation) => ({
		...on(operation),
		method: 'PUT',
		path: '/api/2/users/{user_id}',
		query: ['mappings'],
		body: ['status'],
		exceptions: elsewhere('status'),
	})),
	{
		...on('runMappings'),
		method: 'PUT',
		path: '/api/2/users/{user_id}',
		query: ['mappings'],
		body: ['email', 'username'],
		exceptions: elsewhere('email', 'username'),
	},
	{ ...on('unlock'), method: 'POST', path: '/api/2/users/{user_id}/unlock' },
	{
		...on('sendInvitation'),
		method: 'POST',
		path: '/api/1/invites/send_invite_link',
		body: ['email', 'personal_email'],
	},
	{
		...on('getInvitationLink'),
		method: 'POST',
		path: '/api/1/invites/get_invite_link',
		body: ['email'],
	},
	{
		...on('setCustomAttributes'),
		method: 'PUT',
		path: '/api/1/users/{user_id}/set_custom_attributes',
		body: ['custom_attributes.branch'],
		exceptions: { custom_attributes: 'sent with the names of the attributes, above' },
	},
	{ ...on('getPrivileges'), method: 'GET', path: '/api/2/users/{user_id}/privileges' },
	{ ...on('getPrivileges'), method: 'GET', path: '/api/2/users/{user_id}/delegated_privileges' },
];
