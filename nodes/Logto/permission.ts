import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';
import { ANY, theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** Several permissions of API resources. */
export const permissions = {
	displayName: 'Permission Names or IDs',
	name: 'permissions',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getPermissions' },
	default: [],
	description:
		'Permissions of API resources. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** One permission of an API resource, whichever it is. */
export const apiPermission = {
	displayName: 'Permission',
	name: 'permission',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The permission of an API resource',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a permission…',
			typeOptions: { searchListMethod: 'searchPermissions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7hq2kzv9m4x1tb8w5c3nd',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. read:orders',
			hint: 'Two API resources may have permissions of one name: then choose by ID',
		},
	],
} as const satisfies Field;

/** A permission of an API resource, and the resource that it is one of. */
export interface Permission {
	id: string;
	name: string;
	resource: { name: string; indicator: string };
}

/** All permissions of all API resources: the one list that has them all. */
export async function permissionsOf(api: Api): Promise<Permission[]> {
	const resources = asRecords(
		await api.request({
			method: 'GET',
			path: path`/api/resources`,
			query: { includeScopes: true },
		}),
	);
	return resources.flatMap(({ name, indicator, scopes }) =>
		asRecords(scopes).map((scope) => ({
			id: String(scope.id),
			name: String(scope.name),
			resource: { name: String(name), indicator: String(indicator) },
		})),
	);
}

/**
 * Sees to it that there is such a permission. Logto reads none by its ID alone.
 *
 * @throws {InputError} when there is none
 */
export async function requirePermission(api: Api, permission: string): Promise<void> {
	const all = await permissionsOf(api);
	if (all.some(({ id }) => id === permission)) return;
	throw new InputError(
		`There is no permission with the ID "${permission}"`,
		'Check "Permission": it may have been deleted.',
		'notFound',
	);
}

/**
 * The id of the permission that is meant. A name may be that of permissions of several APIs, which are
 * refused then.
 *
 * @throws {InputError} unless there is exactly one
 */
export async function locatePermission(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name' && mode !== ANY) return value;
	const all = await permissionsOf(api);
	if (mode === ANY && all.some(({ id }) => id === value)) return value;
	return theOneNamed(all, { thing: 'permission', value, label });
}

/** The Management API of a tenant: on a server of one's own, and in Logto Cloud (logto.md, c). */
const MANAGEMENT_API = /^https:\/\/[^/]+\.logto\.app\/api$/;

/**
 * Looks at permissions before a role is made with them. Logto makes the role first, and then refuses
 * those that do not exist or that people cannot have (core/src/routes/role.ts).
 *
 * @throws {InputError} for a permission that the role cannot have
 */
export async function refuseUnfit(api: Api, ids: string[], type: string): Promise<void> {
	if (ids.length === 0) return;
	const all = await permissionsOf(api);
	for (const id of ids) {
		const found = all.find((one) => one.id === id);
		const isForMachines = found && type === 'User' && MANAGEMENT_API.test(found.resource.indicator);
		if (found && !isForMachines) continue;
		throw new InputError(
			found
				? `"Permission Names or IDs" has one of the Management API, which no user may have: "${found.name}"`
				: `"Permission Names or IDs" has an entry that there is no permission of: "${id}"`,
			'Nothing was made: Logto would have made the role before refusing.',
			found ? 'invalid' : 'notFound',
		);
	}
}

/** The role whose permissions an operation is about; throws where there is none. */
export const readRole = async (api: Api, role: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/roles/${role}` }));
