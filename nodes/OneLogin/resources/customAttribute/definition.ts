import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';

export const name = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Branch',
	description: 'What people see',
} as const satisfies Field;

export const shortName = {
	displayName: 'Short Name',
	name: 'shortname',
	type: 'string',
	default: '',
	placeholder: 'e.g. branch',
	description: 'What the API and mappings call it: letters, digits and underscores',
} as const satisfies Field;

export const position = {
	displayName: 'Position',
	name: 'position',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Where it stands in the list of attributes, from 1',
} as const satisfies Field;

/** @throws {InputError} for what OneLogin refuses as "Shortname is invalid", e.g. for a dash in it */
export function checkShortName(given: string, label: string): string {
	if (/^\w+$/.test(given)) return given;
	throw new InputError(
		`"${label}" is "${given}", which is no short name`,
		'It has letters of the English alphabet, digits and underscores only.',
	);
}
