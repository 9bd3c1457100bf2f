import { InputError } from '../shared/errors';

/**
 * A phone number as Logto keeps it: digits only, with the country code. A leading plus sign and the
 * usual separators are taken out; anything else, such as "(0)", could change whose number it is.
 *
 * @param label the field as the form shows it
 * @throws {InputError} when other characters remain
 */
export function phoneDigits(given: string, label: string): string {
	const digits = given
		.trim()
		.replace(/^\+/, '')
		.replace(/[\s()./-]/g, '');
	if (!/^\d+$/.test(digits) || /\(\s*0\s*\)/.test(given)) {
		throw new InputError(
			`"${label}" is not a phone number that Logto takes: "${given}"`,
			'Enter digits only, with the country code and without a "0" in brackets, e.g. 14155550123.',
		);
	}
	return digits;
}
