import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';
import { theOne, theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** The API resource an operation is about. */
export const apiResource = {
	displayName: 'API Resource',
	name: 'apiResource',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The API resource to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an API resource…',
			typeOptions: { searchListMethod: 'searchResources', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. r6uo2kq8x4m1zv7b9c3nd',
		},
		{
			displayName: 'By Identifier',
			name: 'indicator',
			type: 'string',
			placeholder: 'e.g. https://api.example.com',
			hint: 'Exactly as it was given',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Shop API',
			hint: 'Upper and lower case matter. Several may have one name: then choose by identifier.',
		},
	],
} as const satisfies Field;

/** A permission of the chosen API resource. */
export const permissionOfResource = {
	displayName: 'Permission',
	name: 'permission',
	type: 'resourceLocator',
	typeOptions: { loadOptionsDependsOn: ['apiResource.value'] },
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The permission of the API resource',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a permission…',
			typeOptions: { searchListMethod: 'searchPermissionsOfResource', searchable: true },
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

/**
 * The id of the API resource that is meant. Logto searches this list by nothing, and gives it out whole.
 *
 * @throws {InputError} unless there is exactly one
 */
export async function locateResource(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name' && mode !== 'indicator') return value;
	const all = asRecords(await api.request({ method: 'GET', path: path`/api/resources` }));
	const sought = { thing: 'API resource', value, label };
	if (mode === 'name') return theOneNamed(all, sought);
	const found = all.filter(({ indicator }) => indicator === value).map(({ id }) => String(id));
	return theOne(found, { ...sought, attribute: 'identifier' });
}

/** The API resource with an ID; throws where there is none. */
export const readResource = async (api: Api, id: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/resources/${id}` }));

/**
 * Sees to it that a permission is one of this API resource. Logto changes and deletes whichever has the ID,
 * be it one of another API or of its own (core/src/routes/resource.scope.ts).
 *
 * @throws {InputError} when it is not
 */
export async function requireOwn(api: Api, resource: string, permission: string): Promise<void> {
	const found = await api.all({
		method: 'GET',
		path: path`/api/resources/${resource}/scopes`,
		query: { 'search.id': permission, 'mode.id': 'exact' },
		pageSize: 20,
	});
	if (found.some(({ id }) => id === permission)) return;
	throw new InputError(
		`The API resource has no permission with the ID "${permission}"`,
		'Check "API Resource" and "Permission". Nothing was changed: Logto would have changed the permission although it is one of another API.',
		'notFound',
	);
}
