import type { Api } from './api';
import { CancelledError } from './clock';
import { InputError, raise } from './errors';
import { type Field, isFromList } from './field';
import type { Locator, Vendor } from './vendor';

type Values = Record<string, unknown>;

/** A field of an item, and the place that its value has. */
interface Found {
	field: Field;
	values: Values;
}

/** The fields of an item that have a value, also those within its groups of fields. */
function* fieldsIn(fields: readonly Field[], values: Values): Generator<Found> {
	for (const field of fields) {
		const value = values[field.name];
		if (value === undefined || value === null) continue;
		if (field.type === 'collection') {
			yield* fieldsIn(field.options as readonly Field[], value as Values);
		} else if (field.type === 'fixedCollection') {
			for (const group of field.options as ReadonlyArray<{
				name: string;
				values: readonly Field[];
			}>) {
				const entries = [(value as Values)[group.name] ?? []].flat() as Values[];
				for (const entry of entries) yield* fieldsIn(group.values, entry);
			}
		} else yield { field, values };
	}
}

/** The resource locators of an item that have a value. */
export function* locatorsIn(fields: readonly Field[], values: Values): Generator<Found> {
	for (const found of fieldsIn(fields, values)) {
		if (found.field.type === 'resourceLocator') yield found;
	}
}

/** What a field stands for, whatever it is called: an entry of the list that it offers. */
const kindOf = ({ modes, typeOptions }: Field): string =>
	typeOptions?.loadOptionsMethod ??
	modes?.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod ??
	'';

/** How an entry of a multi-select is given: picked from its list, or as text that is an ID or a name. */
export const ANY = 'any';

/** What was looked for. */
export interface Sought {
	/** In the singular, e.g. `user`. */
	thing: string;
	/** In people's words, e.g. `email`. */
	attribute: string;
	value: string;
	/** The field as the form shows it. */
	label: string;
	/** Why it may not be found, for those who are sure that it is there. */
	advice?: string;
	/** Names of records that are nearly called so. */
	similar?: string[];
}

/**
 * The ID of the one record that was found. Zero or several are refused and named: an operation never
 * chooses among people, groups or roles.
 *
 * @throws {InputError} unless there is exactly one
 */
export function theOne(ids: readonly string[], sought: Sought): string {
	const { thing, attribute, value, label, advice, similar = [] } = sought;
	if (ids.length === 1) return ids[0];
	if (ids.length === 0) {
		const names = similar.map((name) => `"${name}"`).join(', ');
		throw new InputError(
			`No ${thing} has the ${attribute} "${value}"`,
			[
				`Check "${label}".`,
				names && `Upper and lower case count: there is ${names}.`,
				advice ?? `Choosing the ${thing} by ID leaves no doubt.`,
			]
				.filter(Boolean)
				.join(' '),
			'notFound',
		);
	}
	throw new InputError(
		`${ids.length} ${thing}s have the ${attribute} "${value}": ${ids.join(', ')}`,
		`Check "${label}". Choosing the ${thing} by ID leaves no doubt.`,
		'ambiguous',
	);
}

/**
 * The ID of the record that has a name, letter for letter.
 *
 * @param records those that may have it, with `id` and `name`, e.g. what a search gives
 * @throws {InputError} unless there is exactly one
 */
export function theOneNamed(
	records: ReadonlyArray<{ id?: unknown; name?: unknown }>,
	sought: Omit<Sought, 'attribute' | 'similar'>,
): string {
	const folded = sought.value.toLowerCase();
	const near = records.filter(({ name }) => String(name).toLowerCase() === folded);
	const ids = near.filter(({ name }) => String(name) === sought.value).map(({ id }) => String(id));
	const similar = near.map(({ name }) => String(name));
	return theOne(ids, { ...sought, attribute: 'name', similar });
}

/** Finds what the resource locators of an execution stand for; the same one only once. */
export class Locations {
	private readonly known = new Map<string, Map<string, Promise<string>>>();

	constructor(private readonly vendor: Vendor) {}

	/** Replaces each locator in `values`, and each choice from a list, with the ID that it stands for. */
	async resolve(api: Api, fields: readonly Field[], values: Values): Promise<void> {
		for (const { field, values: place } of fieldsIn(fields, values)) {
			const value = place[field.name];
			if (field.type === 'resourceLocator') {
				place[field.name] = await this.idOf(api, field, value as Locator);
			} else if (isFromList(field) && Object.hasOwn(this.vendor.locate, kindOf(field))) {
				const chosen: string[] = [];
				for (const entry of [value].flat() as string[]) {
					// What is blank is for the operation to refuse, in its own words.
					const isBlank = entry.trim() === '';
					chosen.push(isBlank ? entry : await this.idOf(api, field, { mode: ANY, value: entry }));
				}
				place[field.name] = Array.isArray(value) ? chosen : (chosen[0] ?? value);
			}
		}
	}

	/**
	 * The records of the first locator in a form are what an operation is about. Once it has changed one,
	 * they may be called otherwise; without a locator, any may.
	 */
	forget(fields: readonly Field[]): void {
		const about = fields.find(({ type }) => type === 'resourceLocator');
		if (about) this.known.delete(kindOf(about));
		else this.known.clear();
	}

	private async idOf(api: Api, field: Field, locator: Locator): Promise<string> {
		const kind = kindOf(field);
		const locate = this.vendor.locate[kind];
		if (!locate) return locator.value;
		const known = this.known.get(kind) ?? new Map<string, Promise<string>>();
		this.known.set(kind, known);
		const key = JSON.stringify(locator);
		const found = known.get(key) ?? locate(api, locator, field.displayName);
		known.set(key, found);
		// The next one may find by then what this one did not.
		found.catch(() => known.get(key) === found && known.delete(key));
		try {
			return await found;
		} catch (error) {
			// It may have ended with the item that began it.
			const isOurs = !(error instanceof CancelledError) || api.signal?.aborted;
			return isOurs ? raise(error as Error) : await this.idOf(api, field, locator);
		}
	}
}
