import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../shared/api';
import { ApiError, InputError } from '../../../shared/errors';
import type { Field, Params } from '../../../shared/field';
import { keyFault, path } from '../../../shared/path';
import { asId, type Id } from '../../id';
import { afterwards } from './change';
import { ADD, changeRoles, heldRoles } from './roles';

/** Custom attributes to set, by short name. */
export const customAttributes = {
	displayName: 'Custom Attributes',
	name: 'customAttributes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add attribute',
	default: {},
	description: 'Only these attributes change. An empty value clears the attribute.',
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
					description: 'Value of the attribute for this user',
				},
			],
		},
	],
} as const satisfies Field;

type Given = Params<[typeof customAttributes]>['customAttributes'];

/** The custom attributes by short name, or `undefined` where none was given. */
export function customValues({ attribute = [] }: Given): Record<string, string> | undefined {
	const values = new Map<string, string>();
	for (const { name, value } of attribute) {
		if (!name) {
			throw new InputError('An entry of "Custom Attributes" has no attribute', 'Choose one.');
		}
		const fault = keyFault(name);
		if (fault) throw new InputError(`"Custom Attributes" names ${fault}`, 'Choose another.');
		if (values.has(name)) {
			throw new InputError(`"Custom Attributes" sets "${name}" twice`, 'Keep one of them.');
		}
		if (value === undefined) {
			throw new InputError(
				`"Custom Attributes" has no value for "${name}"`,
				'Enter one, or leave it empty to clear the attribute. If it is an expression, check that it has a result for this item.',
			);
		}
		values.set(name, value ?? '');
	}
	return values.size > 0 ? Object.fromEntries(values) : undefined;
}

/**
 * Makes sure of the custom attributes that were sent with a user. The newer API takes them there;
 * v1 documents an endpoint of its own and may pass over them in silence, so what the answer does
 * not show is set there.
 *
 * @param saved what has happened already, e.g. "The user 123 was created"
 * @returns the user, with the attributes
 */
export async function settleCustomAttributes(
	api: Api,
	record: IDataObject,
	wanted: Record<string, string>,
	saved: string,
): Promise<IDataObject> {
	const shown = (record.custom_attributes ?? {}) as IDataObject;
	const isSet = ([name, value]: [string, string]) => String(shown[name] ?? '') === value;
	if (record.custom_attributes && Object.entries(wanted).every(isSet)) return record;
	await afterwards(saved, async () => await setCustomAttributes(api, String(record.id), wanted));
	return { ...record, custom_attributes: { ...shown, ...wanted } };
}

export const setCustomAttributes = async (
	api: Api,
	id: string,
	values: Record<string, string>,
): Promise<unknown> =>
	await api.request({
		method: 'PUT',
		path: path`/api/1/users/${id}/set_custom_attributes`,
		body: { custom_attributes: values },
	});

/** The roles in a record, or `undefined` where it does not say: v1 also writes null then. */
function rolesIn({ role_ids, role_id }: IDataObject): Id[] | undefined {
	const roles = role_ids ?? role_id;
	return Array.isArray(roles) ? roles.map(asId) : undefined;
}

/** Makes sure of the roles that were sent with a new user: those the answer lacks are added. */
export async function settleNewRoles(
	api: Api,
	record: IDataObject,
	wanted: number[],
): Promise<IDataObject> {
	const shown = rolesIn(record) ?? [];
	const missing = wanted.filter((id) => !shown.includes(id));
	if (missing.length === 0) return record;
	const id = String(record.id);
	await afterwards(
		`The user ${id} was created`,
		async () => await changeRoles(api, id, missing, ADD, true),
	);
	return { ...record, role_ids: [...shown, ...missing] };
}

/**
 * Checks that an update gave the user the roles that were sent. It cannot be made good here: what
 * else the user holds may come from a mapping and is not ours to take away, so the record names it.
 *
 * @throws {ApiError} when one of the roles is not there
 */
export async function checkRoles(
	api: Api,
	record: IDataObject,
	wanted: readonly Id[],
): Promise<IDataObject> {
	const id = String(record.id);
	const saved = `The user ${id} was updated`;
	const held = rolesIn(record) ?? (await afterwards(saved, async () => await heldRoles(api, id)));
	const missing = wanted.filter((role) => !held.includes(role));
	if (missing.length === 0) {
		const others = held.filter((role) => !wanted.includes(role));
		if (others.length > 0) {
			api.hint(
				'OneLogin left roles that are not in "Role Names or IDs" with a user: see stillHeldRoleIds. Remove Roles takes away those that no mapping gives.',
			);
		}
		return { ...record, role_ids: held, ...(others.length > 0 && { stillHeldRoleIds: others }) };
	}
	throw new ApiError(
		{ summary: `${saved}, but OneLogin did not take over the roles ${missing.join(', ')}` },
		'Use "Add Roles" and "Remove Roles" instead, which every account knows.',
	);
}
