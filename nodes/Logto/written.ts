import { InputError } from '../shared/errors';

/**
 * A text that Logto wants to be there, without blanks around it.
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
