import type { IDataObject } from 'n8n-workflow';
import { jsonObject } from '../../../shared/coerce';
import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';

/** Attributes that the tenant added to the profile of its groups. */
export const customAttributes = {
	displayName: 'Custom Attributes',
	name: 'customAttributes',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "costCenter": "4711" }',
	description:
		'Attributes that your organization added to the group profile, as JSON: variable name and value. Use null to clear one.',
} as const satisfies Field;

/** Attributes that have a field of their own. */
const OWN = ['name', 'description'];

/**
 * The custom attributes that were given.
 *
 * @throws {InputError} when they are no object, or hold what has a field of its own
 */
export function customFrom(given: unknown): IDataObject {
	const custom = jsonObject(given, 'Custom Attributes') ?? {};
	const twice = OWN.find((name) => Object.hasOwn(custom, name));
	if (twice !== undefined) {
		throw new InputError(
			`"Custom Attributes" holds "${twice}", which has a field of its own`,
			'Take it out of the JSON and use the field.',
		);
	}
	return custom;
}
