import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { InputError } from './errors';
import type { Field } from './field';
import { idFault, isBrokenText, keyFault } from './path';
import type { Locator } from './vendor';

/** What reading the parameters needs of n8n's execute context. */
export interface ParameterContext {
	getNodeParameter(name: string, itemIndex: number, fallback?: unknown): unknown;
	getTimezone(): string;
}

/** Whether a field holds a secret, which then never appears in a message. */
const isSecret = (field: Field): boolean => field.typeOptions?.password === true;

/** The parameters of one item, coerced to the types of their fields, and the secrets among them. */
export interface ReadParameters {
	values: Record<string, unknown>;
	secrets: Set<string>;
	/** Texts of the fields that hold no secret. */
	open: Set<string>;
}

/**
 * Reads and checks the parameters of one item. Expressions and AI tools hand over text for
 * everything, so each value is coerced: "false", "3" and "a,b" mean what a person means by them.
 *
 * Dates become ISO 8601 in UTC with milliseconds, JSON becomes the parsed value, a resource locator
 * becomes a {@link Locator}. What the person left alone is `undefined`.
 *
 * @throws {InputError} naming the first parameter that is wrong, before anything is sent
 */
export function readParameters(
	context: ParameterContext,
	fields: readonly Field[],
	itemIndex: number,
): ReadParameters {
	const reader = new Reader(context.getTimezone());
	const values: Record<string, unknown> = {};
	for (const field of fields) {
		const shown = isShown(field, values);
		// What was entered while the form looked different is not meant now.
		const raw: unknown = shown
			? context.getNodeParameter(field.name, itemIndex, field.default)
			: field.default;
		if (shown && isUnset(raw) && needsValue(field)) refuseUnset(field.displayName);
		const value = reader.read(field, raw, field.displayName);
		const isMissing = isUnset(value) || value === '' || isEmptyList(value);
		if (field.required && isMissing) {
			throw new InputError(`"${field.displayName}" is empty`, 'Enter a value and run again.');
		}
		values[field.name] = value;
	}
	return { values, secrets: reader.secrets, open: reader.open };
}

/** What comes of an expression without a result. */
const isUnset = (raw: unknown): raw is undefined | null => raw === undefined || raw === null;

/** A switch, a number or a choice, which always says something. */
const decides = ({ type }: Field): boolean =>
	['boolean', 'multiOptions', 'number', 'options'].includes(type);

/**
 * Whether a field must have a value: one that decides or holds a secret. Without it the operation
 * would do something else than its form shows, e.g. list everybody for want of a limit, or have the
 * vendor make up the secret.
 */
const needsValue = (field: Field): boolean =>
	!field.required && (decides(field) || isSecret(field));

/** Whether a field is a choice out of those that the form lists. */
const isFixed = ({ type, typeOptions }: Field): boolean =>
	type === 'options' && !typeOptions?.loadOptionsMethod;

/** Whether the form shows a field. n8n cannot tell where it depends on an expression. */
const isShown = ({ displayOptions }: Field, values: Record<string, unknown>): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(([name, wanted]) =>
		(wanted as unknown[]).includes(values[name]),
	);

const refuseUnset = (label: string): never =>
	refuse(
		`"${label}" has no value for this item`,
		'Set it, or check that its expression has a result.',
	);

/** Fields that were added to a group of the form but have no result, by the group as it was read. */
const blanks = new WeakMap<object, string[]>();

/**
 * Names of the fields that are in the form but not among `members`, e.g. because their expression
 * found nothing. For operations to which "not given" and "given, but empty" are not the same.
 */
export const withoutResult = (members: object): string[] => blanks.get(members) ?? [];

/** The collection that narrows a list, in every operation that has one. */
const FILTERS = 'filters';

/** Collections whose members say how to do something, so that each needs a value. */
const SETTINGS = new Set(['options', 'requestSettings', 'sort']);

export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Whether there is nothing to compare with, also in an entry of a group of filters. */
const isBlank = (value: unknown): boolean =>
	isUnset(value) ||
	value === '' ||
	(typeof value === 'object' &&
		!(value instanceof Date) &&
		!('toMillis' in value) &&
		(Object.keys(value).length === 0 || Object.values(value).some(isBlank)));

/** One kind of entry that a fixedCollection may have. */
interface Group {
	name: string;
	displayName: string;
	values: readonly Field[];
}

class Reader {
	readonly secrets = new Set<string>();
	readonly open = new Set<string>();

	constructor(private readonly zone: string) {}

	/** Coerces one value. `label` is the field as the form shows it, with the group it is in. */
	read(field: Field, raw: unknown, label: string): unknown {
		// An expression without a result; null stays, because for many attributes it means "clear".
		if (raw === undefined) return undefined;
		switch (field.type) {
			case 'collection':
				return this.collection(field, raw, label);
			case 'fixedCollection':
				return this.groups(field, raw, label);
			case 'resourceLocator':
				return locator(field, raw, label);
		}
		if (raw === null) return null;
		switch (field.type) {
			case 'boolean':
				return asBoolean(raw, label);
			case 'number':
				return asNumber(field, raw, label);
			case 'dateTime':
				return this.dateTime(raw, label);
			case 'json':
				return asJson(raw, label);
			case 'options':
				return asChoice(field, raw, label);
			case 'multiOptions':
				return asList(raw, label).map((entry) => asChoice(field, entry, label));
			default: {
				const text = asText(raw, label);
				if (text) (isSecret(field) ? this.secrets : this.open).add(text);
				return text;
			}
		}
	}

	private collection(field: Field, raw: unknown, label: string): Record<string, unknown> {
		const options = field.options as readonly Field[];
		const given = asObject(raw, label);
		if (field.name === FILTERS) this.refuseEmptyFilter(options, given, label);
		const holdsSecret = options.some(isSecret);
		const unset = options.find((option) => {
			if (!Object.hasOwn(given, option.name)) return false;
			const value = given[option.name];
			if (holdsSecret) return isUnset(value) || value === '';
			if (SETTINGS.has(field.name)) return isUnset(value);
			// Null clears an attribute, but there is no such thing as no choice out of a few.
			return decides(option) && (value === undefined || (value === null && isFixed(option)));
		});
		if (unset) refuseUnset(`${label} > ${unset.displayName}`);
		return this.members(options, raw, label);
	}

	/** A filter whose expression found nothing would list everybody, maybe in front of a deletion. */
	private refuseEmptyFilter(
		filters: readonly Field[],
		given: Record<string, unknown>,
		label: string,
	): void {
		const empty = filters.find(({ name }) => Object.hasOwn(given, name) && isBlank(given[name]));
		if (empty) {
			throw new InputError(
				`"${label} > ${empty.displayName}" is empty`,
				'Enter a value, or remove the filter to list everything. If it is an expression, check that it has a result for this item.',
			);
		}
	}

	private groups(field: Field, raw: unknown, label: string): Record<string, unknown> {
		const given = asObject(raw, label);
		const groups: Record<string, unknown> = {};
		for (const { name, displayName, values } of field.options as readonly Group[]) {
			const group = Object.hasOwn(given, name) ? given[name] : undefined;
			if (isUnset(group)) continue;
			const path = `${label} > ${displayName}`;
			groups[name] = field.typeOptions?.multipleValues
				? [group].flat().map((entry) => this.entry(values, entry, path))
				: this.entry(values, group, path);
		}
		return groups;
	}

	/**
	 * One entry of a group. A choice in it, such as how to compare, decides what the rest means; and
	 * what stands beside a secret, such as a salt, belongs to it.
	 */
	private entry(fields: readonly Field[], raw: unknown, label: string): Record<string, unknown> {
		const given = asObject(raw, label);
		const members = this.members(fields, raw, label);
		const holdsSecret = fields.some(isSecret);
		const unset = fields.find(
			(field) =>
				Object.hasOwn(given, field.name) &&
				isUnset(given[field.name]) &&
				(holdsSecret || isFixed(field)) &&
				isShown(field, members),
		);
		if (unset) refuseUnset(`${label} > ${unset.displayName}`);
		return members;
	}

	private members(fields: readonly Field[], raw: unknown, label: string): Record<string, unknown> {
		const given = asObject(raw, label);
		const members: Record<string, unknown> = {};
		const blank: string[] = [];
		for (const field of fields) {
			if (!Object.hasOwn(given, field.name)) continue;
			const value = this.read(field, given[field.name], `${label} > ${field.displayName}`);
			if (value !== undefined) members[field.name] = value;
			else blank.push(field.name);
		}
		blanks.set(members, blank);
		return members;
	}

	/** n8n's date picker gives local time without a zone; the workflow's time zone is meant. */
	private dateTime(raw: unknown, label: string): string | undefined {
		if (raw === '') return undefined;
		const date = toDateTime(raw, this.zone);
		if (!date?.isValid) {
			throw new InputError(
				`"${label}" is not a date: ${shown(raw)}`,
				'Use the date picker, or an expression that gives a date, ISO 8601 text like 2026-03-01, or a point in time from 2000 to 2100 in seconds or milliseconds.',
			);
		}
		return date.toUTC().toISO()!;
	}
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
function isPlain(value: unknown): value is Record<string, unknown> {
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

function asText(raw: unknown, label: string): string {
	if (typeof raw === 'string') return raw;
	if (isRounded(raw)) refuse(`"${label}" ${ROUNDED}: ${shown(raw)}`, 'Give it as text.');
	if (Number.isFinite(raw) || typeof raw === 'boolean' || typeof raw === 'bigint')
		return String(raw);
	throw new InputError(
		`"${label}" must be text, but it is ${kindOf(raw)}`,
		'Point the expression at a single value. Where a whole group of fields is one expression, set its fields one by one instead.',
	);
}

function asBoolean(raw: unknown, label: string): boolean {
	const word = typeof raw === 'object' ? '' : String(raw).trim().toLowerCase();
	if (['true', '1', 'yes'].includes(word)) return true;
	if (['false', '0', 'no'].includes(word)) return false;
	throw new InputError(`"${label}" must be true or false, but it is ${shown(raw)}`);
}

function asNumber(field: Field, raw: unknown, label: string): number {
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

function asJson(raw: unknown, label: string): unknown {
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

function refuse(message: string, description?: string): never {
	throw new InputError(message, description);
}

const isChoice = (option: unknown): option is INodePropertyOptions =>
	typeof option === 'object' && option !== null && 'value' in option;

/** The value of the choice that is meant, by value or, as a person or a model writes it, by name. */
function asChoice(field: Field, raw: unknown, label: string): unknown {
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
function asList(raw: unknown, label: string): unknown[] {
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

function asObject(raw: unknown, label: string): Record<string, unknown> {
	if (isPlain(raw)) return raw;
	throw new InputError(
		`"${label}" must be an object with fields, but it is ${kindOf(raw)}`,
		'Set its fields one by one, or write it like { "name": "value" }.',
	);
}

/** Why a text cannot be what somebody once chose to call a record. */
function chosenFault(name: string): string | undefined {
	if (name === '') return 'is empty';
	return isBrokenText(name) ? 'contains half of a character (a lone surrogate)' : undefined;
}

/** A resource locator, or the bare value that an expression or an AI tool put in its place. */
function locator(field: Field, raw: unknown, label: string): Locator | undefined {
	const given = isPlain(raw) && Object.hasOwn(raw, 'value') ? raw : { value: raw };
	const mode = asText(given.mode ?? 'id', label);
	const entered = isUnset(given.value) ? '' : asText(given.value, label);
	// A name is whatever somebody once chose, ".." or a trailing space included; an ID never is. A
	// record that is known by its name has it in place of an ID, however it was chosen.
	const isName = field.modes?.some(({ name }) => name === 'name') === true;
	const isId = !isName && ['id', 'list'].includes(mode);
	const value = isName ? entered : entered.trim();
	if (value === '' && !field.required) return undefined;
	const fault = isId ? idFault(value) : chosenFault(value);
	if (fault) {
		throw new InputError(
			`"${label}" ${fault}`,
			`Choose an entry from the list, or give its ${isName ? 'name' : 'ID'}. If "${label}" is an expression, check that it has a result for this item.`,
		);
	}
	return { mode, value };
}
