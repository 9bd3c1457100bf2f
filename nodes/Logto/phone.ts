import { InputError } from '../shared/errors';

/**
 * A phone number as Logto keeps it: digits only, with the country code. A leading plus sign or "00" and
 * the usual separators are taken out; anything else, such as "(0)", could change whose number it is.
 *
 * @param label the field as the form shows it
 * @throws {InputError} when other characters remain
 */
export function phoneDigits(given: string, label: string): string {
	const digits = given
		.trim()
		.replace(/^\+/, '')
		.replace(/[\s()./-]/g, '')
		// How one dials abroad: no country code begins with a zero (ITU-T E.164).
		.replace(/^00(?=\d)/, '');
	if (!/^\d+$/.test(digits) || /\(\s*0\s*\)/.test(given)) {
		throw new InputError(
			`"${label}" is not a phone number that Logto takes: "${given}"`,
			'Enter digits only, with the country code and without a "0" in brackets, e.g. 14155550123.',
		);
	}
	return digits;
}

/** A country code at the beginning of a number. Those that are not of one or two digits have three (E.164). */
const COUNTRY_CODE =
	/^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)(?=\d)/;

/**
 * The forms in which Logto may keep a number: with and without the zero that is dialled within the
 * country. Logto leaves it out where the country does (+44 07911 … is kept as 447911…), keeps it where it
 * belongs to the number (Italy), and takes both for the same number.
 */
export function phonesLike(digits: string): string[] {
	const [code] = COUNTRY_CODE.exec(digits) ?? [];
	if (!code) return [digits];
	const local = digits.slice(code.length);
	const other = local.startsWith('0') ? local.slice(1) : `0${local}`;
	return other ? [digits, code + other] : [digits];
}
