import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Api, ListCall } from './api';
import { askTenant } from './ask';
import { InputError } from './errors';
import type { Locator, Vendor } from './vendor';

/** Pickers answer a person who is waiting: they do not sit out a rate limit. */
const PICKER_SETTINGS = { maxWait: 5, timeout: 20 };

/**
 * Asks the tenant of the credential that is chosen in the form.
 *
 * @throws {NodeApiError | NodeOperationError} without anything that no message may repeat
 */
export async function ask<T>(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	work: (api: Api) => Promise<T>,
): Promise<T> {
	return await askTenant(context, vendor, { settings: PICKER_SETTINGS }, work);
}

/** The order of choices in a list. A picker that loads more as one scrolls has it within each answer. */
export const byName = (a: { name: string }, b: { name: string }): number =>
	a.name.localeCompare(b.name, undefined, { numeric: true });

/** All records of a list as choices, sorted by name. n8n's multi-selects have no pages of their own. */
export async function collectOptions(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	call: ListCall,
	choice: (record: IDataObject) => INodePropertyOptions,
): Promise<INodePropertyOptions[]> {
	return await ask(context, vendor, async (api) => (await api.all(call)).map(choice).sort(byName));
}

/**
 * What is chosen in another resource locator of the form, for a picker that depends on it. The
 * editor resolves expressions before it asks; one that has no result yet arrives as it was typed.
 *
 * @param label the other field as the form shows it
 * @throws {InputError} when nothing is chosen there yet
 */
export function chosenInForm(context: ILoadOptionsFunctions, name: string, label: string): Locator {
	const chosen = context.getCurrentNodeParameter(name) as
		| { mode?: unknown; value?: unknown }
		| undefined;
	const value = String(chosen?.value ?? '').trim();
	if (value === '' || value.startsWith('=')) {
		throw new InputError(
			`Choose "${label}" first`,
			`The list depends on it. Where "${label}" comes from an expression, run the nodes before this one or give the entry by hand.`,
		);
	}
	return { mode: String(chosen?.mode ?? 'id'), value };
}
