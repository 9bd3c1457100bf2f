import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser } from '../../simplify';
import { withoutEmpty } from './attributes';

/** Filters that v2 refuses with 400 "query parameter(s) not allowed", by name and label. */
const ONLY_OLDER = [
	['id', 'ID'],
	['manager_ad_id', 'Manager AD ID'],
	['role_id', 'Role Name or ID'],
	['since', 'Since'],
	['until', 'Until'],
	['userprincipalname', 'User Principal Name'],
] as const;

/** v2 leaves out roles, custom attributes and more of a list unless they are named (onelogin-next.md, 4.1). */
const EVERYTHING =
	'id,username,email,firstname,lastname,title,department,company,status,state,group_id,manager_user_id,role_ids,custom_attributes,samaccountname,userprincipalname,distinguished_name,member_of,external_id,phone,comment,preferred_locale_code,locked_until,last_login,created_at,updated_at,activated_at';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description: 'List the users of the account, or those that match filters',
	fields: [
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description:
				'Users must match all of them. In text, * stands for anything and a leading ! for "not".',
			options: [
				{
					displayName: 'AD Login Name',
					name: 'samaccountname',
					type: 'string',
					default: '',
					placeholder: 'e.g. nsmith',
					description: 'The sAMAccountName in Active Directory',
				},
				{
					displayName: 'Application Name or ID',
					name: 'app',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getApps' },
					default: '',
					description:
						'Only users who have this application. Asks the newer API. An expression may give the name too, letter for letter. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Created Since',
					name: 'created_since',
					type: 'dateTime',
					default: '',
					description:
						'Newer filter of OneLogin; accounts that do not know it may ignore it. Since is the older one.',
				},
				{
					displayName: 'Created Until',
					name: 'created_until',
					type: 'dateTime',
					default: '',
					description:
						'Newer filter of OneLogin; accounts that do not know it may ignore it. Until is the older one.',
				},
				{
					displayName: 'Custom Attributes',
					name: 'custom',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add attribute',
					default: {},
					options: [
						{
							displayName: 'Attribute',
							name: 'attribute',
							values: [
								{
									displayName: 'Attribute Name or ID',
									name: 'name',
									type: 'options',
									typeOptions: { loadOptionsMethod: 'getCustomAttributes' },
									default: '',
									description:
										'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
								},
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									description: 'Value that the attribute must have',
								},
							],
						},
					],
				},
				{
					displayName: 'Directory ID',
					name: 'directory_id',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 0,
					description: 'ID of the directory that the users come from',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'e.g. *@example.com',
					default: '',
					description: 'Email address',
				},
				{
					displayName: 'External ID',
					name: 'external_id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 10042',
					description: 'ID that another system gave to the user',
				},
				{
					displayName: 'First Name',
					name: 'firstname',
					type: 'string',
					default: '',
					placeholder: 'e.g. Nat*',
					description: 'Given name',
				},
				{
					displayName: 'Group Name or ID',
					name: 'group',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getGroups' },
					default: '',
					description:
						'Only the members of this group. Asks the newer API. An expression may give the name too, letter for letter. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 12345678',
					description: 'Only the user with this ID. User IDs takes several.',
				},
				{
					displayName: 'Last Login Since',
					name: 'last_login_since',
					type: 'dateTime',
					default: '',
					description: 'Newer filter of OneLogin; accounts that do not know it may ignore it',
				},
				{
					displayName: 'Last Login Until',
					name: 'last_login_until',
					type: 'dateTime',
					default: '',
					description: 'Newer filter of OneLogin; accounts that do not know it may ignore it',
				},
				{
					displayName: 'Last Name',
					name: 'lastname',
					type: 'string',
					default: '',
					placeholder: 'e.g. Smith',
					description: 'Family name',
				},
				{
					displayName: 'Manager AD ID',
					name: 'manager_ad_id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 10007',
					description: 'ID of the manager in Active Directory',
				},
				{
					displayName: 'Role Name or ID',
					name: 'role_id',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getRoles' },
					default: '',
					description:
						'Only users that have this role. An expression may give the name too, letter for letter. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					default: '',
					description: 'Only users created at or after this time',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'Only users created at or before this time',
				},
				{
					displayName: 'Updated Since',
					name: 'updated_since',
					type: 'dateTime',
					default: '',
					description: 'Newer filter of OneLogin; accounts that do not know it may ignore it',
				},
				{
					displayName: 'Updated Until',
					name: 'updated_until',
					type: 'dateTime',
					default: '',
					description: 'Newer filter of OneLogin; accounts that do not know it may ignore it',
				},
				{
					displayName: 'User IDs',
					name: 'user_ids',
					type: 'string',
					default: '',
					placeholder: 'e.g. 123,456',
					description: 'Only these users, by ID and separated by commas',
				},
				{
					displayName: 'User Principal Name',
					name: 'userprincipalname',
					type: 'string',
					default: '',
					placeholder: 'e.g. *@example.com',
					description: 'The userPrincipalName in Active Directory',
				},
				{
					displayName: 'Username',
					name: 'username',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan',
					description: 'Name that the user signs in with',
				},
			],
		}),
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'collection',
			placeholder: 'Add sort option',
			default: {},
			options: [
				{
					displayName: 'Sort By',
					name: 'field',
					type: 'string',
					default: 'id',
					placeholder: 'e.g. last_login',
					description: 'Name of the field, as OneLogin writes it',
				},
				{
					displayName: 'Sort Order',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: '+' },
						{ name: 'Descending', value: '-' },
					],
					default: '+',
					description: 'Has no effect without Sort By',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Fields',
					name: 'fields',
					type: 'string',
					default: '',
					placeholder: 'e.g. email,status',
					description:
						'The only fields that OneLogin should return, separated by commas. The ID always comes, and Simplify leaves out none of them.',
				},
				{
					displayName: 'Newer API',
					name: 'newerApi',
					type: 'boolean',
					default: false,
					description:
						'Whether to ask API v2, which is sure to know the filters that the older one may ignore, such as Last Login Since and Updated Since. It does not know ID, Manager AD ID, Role, Since, Until and User Principal Name.',
				},
			],
		},
	],
	list({ filters: { custom, app, group, ...filters }, sort, options }) {
		const names = custom?.attribute?.map(({ name }) => name) ?? [];
		const twice = names.find((name, index) => names.indexOf(name) !== index);
		if (twice) {
			throw new InputError(
				`"Filters > Custom Attributes" asks for "${twice}" twice`,
				'OneLogin takes one value for an attribute. Keep one of them.',
			);
		}
		const attributes = (custom?.attribute ?? []).map(({ name, value }) => [
			`custom_attributes.${name}`,
			value,
		]);
		const isNewer = app !== undefined || group !== undefined || options.newerApi === true;
		const older = isNewer && ONLY_OLDER.find(([name]) => name in filters);
		if (older) {
			throw new InputError(
				`"Filters > ${older[1]}" does not go with the newer API`,
				'Take the filter out. The newer API is asked for the filters Application and Group, and with the option "Newer API".',
			);
		}
		return {
			method: 'GET',
			path: isNewer ? path`/api/2/users` : path`/api/1/users`,
			query: {
				// A filter that is there but empty filters nothing, rather than "users without an email".
				...withoutEmpty(filters),
				...Object.fromEntries(attributes),
				sort: sort.field ? `${sort.direction ?? '+'}${sort.field}` : undefined,
				fields: options.fields || (isNewer ? EVERYTHING : undefined),
				...(isNewer && { app_id: app, group_id: group }),
			},
			// OneLogin documents 50 for v1 and 100 elsewhere; what it does above 50 is not known. 100 was seen
			// to work for v2 (onelogin-next.md, section 3).
			pageSize: isNewer ? 100 : 50,
		};
	},
	simplify: (record, { options }) => (options.fields ? record : simplifyUser(record)),
});
