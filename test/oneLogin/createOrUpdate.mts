import type { IDataObject } from 'n8n-workflow';
import type { Documented, Expected, OperationCase } from '../engine/operations.mjs';

const base = { node: 'oneLogin', resource: 'user', operation: 'createOrUpdate' } as const;
const v1 = '/api/1/users/4711';
const v2 = '/api/2/users/4711';

const success = { error: false, code: 200, type: 'success', message: 'Success' };
const done = { body: { status: success } };
/** v1's lists, which are a list within a list where roles are meant. */
const data = (...records: unknown[]) => ({ body: { status: success, data: records } });
const refused = (code: number, message: string) => ({
	status: code,
	body: { status: { error: true, code, type: 'x', message } },
});

const names = { firstname: 'Ada', lastname: 'Vogel', email: 'ada@example.com', username: 'ada' };

/** A user as v1 answers with it. */
const record: IDataObject = {
	id: 4711,
	...names,
	external_id: 'E-1',
	comment: '',
	company: '',
	department: 'Sales',
	group_id: null,
	manager_user_id: 815,
	role_id: null,
	title: '',
	status: 1,
	state: 1,
	custom_attributes: { branch: 'Kassel', floor: null },
};
const user: IDataObject = { id: 4711, login: 'ada', email: 'ada@example.com', name: 'Ada Vogel' };

const texts = {
	samaccountname: 'ada.v',
	comment: 'Joined in May',
	company: 'Example',
	department: 'Sales',
	distinguished_name: 'CN=Ada,DC=example,DC=com',
	locale_code: 'de_DE',
	manager_ad_id: 'M-1',
	member_of: 'CN=Staff',
	notes: 'Joined in May',
	openid_name: 'ada.v',
	phone: '+4915112345678',
	preferred_locale_code: 'de-DE',
	title: 'Physicist',
	userprincipalname: 'ada@example.com',
};
const ids = { directory_id: 12, group_id: 34, manager_user_id: 815, state: 1, trusted_idp_id: 56 };
const idsInForm = { ...ids, group_id: '34', manager_user_id: { mode: 'id', value: '815' } };

const find = (attribute: string, value: string): Expected => ({
	method: 'GET',
	path: '/api/1/users',
	query: [
		[attribute, value],
		['limit', '5'],
	],
});
const findAda = find('username', 'ada');
const get = (path: string, query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path,
	query,
});
const read = get(v1);
const readRoles = get(`${v1}/roles`);
const readNames = get('/api/1/roles', [['limit', '50']]);
const readPrivileges = get('/api/1/privileges');
const readMappings = get('/api/2/mappings', [['enabled', 'true']]);
const put = (path: string, body: IDataObject): Expected => ({ method: 'PUT', path, body });
const add = (id: number) => put(`${v1}/add_roles`, { role_id_array: [id] });
const take = (id: number) => put(`${v1}/remove_roles`, { role_id_array: [id] });
const setCustom = (values: IDataObject) =>
	put(`${v1}/set_custom_attributes`, { custom_attributes: values });

const allRoles = data(
	{ id: 77, name: 'Sales' },
	{ id: 78, name: 'Travel' },
	{ id: 79, name: 'Help Desk' },
	{ id: 80, name: 'Account Owner' },
);
const ofSales = {
	id: 53,
	name: 'Sales to CRM',
	match: 'all',
	enabled: true,
	conditions: [{ source: 'department', operator: '=', value: 'Sales' }],
	actions: [{ action: 'add_role', value: ['77'] }],
};
const custom = (name: string, value: string | null) => ({ attribute: [{ name, value }] });

const created: IDataObject = {
	id: 4711,
	status: 1,
	...names,
	...texts,
	...ids,
	external_id: 'E-1',
	custom_attributes: { branch: 'Kassel', floor: null },
};

export const createOrUpdateCases: OperationCase[] = [
	{
		...base,
		title: 'nobody has these keys: an account is made, and given what it is to have',
		parameters: {
			...names,
			external_id: 'E-1',
			additionalFields: { ...texts, ...idsInForm },
			customAttributes: custom('branch', 'Kassel'),
			roles: ['77'],
			options: { password: 'Hunter2-Hunter2', checkWait: 0 },
		},
		answers: [
			data(),
			data(),
			// Letter for letter, unlike the other keys.
			data({ ...record, id: 4712, external_id: 'e-1' }),
			data(created),
			data([]),
			done,
			data([77]),
			allRoles,
			data(created),
		],
		requests: [
			find('email', 'ada@example.com'),
			findAda,
			find('external_id', 'E-1'),
			{
				method: 'POST',
				path: '/api/1/users',
				body: {
					...names,
					external_id: 'E-1',
					...texts,
					...ids,
					custom_attributes: { branch: 'Kassel' },
					password: 'Hunter2-Hunter2',
					password_confirmation: 'Hunter2-Hunter2',
				},
			},
			readRoles,
			add(77),
			readRoles,
			readNames,
			read,
		],
		items: [
			{
				outcome: 'created',
				user,
				changes: [
					['email', 'ada@example.com'],
					['username', 'ada'],
					['external_id', 'E-1'],
					['firstname', 'Ada'],
					['lastname', 'Vogel'],
					['samaccountname', 'ada.v'],
					['comment', 'Joined in May'],
					['company', 'Example'],
					['department', 'Sales'],
					['directory_id', 12],
					['distinguished_name', 'CN=Ada,DC=example,DC=com'],
					['locale_code', 'de_DE'],
					['manager_ad_id', 'M-1'],
					['member_of', 'CN=Staff'],
					['notes', 'Joined in May'],
					['openid_name', 'ada.v'],
					['phone', '+4915112345678'],
					['preferred_locale_code', 'de-DE'],
					['state', 1],
					['title', 'Physicist'],
					['trusted_idp_id', 56],
					['userprincipalname', 'ada@example.com'],
					['group_id', 34],
					['manager_user_id', 815],
					['custom_attributes.branch', 'Kassel'],
				].map(([attribute, to]) => ({ attribute, from: null, to }) as IDataObject),
				steps: [
					{ step: 'create', outcome: 'done' },
					{ step: 'addRoles', outcome: 'done', reason: 'Added: role Sales' },
				],
			},
		],
	},
	{
		...base,
		title: 'an answer to a creation that promises more than is kept',
		parameters: {
			username: 'ada',
			additionalFields: { state: 1, title: '' },
			customAttributes: {
				attribute: [
					{ name: 'branch', value: 'Kassel' },
					{ name: 'floor', value: '={{ null }}' },
				],
			},
			options: { checkWait: 0 },
		},
		answers: [
			data(),
			data({ ...record, custom_attributes: { branch: null, floor: null } }),
			done,
			data({ ...record, state: 3 }),
		],
		requests: [
			findAda,
			{
				method: 'POST',
				path: '/api/1/users',
				body: { username: 'ada', state: 1, custom_attributes: { branch: 'Kassel' } },
			},
			setCustom({ branch: 'Kassel' }),
			read,
		],
		items: [
			{
				outcome: 'created',
				user,
				changes: [
					{ attribute: 'username', from: null, to: 'ada' },
					{ attribute: 'state', from: null, to: 3 },
					{ attribute: 'custom_attributes.branch', from: null, to: 'Kassel' },
				],
				steps: [{ step: 'create', outcome: 'done' }],
			},
		],
	},
	{
		...base,
		title: 'an account is opened again, changed where it differs, and loses what is not listed',
		parameters: {
			...names,
			email: 'ADA@example.com',
			external_id: 'E-2',
			additionalFields: { ...texts, ...idsInForm, department: 'Travel' },
			customAttributes: custom('floor', '3'),
			roles: ['Travel'],
			options: {
				ifClosed: 'reopen',
				ifLoginDiffers: 'change',
				removeOthers: ['role'],
				checkWait: 0,
			},
		},
		answers: [
			allRoles,
			data({ ...record, username: 'av' }),
			data(),
			data(),
			data({ ...record, username: 'av', firstname: '', lastname: 'V', status: 2, state: 3 }),
			{ body: { ...record, status: 1 } },
			done,
			data({ ...record, custom_attributes: { branch: 'Kassel', floor: '3' } }),
			data([77, 79, 80, 81]),
			allRoles,
			{ body: [{ id: 'a-b', name: 'Unlock', privilege: {} }] },
			{ body: { total: 1, roles: [79], afterCursor: null } },
			{ body: [ofSales] },
			{ body: { ...record, department: 'Sales' } },
			done,
			data([77, 78, 79, 80, 81]),
			done,
			data([77, 78, 79, 80]),
			data({
				...created,
				external_id: 'E-2',
				department: 'Travel',
				custom_attributes: { branch: 'Kassel', floor: '3' },
			}),
		],
		requests: [
			readNames,
			find('email', 'ADA@example.com'),
			findAda,
			find('external_id', 'E-2'),
			read,
			{ ...put(v2, { status: 1 }), query: [['mappings', 'disabled']] },
			put(`${v1}/set_state`, { state: 1 }),
			put(v1, {
				username: 'ada',
				external_id: 'E-2',
				firstname: 'Ada',
				lastname: 'Vogel',
				...texts,
				department: 'Travel',
				directory_id: 12,
				group_id: 34,
				trusted_idp_id: 56,
				custom_attributes: { floor: '3' },
			}),
			readRoles,
			readNames,
			readPrivileges,
			get('/api/1/privileges/a-b/roles'),
			readMappings,
			get(v2),
			add(78),
			readRoles,
			take(81),
			readRoles,
			read,
		],
		items: [
			{
				outcome: 'updated',
				user,
				changes: [
					['username', 'av', 'ada'],
					['external_id', 'E-1', 'E-2'],
					['firstname', '', 'Ada'],
					['lastname', 'V', 'Vogel'],
					['samaccountname', null, 'ada.v'],
					['comment', '', 'Joined in May'],
					['company', '', 'Example'],
					['department', 'Sales', 'Travel'],
					['directory_id', null, 12],
					['distinguished_name', null, 'CN=Ada,DC=example,DC=com'],
					['locale_code', null, 'de_DE'],
					['manager_ad_id', null, 'M-1'],
					['member_of', null, 'CN=Staff'],
					['notes', '', 'Joined in May'],
					['openid_name', null, 'ada.v'],
					['phone', null, '+4915112345678'],
					['preferred_locale_code', null, 'de-DE'],
					['state', 3, 1],
					['title', '', 'Physicist'],
					['trusted_idp_id', null, 56],
					['userprincipalname', null, 'ada@example.com'],
					['group_id', null, 34],
					['custom_attributes.floor', null, '3'],
				].map(([attribute, from, to]) => ({ attribute, from, to }) as IDataObject),
				steps: [
					{ step: 'reopen', outcome: 'done' },
					{ step: 'update', outcome: 'done' },
					{ step: 'addRoles', outcome: 'done', reason: 'Added: role Travel' },
					{ step: 'removeRoles', outcome: 'done', reason: 'Removed: role 81' },
				],
			},
		],
	},
	{
		...base,
		title: 'roles that are not taken, and why',
		parameters: {
			username: 'ada',
			roles: ['78'],
			options: { removeOthers: ['role'], checkWait: 0 },
		},
		answers: [
			data(record),
			data(record),
			data([77, 78, 79, 80]),
			allRoles,
			{ body: [{ id: 'a-b', name: 'Unlock', privilege: {} }] },
			{ body: { total: 1, roles: [79], afterCursor: null } },
			{ body: [ofSales] },
			{ body: record },
			data(record),
		],
		requests: [
			findAda,
			read,
			readRoles,
			readNames,
			readPrivileges,
			get('/api/1/privileges/a-b/roles'),
			readMappings,
			get(v2),
			read,
		],
		items: [
			{
				outcome: 'unchanged',
				user,
				changes: [],
				steps: [
					{ step: 'addRoles', outcome: 'already' },
					{
						step: 'removeRoles',
						outcome: 'skipped',
						reason: [
							'The mapping "Sales to CRM" gives it. Change the mapping, or what it asks for in the user.',
							'The role "Help Desk" is one of administrators, which is taken by "Remove Roles" alone.',
							'The role "Account Owner" is one of administrators, which is taken by "Remove Roles" alone.',
						].join(' '),
					},
				],
			},
		],
	},
	{
		...base,
		title: 'a plan without privileges, which no role can have then',
		parameters: {
			username: 'ada',
			roles: ['78'],
			options: { removeOthers: ['role'], checkWait: 0 },
		},
		answers: [
			data(record),
			data(record),
			data([78, 79]),
			allRoles,
			refused(401, 'The request requires user authentication.'),
			// What explains the roles may not be read either.
			{ status: 403, body: { statusCode: 403, name: 'ForbiddenError', message: 'No' } },
			done,
			data([78]),
			data(record),
		],
		requests: [
			findAda,
			read,
			readRoles,
			readNames,
			readPrivileges,
			readMappings,
			take(79),
			readRoles,
			read,
		],
		items: [
			{
				outcome: 'updated',
				user,
				changes: [],
				steps: [
					{ step: 'addRoles', outcome: 'already' },
					{ step: 'removeRoles', outcome: 'done', reason: 'Removed: role Help Desk' },
				],
			},
		],
	},
	{
		...base,
		title: 'nothing differs but how it is written: nothing is sent',
		parameters: {
			email: 'ada@example.com',
			username: 'ADA',
			firstname: 'Ada',
			additionalFields: {
				title: '={{ null }}',
				company: '',
				manager_user_id: { mode: 'id', value: '815' },
			},
			// What is left empty stays.
			customAttributes: custom('branch', ''),
			roles: ['77'],
		},
		answers: [
			data(record),
			data(record),
			{ body: { ...record, manager_user_id: '815' } },
			data([77, 78]),
		],
		requests: [find('email', 'ada@example.com'), find('username', 'ADA'), read, readRoles],
		items: [
			{
				outcome: 'unchanged',
				user,
				changes: [],
				steps: [{ step: 'addRoles', outcome: 'already' }],
			},
		],
	},
	{
		...base,
		title: 'custom attributes alone, where OneLogin sees nothing in the request, and null clears',
		parameters: {
			external_id: 'E-1',
			customAttributes: custom('branch', '={{ null }}'),
			options: { checkWait: 0 },
		},
		answers: [
			data(record),
			data(record),
			refused(400, 'input parameters is empty'),
			done,
			data({ ...record, custom_attributes: { branch: null } }),
		],
		requests: [
			find('external_id', 'E-1'),
			read,
			put(v1, { custom_attributes: { branch: '' } }),
			setCustom({ branch: '' }),
			read,
		],
		items: [
			{
				outcome: 'updated',
				user,
				changes: [{ attribute: 'custom_attributes.branch', from: 'Kassel', to: null }],
				steps: [{ step: 'update', outcome: 'done' }],
			},
		],
	},
	{
		...base,
		title: 'an email and a state that an update can change, and custom attributes it passed over',
		parameters: {
			email: 'ada.v@example.com',
			username: 'ada',
			additionalFields: { state: 1 },
			customAttributes: custom('branch', 'Porto'),
			options: { checkWait: 0 },
		},
		answers: [
			data(),
			data(record),
			data({ ...record, state: 0 }),
			data(record),
			done,
			data({
				...record,
				email: 'ada.v@example.com',
				custom_attributes: { branch: 'Porto' },
			}),
		],
		requests: [
			find('email', 'ada.v@example.com'),
			findAda,
			read,
			put(v1, {
				email: 'ada.v@example.com',
				state: 1,
				custom_attributes: { branch: 'Porto' },
			}),
			setCustom({ branch: 'Porto' }),
			read,
		],
		items: [
			{
				outcome: 'updated',
				user: { ...user, email: 'ada.v@example.com' },
				changes: [
					{ attribute: 'email', from: 'ada@example.com', to: 'ada.v@example.com' },
					{ attribute: 'state', from: 0, to: 1 },
					{ attribute: 'custom_attributes.branch', from: 'Kassel', to: 'Porto' },
				],
				steps: [{ step: 'update', outcome: 'done' }],
			},
		],
	},
	{
		...base,
		title: 'an account that was rejected is opened again by its state alone',
		parameters: { username: 'ada', options: { ifClosed: 'reopen', checkWait: 0 } },
		answers: [data(record), data({ ...record, state: 2 }), done, data(record)],
		requests: [findAda, read, put(`${v1}/set_state`, { state: 1 }), read],
		items: [
			{ outcome: 'updated', user, changes: [], steps: [{ step: 'reopen', outcome: 'done' }] },
		],
	},
	{
		...base,
		title: 'a dry run only reads',
		parameters: {
			username: 'ada',
			firstname: 'Adele',
			roles: ['78'],
			options: { dryRun: true, ifClosed: 'reopen', removeOthers: ['role'] },
		},
		answers: [
			data(record),
			data({ ...record, status: 2 }),
			data([79]),
			allRoles,
			{ body: [] },
			{ body: [] },
		],
		requests: [findAda, read, readRoles, readNames, readPrivileges, readMappings],
		items: [
			{
				outcome: 'updated',
				user,
				changes: [{ attribute: 'firstname', from: 'Ada', to: 'Adele' }],
				steps: [
					{ step: 'reopen', outcome: 'skipped', reason: 'Dry run. It would be opened again.' },
					{ step: 'update', outcome: 'skipped', reason: 'Dry run. It would change: firstname' },
					{ step: 'addRoles', outcome: 'skipped', reason: 'Dry run. It would add: role 78' },
					{
						step: 'removeRoles',
						outcome: 'skipped',
						reason: 'Dry run. It would remove: role Help Desk',
					},
				],
				dryRun: true,
			},
		],
	},
	{
		...base,
		title: 'a closed account is left alone where that was chosen',
		parameters: { username: 'ada', firstname: 'Adele', options: { ifClosed: 'leave' } },
		answers: [data(record), data({ ...record, status: 2 })],
		requests: [findAda, read],
		items: [{ outcome: 'unchanged', closed: true, user, changes: [], steps: [] }],
	},
	{
		...base,
		title: 'an account that is locked is open all the same, and stays locked',
		parameters: { username: 'ada' },
		answers: [data(record), data({ ...record, status: 3 })],
		requests: [findAda, read],
		items: [{ outcome: 'unchanged', user, changes: [], steps: [] }],
	},
];

/** What is sent of a user. */
const WRITABLE = [
	...Object.keys({ ...names, ...texts, ...ids }),
	'external_id',
	'custom_attributes.branch',
];

const of = (method: string, path: string, more: Partial<Documented> = {}): Documented => ({
	...base,
	method,
	path,
	...more,
});
export const createOrUpdateDocumented: Documented[] = [
	of('GET', '/api/1/users', { query: ['email', 'username', 'external_id'], restOf: 'getAll' }),
	of('POST', '/api/1/users', {
		body: [...WRITABLE, 'password', 'password_confirmation'],
		restOf: 'create',
	}),
	of('GET', '/api/1/users/{id}'),
	of('PUT', '/api/1/users/{id}', {
		body: WRITABLE.filter((name) => name !== 'manager_user_id'),
		restOf: 'update',
	}),
	of('PUT', '/api/2/users/{user_id}', {
		query: ['mappings'],
		body: ['status'],
		restOf: 'activate',
	}),
	of('PUT', '/api/1/users/{id}/set_custom_attributes', {
		body: ['custom_attributes.branch'],
		exceptions: { custom_attributes: 'sent with the names of the attributes, above' },
	}),
	of('PUT', '/api/1/users/{id}/set_state', { body: ['state'] }),
	of('GET', '/api/1/users/{id}/roles'),
	of('PUT', '/api/1/users/{id}/add_roles', { body: ['role_id_array'] }),
	of('PUT', '/api/1/users/{id}/remove_roles', {
		body: ['role_id_array'],
		exceptions: { 'role_id_array[].role_id': 'plain numbers, as Remove Roles sends them' },
	}),
];
