import type { QueryValue } from '../shared/api';
import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';

/** Logto's ways to compare; `exact` says what the exact one does here. */
const modes = (exact: string) =>
	[
		{ name: 'Exact', value: 'exact', description: exact },
		{
			name: 'Like',
			value: 'like',
			description: 'SQL LIKE: % stands for any characters, _ for a single one',
		},
		{
			name: 'Regular Expression',
			value: 'posix',
			description: 'POSIX regular expression',
		},
		{
			name: 'Similar To',
			value: 'similar_to',
			description: 'SQL SIMILAR TO. Needs Case Sensitive.',
		},
	] as const;

/** How a condition compares. */
const conditionMode = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: modes('The value as it is. Several exact conditions on one field mean any of them.'),
	default: 'exact',
} as const satisfies Field;

const conditionValue = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan%',
	description: 'What to compare with, in the form that the mode asks for',
} as const satisfies Field;

/** Conditions on single fields of a record; `first` is the field that a new condition begins with. */
export const conditionsOn = <
	const F extends ReadonlyArray<{ name: string; value: string }>,
	const D extends F[number]['value'],
>(
	fields: F,
	first: D,
) =>
	({
		displayName: 'Advanced Search',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'options',
						options: fields,
						default: first,
					},
					conditionMode,
					conditionValue,
				],
			},
		],
	}) as const satisfies Field;

/** How the plain search compares. */
export const searchMode = {
	displayName: 'Search Mode',
	name: 'mode',
	type: 'options',
	options: modes('The value as it is'),
	default: 'like',
	description: 'How Search is read',
} as const satisfies Field;

export const isCaseSensitive = {
	displayName: 'Case Sensitive',
	name: 'isCaseSensitive',
	type: 'boolean',
	default: false,
	description: 'Whether searches tell upper from lower case',
} as const satisfies Field;

export const joint = {
	displayName: 'Combine Conditions',
	name: 'joint',
	type: 'options',
	options: [
		{ name: 'All Must Match', value: 'and' },
		{ name: 'Any May Match', value: 'or' },
	],
	default: 'or',
	description: 'How several conditions work together',
} as const satisfies Field;

interface Search {
	filters: { search?: string; mode?: string };
	conditions: { condition?: Array<{ field: string; mode: string; value: string }> };
	options: { joint?: string; isCaseSensitive?: boolean };
}

/**
 * A search as Logto's query: `search.<field>` and `mode.<field>`. A field has one mode, and only
 * the exact mode takes several values (docs.logto.io/user-management/advanced-user-search).
 *
 * @throws {InputError} for conditions that Logto refuses or would read as something else
 */
export function searchQuery({ filters, conditions, options }: Search): Record<string, QueryValue> {
	const query: Record<string, string | string[]> = {};
	for (const { field, mode, value } of conditions.condition ?? []) {
		if (!value) {
			throw new InputError(
				`"Advanced Search" has a condition on "${field}" without a value`,
				'Enter a value, or remove the condition. Logto refuses to search for nothing.',
			);
		}
		const key = `search.${field}`;
		const earlier = query[key];
		if (earlier !== undefined && (mode !== 'exact' || query[`mode.${field}`] !== 'exact')) {
			throw new InputError(
				`"Advanced Search" has several conditions on "${field}"`,
				'Logto takes several values for one field only when all of them use the mode Exact.',
			);
		}
		query[key] = earlier === undefined ? value : [earlier, value].flat();
		query[`mode.${field}`] = mode;
	}
	return {
		search: filters.search || undefined,
		mode: filters.search ? filters.mode : undefined,
		...query,
		joint: options.joint,
		isCaseSensitive: options.isCaseSensitive,
	};
}
