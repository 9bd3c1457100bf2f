import {
	asBoolean,
	asChoice,
	asDate,
	asJson,
	asList,
	asNumber,
	asObject,
	asText,
	isPlain,
	isUnset,
	refuse,
} from './coerce';
import { InputError } from './errors';
import { type Field, groupOf, isSeveral } from './field';
import { idFault, isBrokenText } from './path';
import { addressFault, cleaned } from './text';
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

/** A filter without a value would list everybody, maybe in front of a deletion. */
const refuseBlank = (label: string): never =>
	refuse(
		`"${label}" is empty`,
		'Enter a value, or remove the filter to list everything. If it is an expression, check that it has a result for this item.',
	);

/** Fields that were added to a group of the form but have no result, by the group as it was read. */
const blanks = new WeakMap<object, string[]>();

/**
 * Names of the fields that are in the form but not among `members`, e.g. because their expression
 * found nothing. For operations to which "not given" and "given, but empty" are not the same.
 */
export const withoutResult = (members: object): string[] => blanks.get(members) ?? [];

export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Whether a member of a group says nothing. What a picker keeps beside its value is of no matter. */
const isBlank = ({ type }: Field, value: unknown): boolean =>
	isHollow(type === 'resourceLocator' && isPlain(value) ? value.value : value);

/** Whether nothing stands in a value, or in a part of it. */
const isHollow = (value: unknown): boolean =>
	isUnset(value) ||
	value === '' ||
	((isPlain(value) || Array.isArray(value)) &&
		(Object.keys(value).length === 0 || Object.values(value).some(isHollow)));

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
				return asDate(raw, label, this.zone);
			case 'json':
				return asJson(raw, label);
			case 'options':
				return asChoice(field, raw, label);
			case 'multiOptions':
				return asList(raw, label).map((entry) => asChoice(field, entry, label));
			default: {
				const text =
					isSeveral(field) && Array.isArray(raw) ? entriesText(raw, label) : asText(raw, label);
				if (isSecret(field)) {
					if (text) this.secrets.add(text);
					return text;
				}
				// What is nothing but blank is kept: some fields tell it from an empty one.
				const meant = cleaned(text) || text;
				const fault = addressFault(meant);
				if (fault) refuse(`"${label}" ${fault}`, 'Type it anew.');
				if (meant) this.open.add(meant);
				return meant;
			}
		}
	}

	private collection(field: Field, raw: unknown, label: string): Record<string, unknown> {
		const options = field.options as readonly Field[];
		const given = asObject(raw, label);
		const isAdded = ({ name }: Field): boolean => Object.hasOwn(given, name);
		const group = groupOf(field);
		if (group === 'filters') {
			const blank = options.find((one) => isAdded(one) && isBlank(one, given[one.name]));
			if (blank) refuseBlank(`${label} > ${blank.displayName}`);
		}
		const holdsSecret = options.some(isSecret);
		const unset = options.find((option) => {
			if (!isAdded(option)) return false;
			const value = given[option.name];
			if (holdsSecret) return isUnset(value) || value === '';
			if (group !== 'attributes') return isUnset(value);
			// Null clears an attribute, but there is no such thing as no choice out of a few.
			return decides(option) && (value === undefined || (value === null && isFixed(option)));
		});
		if (unset) refuseUnset(`${label} > ${unset.displayName}`);
		return this.members(options, given, label);
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
		const members = this.members(fields, given, label);
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

	private members(
		fields: readonly Field[],
		given: Record<string, unknown>,
		label: string,
	): Record<string, unknown> {
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
}

/** Entries that an expression gives as a list, as the text that they could have been given as. */
const entriesText = (raw: unknown[], label: string): string =>
	JSON.stringify(raw.map((entry) => asText(entry, label)));

/** Why a text cannot be what somebody once chose to call a record. */
function chosenFault(name: string): string | undefined {
	if (name === '') return 'is empty';
	return isBrokenText(name) ? 'contains half of a character (a lone surrogate)' : undefined;
}

/**
 * A resource locator, or the bare value that an expression or an AI tool put in its place. One that may
 * be empty is null where null was given, which clears an attribute.
 */
function locator(field: Field, raw: unknown, label: string): Locator | null | undefined {
	const given = isPlain(raw) && Object.hasOwn(raw, 'value') ? raw : { value: raw };
	if (given.value === null && !field.required) return null;
	const mode = asText(given.mode ?? 'id', label);
	const entered = isUnset(given.value) ? '' : asText(given.value, label);
	// A name is whatever somebody once chose, ".." or a trailing space included; an ID never is. A
	// record that is known by its name alone has it in place of an ID, however it was chosen.
	const has = (wanted: string): boolean =>
		field.modes?.some(({ name }) => name === wanted) === true;
	const isName = has('name') && (mode === 'name' || !has('id'));
	const isId = !isName && ['id', 'list'].includes(mode);
	const value = isName ? entered : cleaned(entered);
	if (value === '' && !field.required) return undefined;
	const fault = isId ? idFault(value) : (chosenFault(value) ?? addressFault(value));
	if (fault) {
		throw new InputError(
			`"${label}" ${fault}`,
			`Choose an entry from the list, or give its ${isName ? 'name' : 'ID'}. If "${label}" is an expression, check that it has a result for this item.`,
		);
	}
	return { mode, value };
}
