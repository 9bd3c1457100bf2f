import type { Api } from './api';
import { CancelledError } from './clock';
import { raise } from './errors';
import type { Field } from './field';
import type { Locator, Vendor } from './vendor';

type Values = Record<string, unknown>;

/** A resource locator of an item, and the place that its value has. */
interface Found {
	field: Field;
	values: Values;
}

/** The resource locators of an item that have a value, also those within its groups of fields. */
export function* locatorsIn(fields: readonly Field[], values: Values): Generator<Found> {
	for (const field of fields) {
		const value = values[field.name];
		if (value === undefined || value === null) continue;
		if (field.type === 'resourceLocator') yield { field, values };
		if (field.type === 'collection') {
			yield* locatorsIn(field.options as readonly Field[], value as Values);
		}
		if (field.type !== 'fixedCollection') continue;
		for (const group of field.options as ReadonlyArray<{
			name: string;
			values: readonly Field[];
		}>) {
			const entries = [(value as Values)[group.name] ?? []].flat() as Values[];
			for (const entry of entries) yield* locatorsIn(group.values, entry);
		}
	}
}

/** What a locator stands for, whatever its field is called: an entry of the list that it offers. */
const kindOf = ({ modes }: Field): string =>
	modes?.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod ?? '';

/** Finds what the resource locators of an execution stand for; the same one only once. */
export class Locations {
	private readonly known = new Map<string, Map<string, Promise<string>>>();

	constructor(private readonly vendor: Vendor) {}

	/** Replaces each locator in `values` with the ID that it stands for. */
	async resolve(api: Api, fields: readonly Field[], values: Values): Promise<void> {
		for (const { field, values: place } of locatorsIn(fields, values)) {
			place[field.name] = await this.idOf(api, field, place[field.name] as Locator);
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
