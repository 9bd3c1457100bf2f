import { InputError } from '../shared/errors';

/** An ID as OneLogin's records have it: a number, or text where it is longer than a number can hold. */
export type Id = number | string;

/** The ID in digits, from a form or from a record, as a record has it. */
export const asId = (digits: unknown): Id => {
	const id = Number(digits);
	return Number.isSafeInteger(id) ? id : String(digits);
};

/**
 * The ID as a body has it: a whole number, since OneLogin refuses text that looks like one.
 *
 * @param label the parameter as the form shows it
 * @param kind what it is the ID of, e.g. `role`
 * @throws {InputError} when it is none, or longer than a number can hold: it would become another one
 */
export function bodyId(given: string, label: string, kind: string): number {
	const id = Number(given);
	if (/^[1-9]\d*$/.test(given) && Number.isSafeInteger(id)) return id;
	throw new InputError(
		`"${label}" holds "${given}", which is not ${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind} ID`,
		`OneLogin ${kind} IDs are numbers of up to 15 digits. Choose from the list, or give the ID.`,
	);
}
