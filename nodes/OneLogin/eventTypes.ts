import type { Api } from '../shared/api';
import { theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** The list of the types of events, which has no pages. */
export const typeList = { method: 'GET' as const, path: path`/api/1/events/types` };

/**
 * The id of the type of events that is meant, by id or by name.
 *
 * @param label the field as the form shows it
 * @throws {InputError} for a name that no type has
 */
export async function locateEventType(
	api: Api,
	{ value }: Locator,
	label: string,
): Promise<string> {
	if (/^\d+$/.test(value)) return value;
	return theOneNamed(await api.all(typeList), { thing: 'event type', value, label });
}
