import type { IDataObject } from 'n8n-workflow';
import { asRecord, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError, InputError } from '../../../shared/errors';
import type { Field, Params } from '../../../shared/field';
import { path } from '../../../shared/path';
import { EQUALS } from '../../mapping';

export const name = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Sales to CRM',
	description: 'What the mapping is called',
} as const satisfies Field;

export const match = {
	displayName: 'Match',
	name: 'match',
	type: 'options',
	options: [
		{ name: 'All Conditions', value: 'all' },
		{ name: 'Any Condition', value: 'any' },
	],
	default: 'all',
	description: 'How many of the conditions a user has to meet',
} as const satisfies Field;

export const enabled = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether OneLogin applies the mapping, which it does when a user changes',
} as const satisfies Field;

export const position = {
	displayName: 'Position',
	name: 'position',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Place among the enabled mappings, 1 for the first. A new one comes last otherwise.',
} as const satisfies Field;

export const forEverybody = {
	displayName: 'Apply to Everybody',
	name: 'forEverybody',
	type: 'boolean',
	default: false,
	description:
		'Whether the mapping has no conditions, so that it applies to all users of the account',
} as const satisfies Field;

export const conditions = {
	displayName: 'Conditions',
	name: 'criteria',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add condition',
	default: {},
	description: 'Whom the mapping applies to',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Source Name or ID',
					name: 'source',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getMappingConditions' },
					default: '',
					description:
						'What of the user is looked at. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Operator Name or ID',
					name: 'operator',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getMappingOperators',
						loadOptionsDependsOn: ['&source'],
					},
					default: '',
					description:
						'How it is compared. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'resourceLocator',
					typeOptions: { loadOptionsDependsOn: ['&source'] },
					default: { mode: 'list', value: '' },
					description: 'What it is compared with',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Select a value…',
							typeOptions: { searchListMethod: 'searchConditionValues', searchable: true },
						},
						{
							displayName: 'By Value',
							name: 'text',
							type: 'string',
							placeholder: 'e.g. Sales',
						},
					],
				},
			],
		},
	],
} as const satisfies Field;

export const actions = {
	displayName: 'Actions',
	name: 'actions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add action',
	default: {},
	description: 'What the mapping does for them. For several roles, add one action each.',
	options: [
		{
			displayName: 'Action',
			name: 'action',
			values: [
				{
					displayName: 'Action Name or ID',
					name: 'action',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getMappingActions' },
					default: '',
					description:
						'What is done. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'resourceLocator',
					typeOptions: { loadOptionsDependsOn: ['&action'] },
					default: { mode: 'list', value: '' },
					description: 'The role, the group or whatever else the action sets',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Select a value…',
							typeOptions: { searchListMethod: 'searchActionValues', searchable: true },
						},
						{
							displayName: 'By Value',
							name: 'text',
							type: 'string',
							placeholder: 'e.g. 471000',
						},
					],
				},
			],
		},
	],
} as const satisfies Field;

type Conditions = Params<[typeof conditions]>['criteria'];
type Actions = Params<[typeof actions]>['actions'];

/** An entry as it was read: what was not chosen is empty, or not there. */
type Entry = Record<string, unknown>;

/** The text of a member of an entry, which has to be there. */
function textOf(entry: Entry, member: string, group: string, label: string): string {
	const value = entry[member];
	if (typeof value === 'string' && value !== '') return value;
	throw new InputError(
		`An entry of "${group}" has no ${label}`,
		'Choose one. If it is an expression, check that it has a result for this item.',
	);
}

/** The conditions as OneLogin takes them; `undefined` where none is given. */
export function conditionsBody(
	{ condition = [] }: Conditions,
	everybody: boolean | undefined,
): IDataObject[] | undefined {
	const found = condition.map((entry) => {
		const operator = textOf(entry, 'operator', 'Conditions', 'operator');
		return {
			source: textOf(entry, 'source', 'Conditions', 'source'),
			operator: operator === EQUALS ? '=' : operator,
			value: textOf(entry, 'value', 'Conditions', 'value'),
		};
	});
	if (!everybody) return found.length > 0 ? found : undefined;
	if (found.length === 0) return [];
	throw new InputError(
		'"Apply to Everybody" is on, and "Conditions" are given as well',
		'Keep one of them.',
	);
}

/** The actions as OneLogin takes them; `undefined` where none is given. */
export function actionsBody({ action = [] }: Actions): IDataObject[] | undefined {
	const found = action.map((entry) => ({
		action: textOf(entry, 'action', 'Actions', 'action'),
		value: [textOf(entry, 'value', 'Actions', 'value')],
	}));
	return found.length > 0 ? found : undefined;
}

/**
 * A mapping as OneLogin has it.
 *
 * @throws {ApiError} for one that is not whole: sent back, it would lose what is missing
 */
export async function readMapping(api: Api, id: string): Promise<IDataObject> {
	const found = asRecord(await api.request({ method: 'GET', path: path`/api/2/mappings/${id}` }));
	const isWhole =
		String(found.id) === id &&
		typeof found.name === 'string' &&
		Array.isArray(found.conditions) &&
		Array.isArray(found.actions);
	if (isWhole) return found;
	throw new ApiError(unreadable(`the mapping ${id}`, found));
}

/** @throws {InputError} for a place in the row of those that are enabled, given to one that is not */
export function checkPosition(position: number | undefined, isEnabled: boolean): void {
	if (position === undefined || isEnabled) return;
	throw new InputError(
		'A mapping that is not enabled has no "Position"',
		'Enable it, or take the position out.',
	);
}
