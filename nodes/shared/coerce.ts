import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { InputError } from './errors';
import type { Field } from './field';
import { keyFault } from './path';

/**
 * One value of a form as what its field is. Expressions and AI tools hand over text for everything, and
 * what is not meant is refused: no value is bent until it fits.
 *
 * `label` is the field as the form shows it. Each function throws an {@link InputError} that names it.
 */

/** What comes of an expression without a result. */
export const isUnset = (raw: unknown): raw is undefined | null => raw === undefined || raw === null;

/**
 * A moment as ISO 8601 in UTC with milliseconds. n8n's date picker gives local time without a zone; then
 * `zone`, the workflow's, is meant.
 */
export function asDate(raw: unknown, label: string, zone: string): string | undefined {
	if (raw === '') return undefined;
	const date = toDateTime(raw, zone);
	if (!date?.isValid) {
		throw new InputError(
			`"${label}" is not a date: ${shown(raw)}`,
			'Use the date picker, or an expression that gives a date, ISO 8601 text like 2026-03-01, or a point in time from 2000 to 2100 in seconds or milliseconds.',
		);
	}
	return date.toUTC().toISO()!;
}

function toDateTime(raw: unknown, zone: string): DateTime | undefined {
	if (raw instanceof Date) return DateTime.fromJSDate(raw);
	if (typeof raw === 'object' && raw !== null) {
		// Not `DateTime.isDateTime`: n8n may hold another copy of luxon than this package.
		return 'toMillis' in raw ? DateTime.fromMillis((raw as DateTime).toMillis()) : undefined;
	}
	const text = String(raw).trim();
	if (/^\d+(\.\d+)?$/.test(text)) return ofDigits(text, zone);
	// A time alone would be one of today.
	if (!/^\d{4}(-|\d{4}T)/.test(text)) return undefined;
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

/**
 * A date in digits alone: systems count milliseconds or seconds, and some write 20260301. In other
 * years it would not be the one that was meant: a bare year, for one, is two seconds into 1970.
 */
function ofDigits(text: string, zone: string): DateTime | undefined {
	const count = Number(text);
	return [
		DateTime.fromMillis(Math.round(count)),
		DateTime.fromMillis(Math.round(count * 1000)),
		DateTime.fromISO(text.length === 8 ? text : '', { zone }),
	].find(({ year }) => year >= 2000 && year <= 2100);
}

/**
 * Whether a value is an object that says nothing but its own members. What else there is (a list, a
 * date, a wrapped text) has members that nobody entered. Objects may come from another realm.
 */
export function isPlain(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What there is in place of what was asked for. Not the words of a text, which may be a secret. */
function kindOf(raw: unknown): string {
	if (Array.isArray(raw)) return 'a list';
	if (typeof raw === 'object' && raw)
		return isPlain(raw) ? 'an object' : `an object of the kind ${raw.constructor.name}`;
	if (typeof raw === 'string') return 'text';
	return ['function', 'symbol'].includes(typeof raw) ? `a ${typeof raw}` : String(raw);
}

function shown(raw: unknown): string {
	const isWritten = isPlain(raw) || Array.isArray(raw);
	const words = isWritten
		? JSON.stringify(raw)
		: typeof raw === 'string'
			? `"${raw}"`
			: kindOf(raw);
	return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}

/**
 * Whether an integer may be another one than was meant: beyond 2^53 it was rounded when it became a
 * number, and as an ID it would be that of somebody else.
 */
const isRounded = (raw: unknown): raw is number =>
	typeof raw === 'number' && Number.isInteger(raw) && !Number.isSafeInteger(raw);

const ROUNDED = 'has more digits than a number can hold, so the last ones may be wrong';

export function asText(raw: unknown, label: string): string {
	if (typeof raw === 'string') return raw;
	if (isRounded(raw)) refuse(`"${label}" ${ROUNDED}: ${shown(raw)}`, 'Give it as text.');
	if (Number.isFinite(raw) || typeof raw === 'boolean' || typeof raw === 'bigint')
		return String(raw);
	throw new InputError(
		`"${label}" must be text, but it is ${kindOf(raw)}`,
		'Point the expression at a single value. Where a whole group of fields is one expression, set its fields one by one instead.',
	);
}

/** Whether a value says yes or no; `undefined` where it says neither. */
export function booleanIn(raw: unknown): boolean | undefined {
	const word = typeof raw === 'object' ? '' : String(raw).trim().toLowerCase();
	if (['true', '1', 'yes'].includes(word)) return true;
	return ['false', '0', 'no'].includes(word) ? false : undefined;
}

export const asBoolean = (raw: unknown, label: string): boolean =>
	booleanIn(raw) ?? refuse(`"${label}" must be true or false, but it is ${shown(raw)}`);

export function asNumber(field: Field, raw: unknown, label: string): number {
	const isMeant =
		['bigint', 'number'].includes(typeof raw) || (typeof raw === 'string' && raw.trim());
	const number = isMeant ? Number(raw) : NaN;
	if (!Number.isFinite(number)) {
		throw new InputError(`"${label}" must be a number, but it is ${shown(raw)}`);
	}
	if (isRounded(number)) refuse(`"${label}" ${ROUNDED}: ${shown(raw)}`);
	const { minValue, maxValue, numberPrecision } = field.typeOptions ?? {};
	if (minValue !== undefined && number < minValue) {
		throw new InputError(`"${label}" must be at least ${minValue}, but it is ${number}`);
	}
	if (maxValue !== undefined && number > maxValue) {
		throw new InputError(`"${label}" must be at most ${maxValue}, but it is ${number}`);
	}
	if (numberPrecision === 0 && !Number.isInteger(number)) {
		throw new InputError(`"${label}" must be a whole number, but it is ${number}`);
	}
	return number;
}

export function asJson(raw: unknown, label: string): unknown {
	if (raw === '') return undefined;
	let given = raw;
	if (typeof raw === 'string') {
		try {
			given = JSON.parse(raw);
		} catch {
			return refuse(`"${label}" is not valid JSON`, 'Check quotes, commas and brackets.');
		}
	}
	let fault: string | undefined;
	const check = function (this: Record<string, unknown>, key: string, value: unknown): unknown {
		const found = jsonFault(this[key], key, value);
		if (found) fault ??= `"${label}" ${found}`;
		return value;
	};
	try {
		// What would be sent, and not an object that changes as it is written.
		const written = JSON.stringify(given, check);
		if (fault === undefined) return written === undefined ? undefined : JSON.parse(written);
	} catch {
		return refuse(`"${label}" cannot be written as JSON`, 'It may contain itself.');
	}
	return refuse(fault, 'Leave it out, or give it as text.');
}

/** Why a member of a JSON value cannot be sent as it was meant. `value` is how JSON writes it. */
function jsonFault(given: unknown, key: string, value: unknown): string | undefined {
	const fault = keyFault(key);
	if (fault) return `has a key ${fault}`;
	const at = key === '' ? '' : ` in "${key}"`;
	if (isRounded(value)) return `holds a number${at} that ${ROUNDED}: ${shown(value)}`;
	const isWritten =
		value === null || typeof value === 'number'
			? // Written as null, which clears an attribute: what is no number, and an invalid date.
				given === null || Number.isFinite(value)
			: typeof value === 'object'
				? isPlain(value) || Array.isArray(value)
				: !['function', 'symbol'].includes(typeof value);
	return isWritten ? undefined : `holds a value${at} that JSON does not know: ${shown(given)}`;
}

/**
 * A JSON parameter that must be an object, or `undefined` where it was left empty.
 *
 * @throws {InputError} when it is a list or a bare value
 */
export function jsonObject(value: unknown, label: string): IDataObject | undefined {
	if (isUnset(value)) return undefined;
	if (typeof value !== 'object' || Array.isArray(value)) {
		throw new InputError(
			`"${label}" must be a JSON object, but it is ${shown(value)}`,
			'Write it like { "name": "value" }.',
		);
	}
	return value as IDataObject;
}

export function refuse(message: string, description?: string): never {
	throw new InputError(message, description);
}

const isChoice = (option: unknown): option is INodePropertyOptions =>
	typeof option === 'object' && option !== null && 'value' in option;

/** The value of the choice that is meant, by value or, as a person or a model writes it, by name. */
export function asChoice(field: Field, raw: unknown, label: string): unknown {
	const choices = (field.options ?? []).filter(isChoice);
	if (choices.length === 0 || field.typeOptions?.loadOptionsMethod)
		return asText(raw, label).trim();
	const word = asText(raw, label).trim();
	const match =
		choices.find(({ value }) => String(value) === word) ??
		choices.find(({ name }) => name.toLowerCase() === word.toLowerCase());
	if (!match) {
		const known = choices.map(({ name, value }) => `${String(value)} (${name})`).join(', ');
		throw new InputError(`"${label}" cannot be ${shown(raw)}`, `Choose one of: ${known}.`);
	}
	return match.value;
}

/** A list given as an array, as JSON or separated by commas. */
export function asList(raw: unknown, label: string): unknown[] {
	if (Array.isArray(raw)) return raw;
	const text = asText(raw, label).trim();
	if (text.startsWith('[')) {
		const parsed = asJson(text, label);
		if (Array.isArray(parsed)) return parsed;
	}
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter(Boolean);
}

export function asObject(raw: unknown, label: string): Record<string, unknown> {
	if (isPlain(raw)) return raw;
	throw new InputError(
		`"${label}" must be an object with fields, but it is ${kindOf(raw)}`,
		'Set its fields one by one, or write it like { "name": "value" }.',
	);
}
