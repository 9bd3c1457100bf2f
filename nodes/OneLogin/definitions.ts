import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../shared/api';
import { theOne } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** The definitions of the custom attributes by v2: `id`, `name`, `shortname` and `position`, in one page. */
export const readDefinitions = async (api: Api): Promise<IDataObject[]> =>
	await api.all({ method: 'GET', path: path`/api/2/users/custom_attributes` });

/**
 * The id of the custom attribute that is meant, by id or by short name.
 *
 * @param label the locator as the form shows it
 * @throws {InputError} unless there is exactly one
 */
export async function locateCustomAttribute(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'shortname') return value;
	const found = (await readDefinitions(api)).filter(({ shortname }) => shortname === value);
	const ids = found.map(({ id }) => String(id));
	return theOne(ids, { thing: 'custom attribute', attribute: 'short name', value, label });
}
