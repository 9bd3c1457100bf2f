import type { INodeProperties } from 'n8n-workflow';

/** `T` with every property, at every depth, read-only. */
type Frozen<T> = T extends (...args: never[]) => unknown
	? T
	: T extends object
		? { readonly [K in keyof T]: Frozen<T[K]> }
		: T;

/** A form field, as n8n describes it. Read-only, so that parameter types follow from the literal. */
export type Field = Frozen<INodeProperties>;

type Choice<F extends Field> =
	F['options'] extends ReadonlyArray<infer O>
		? O extends { readonly value: infer V }
			? V
			: never
		: string;

type Group<F extends Field> =
	F['options'] extends ReadonlyArray<infer O>
		? O extends { readonly name: infer N extends string; readonly values: infer V }
			? V extends readonly Field[]
				? {
						[K in N]: F['typeOptions'] extends { readonly multipleValues: true }
							? Array<Params<V>>
							: Params<V>;
					}
				: never
			: never
		: never;

type Merge<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void
	? I
	: never;

/** What the runner hands to an operation for one field: coerced, checked and never an expression. */
export type Value<F extends Field> = F['type'] extends 'boolean'
	? boolean
	: F['type'] extends 'number'
		? number
		: F['type'] extends 'multiOptions'
			? F['typeOptions'] extends { readonly loadOptionsMethod: string }
				? string[]
				: Array<Choice<F>>
			: F['type'] extends 'options'
				? F['typeOptions'] extends { readonly loadOptionsMethod: string }
					? string
					: Choice<F>
				: F['type'] extends 'json'
					? unknown
					: F['type'] extends 'collection'
						? F['options'] extends readonly Field[]
							? Partial<Params<F['options']>>
							: never
						: F['type'] extends 'fixedCollection'
							? Partial<Merge<Group<F>>>
							: string;

/** The parameters of an operation, typed from its list of fields. */
export type Params<F extends readonly Field[]> = { [X in F[number] as X['name']]: Value<X> };

/** What the members of a group stand for, by the members: a field keeps them where it is shown elsewhere. */
const groups = new WeakMap<object, 'attributes' | 'filters'>();

type WithMembers = Field & { options: object };

/**
 * Marks a group of fields that holds what a record is to have, so that an empty one can mean "none": null
 * clears an attribute. In any other group what is added needs a result.
 */
export function attributes<const F extends WithMembers>(field: F): F {
	groups.set(field.options, 'attributes');
	return field;
}

/** Marks a group of fields that narrows a list, so that an empty text is refused as well. */
export function filters<const F extends WithMembers>(field: F): F {
	groups.set(field.options, 'filters');
	return field;
}

/** What the members of a group stand for; `undefined` where they say how to do something. */
export const groupOf = ({ options }: Field): 'attributes' | 'filters' | undefined =>
	options && groups.get(options);

const SEVERAL = Symbol('several entries');

/**
 * Marks a text that holds several entries, separated by commas: an expression may give them as a list,
 * which the operation gets as JSON. A symbol, because copies of the field keep it and n8n never sees it.
 */
export const several = <const F extends Field>(field: F): F => ({ ...field, [SEVERAL]: true });

/** Whether a field is marked by {@link several}. */
export const isSeveral = (field: Field): boolean => SEVERAL in field;

/** Whether a field is a choice, or several, out of a list that the vendor has. */
export const isFromList = ({ type, typeOptions }: Field): boolean =>
	(type === 'options' || type === 'multiOptions') && typeOptions?.loadOptionsMethod !== undefined;

/**
 * Sorted as n8n wants collections to be; the order is of no matter to the type. Not by localeCompare,
 * whose first use loads the rules of languages and is a fifth of what loading the nodes takes.
 */
export const byDisplayName = <const F extends readonly Field[]>(fields: F): F =>
	[...fields].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)) as unknown as F;

/** Fields that several vendors' operations show. The wording is the one n8n's own nodes use. */
export const returnAll = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
} as const satisfies Field;

export const limit = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
} as const satisfies Field;

export const simplify = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
} as const satisfies Field;

/** What a look-up does that finds nothing; in its options. The runner does it. */
export const ifNotFound = {
	displayName: 'If Not Found',
	name: 'ifNotFound',
	type: 'options',
	options: [
		{
			name: 'Return an Item',
			value: 'item',
			description: 'An item with "found": false. What is found has "found": true in it.',
		},
		{ name: 'Stop With an Error', value: 'stop' },
	],
	default: 'stop',
	description: 'What to do when there is no such record',
} as const satisfies Field;

/** What a change does where there is nothing left to do; in its options. {@link alreadyDone} obeys it. */
export const ifAlreadyDone = {
	displayName: 'If Already Done',
	name: 'ifAlreadyDone',
	type: 'options',
	options: [
		{ name: 'Stop With an Error', value: 'stop' },
		{
			name: 'Succeed',
			value: 'succeed',
			description: 'The item says "already": true',
		},
	],
	default: 'succeed',
	description: 'What to do when it is so already',
} as const satisfies Field;

/** How requests are sent; shown under every operation. */
export const requestSettings = {
	displayName: 'Request Options',
	name: 'requestSettings',
	type: 'collection',
	placeholder: 'Add request option',
	default: {},
	options: [
		{
			displayName: 'Max Wait for Rate Limit',
			name: 'maxWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 300,
			description:
				'Seconds that one request may wait for the rate limit to reset before the item fails. 0 means no waiting.',
		},
		{
			displayName: 'Max Requests at Once',
			name: 'parallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			default: 10,
			description:
				'How many requests may be under way at the same time. Items are worked on side by side; changes to the same record stay in the order of the items, and so does the output. 1 means one after another.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'Seconds to wait for an answer to a request',
		},
	],
} as const satisfies Field;
