import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';
import { theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** The mapping an operation is about. */
export const mapping = {
	displayName: 'Mapping',
	name: 'mapping',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mapping to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a mapping…',
			typeOptions: { searchListMethod: 'searchMappings', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 123456' },
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Sales to CRM' },
	],
} as const satisfies Field;

/**
 * The mappings of the account. OneLogin lists the enabled ones unless it is asked for the others, which
 * takes a call of its own (onelogin-next.md, section 4.7). Neither list has pages.
 *
 * @param which those that are enabled or not; all of them without it
 */
export async function readMappings(api: Api, which?: boolean): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for (const enabled of which === undefined ? [true, false] : [which]) {
		const call = { method: 'GET' as const, path: path`/api/2/mappings`, query: { enabled } };
		// A server that pays no heed to the question gives the same ones twice.
		for (const one of await api.all(call)) {
			if (!found.some(({ id }) => id === one.id)) found.push(one);
		}
	}
	return found;
}

/** The id of the mapping that is meant. */
export async function locateMapping(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name') return value;
	return theOneNamed(await readMappings(api), { thing: 'mapping', value, label });
}

/** A choice for a part of a mapping. Its value may be a number. */
export const nameAndValue = ({ name, value }: IDataObject) => ({
	name: String(name),
	value: String(value),
});

/** What a form keeps in place of the operator `=`, which n8n would take for an expression without a result. */
export const EQUALS = 'equals';

/**
 * What is chosen in the same entry of the form, for a picker that depends on it.
 *
 * @param label the other field as the form shows it
 * @throws {InputError} when nothing is chosen there yet
 */
export function besideInForm(context: ILoadOptionsFunctions, name: string, label: string): string {
	const chosen = context.getCurrentNodeParameter(`&${name}`);
	if (typeof chosen === 'string' && chosen !== '' && !chosen.startsWith('=')) return chosen;
	throw new InputError(`Choose "${label}" first`, 'The list depends on it.');
}

interface Condition {
	source?: unknown;
	operator?: unknown;
	value?: unknown;
}

/** Signs of OneLogin's operators, as far as it is known what they mean (onelogin-next.md, section 4.7). */
const TESTS: Record<string, (held: string, wanted: string) => boolean> = {
	'=': (held, wanted) => held === wanted,
	'~': (held, wanted) => held.includes(wanted),
	bw: (held, wanted) => held.startsWith(wanted),
	ew: (held, wanted) => held.endsWith(wanted),
};

const CUSTOM = 'custom_attribute_';

/** Whether a mapping surely applies to a user. What cannot be told from the user's record says no. */
export function applies({ match, conditions }: IDataObject, user: IDataObject): boolean {
	if (!Array.isArray(conditions)) return false;
	const isMet = ({ source, operator, value }: Condition): boolean => {
		const name = String(source);
		const custom = (user.custom_attributes ?? {}) as IDataObject;
		const held = name.startsWith(CUSTOM) ? custom[name.slice(CUSTOM.length)] : user[name];
		const wanted = String(value ?? '');
		const test = Object.hasOwn(TESTS, String(operator)) ? TESTS[String(operator)] : undefined;
		const isText = typeof held === 'string' || typeof held === 'number';
		return isText && wanted !== '' && test !== undefined && test(String(held), wanted);
	};
	const all = conditions as Condition[];
	return match === 'any' ? all.some(isMet) : match === 'all' && all.every(isMet);
}

/** Whether a mapping gives a role. */
export const givesRole = ({ actions }: IDataObject, role: unknown): boolean =>
	Array.isArray(actions) &&
	(actions as Array<{ action?: unknown; value?: unknown }>).some(
		({ action, value }) =>
			action === 'add_role' && [value].flat().some((id) => String(id) === String(role)),
	);
