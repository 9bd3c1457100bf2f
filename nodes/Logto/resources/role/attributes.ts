import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';

/** Whether newcomers get the role. */
export const isDefault = {
	displayName: 'Default Role',
	name: 'isDefault',
	type: 'boolean',
	default: false,
	description: 'Whether whoever signs up gets the role',
} as const satisfies Field;

/**
 * A text that Logto wants to be there, of up to 128 characters.
 *
 * @throws {InputError} for blanks
 */
export function written(text: string | undefined, label: string): string | undefined {
	if (text === undefined || text.trim() !== '') return text?.trim();
	throw new InputError(
		`"${label}" is empty`,
		'Enter a value. If it is an expression, check that it has a result for this item.',
	);
}
