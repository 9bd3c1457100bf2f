import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../shared/answer';
import type { Api } from '../shared/api';
import type { Field } from '../shared/field';
import { ANY, theOneNamed } from '../shared/locate';
import { type Path, path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { isMadeId } from './locate';

/** The organization an operation is about. */
export const organization = {
	displayName: 'Organization',
	name: 'organization',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The organization to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an organization…',
			typeOptions: { searchListMethod: 'searchOrganizations', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. c9wei6jij6dh',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Northwind',
			hint: 'Upper and lower case matter. Several may have one name: then choose by ID.',
		},
	],
} as const satisfies Field;

/** Several roles that people have in an organization. */
export const organizationRoles = {
	displayName: 'Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getOrganizationRoles' },
	default: [],
	description:
		'Organization roles. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** Several roles that applications have in an organization. */
export const organizationMachineRoles = {
	displayName: 'Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getOrganizationMachineRoles' },
	default: [],
	description:
		'Organization roles for machines. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** One role that people have in an organization. */
export const organizationRole = {
	displayName: 'Role',
	name: 'role',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The organization role',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a role…',
			typeOptions: { searchListMethod: 'searchOrganizationRoles', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. u6uo2kq8x4m1zv7b9c3nd',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. editor',
			hint: 'Upper and lower case matter',
		},
	],
} as const satisfies Field;

/** Organizations that somebody is to be a member of. */
export const organizations = {
	displayName: 'Organization Names or IDs',
	name: 'organizations',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getOrganizations' },
	default: [],
	description:
		'Organizations that the user is to be a member of. An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** Several permissions that organization roles give. */
export const organizationPermissions = {
	displayName: 'Permission Names or IDs',
	name: 'permissions',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getOrganizationPermissions' },
	default: [],
	description:
		'Organization permissions. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** One permission that organization roles give. */
export const organizationPermission = {
	displayName: 'Permission',
	name: 'permission',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The organization permission',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a permission…',
			typeOptions: { searchListMethod: 'searchOrganizationPermissions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. s6uo2kq8x4m1zv7b9c3nd',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. read:invoices',
			hint: 'Upper and lower case matter',
		},
	],
} as const satisfies Field;

/** How long the IDs are that Logto makes. */
const ID_LENGTH = { 'organization permission': 21, 'organization role': 21, organization: 12 };

/** The id of what has a name; `q` finds whatever has the text in its name or ID. */
const locateIn =
	(thing: keyof typeof ID_LENGTH, list: Path) =>
	async (api: Api, { mode, value }: Locator, label: string): Promise<string> => {
		if (mode !== 'name' && (mode !== ANY || isMadeId(value, ID_LENGTH[thing]))) return value;
		const found = await api.all({ method: 'GET', path: list, query: { q: value }, pageSize: 100 });
		if (mode === ANY && found.some(({ id }) => id === value)) return value;
		return theOneNamed(found, { thing, value, label });
	};

/**
 * The id of the organization that is meant. Names are not unique: several with one name are refused.
 *
 * @throws {InputError} unless there is exactly one
 */
export const locateOrganization = locateIn('organization', path`/api/organizations`);

/**
 * The id of the organization role that is meant.
 *
 * @throws {InputError} unless there is exactly one
 */
export const locateOrganizationRole = locateIn('organization role', path`/api/organization-roles`);

/**
 * The id of the organization permission that is meant.
 *
 * @throws {InputError} unless there is exactly one
 */
export const locateOrganizationPermission = locateIn(
	'organization permission',
	path`/api/organization-scopes`,
);

/** The organization role with an ID; throws where there is none. */
export const readOrganizationRole = async (api: Api, id: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/organization-roles/${id}` }));

/** The organization permission with an ID; throws where there is none. */
export const readOrganizationPermission = async (api: Api, id: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/organization-scopes/${id}` }));

/** Sees to it that there is such an organization; throws where there is none. */
export async function requireOrganization(api: Api, id: string): Promise<void> {
	asRecord(await api.request({ method: 'GET', path: path`/api/organizations/${id}` }));
}
