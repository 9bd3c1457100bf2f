import type { IDataObject } from 'n8n-workflow';
import { type Field, several } from '../../../shared/field';
import { users } from '../../people';

/** The rule an operation is about. */
export const groupRule = {
	displayName: 'Group Rule',
	name: 'groupRule',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group rule to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group rule…',
			typeOptions: { searchListMethod: 'searchGroupRules', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0pr1a2b3c4d5E6f7G8h9',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Sales by Department',
			hint: 'The whole name, letter for letter',
		},
	],
} as const satisfies Field;

export const name = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Sales by Department',
	description: 'Name of the rule, at most 50 characters',
} as const satisfies Field;

export const expression = {
	displayName: 'Expression',
	name: 'expression',
	type: 'string',
	default: '',
	placeholder: 'e.g. user.department=="Sales"',
	description:
		'Whom the rule is for, in the expression language of Okta. Type it as a text: the names in it are those of Okta, not of n8n.',
} as const satisfies Field;

export const excludedUsers = several({
	...users,
	displayName: 'Excluded Users',
	name: 'excludedUsers',
	required: false,
	description:
		'Whom the rule never adds, at most 100: IDs, logins or email addresses, separated by commas, or a list by an expression',
});

/** What Okta calls its expression language. */
export const LANGUAGE = 'urn:okta:expression:1.0';

/** A rule, as far as it is looked into. */
export interface Rule extends IDataObject {
	conditions?: {
		expression?: { value?: string };
		people?: { users?: { exclude?: string[] } };
	};
	actions?: { assignUserToGroups?: { groupIds?: string[] } };
}

/** The short form of a rule: whom it puts into which groups. Names come where they were asked for. */
export function simplifyRule(record: IDataObject): IDataObject {
	const { conditions, actions, ...rule } = record as Rule;
	const { groupIdToGroupNameMap: names } = (rule._embedded ?? {}) as {
		groupIdToGroupNameMap?: Record<string, string>;
	};
	return {
		id: rule.id,
		name: rule.name ?? null,
		status: rule.status ?? null,
		expression: conditions?.expression?.value ?? null,
		groups: (actions?.assignUserToGroups?.groupIds ?? []).map((id) => ({
			id,
			...(names && { name: names[id] ?? null }),
		})),
		excludedUserIds: conditions?.people?.users?.exclude ?? [],
		created: rule.created ?? null,
		lastUpdated: rule.lastUpdated ?? null,
	};
}

/** The names of the groups beside their IDs. */
export const expand = {
	displayName: 'Expand',
	name: 'expand',
	type: 'options',
	options: [
		{
			name: 'Group Names',
			value: 'groupIdToGroupNameMap',
			description: 'The names of the groups. With Simplify, they come by themselves.',
		},
	],
	default: 'groupIdToGroupNameMap',
	description: 'What to add to each rule',
} as const satisfies Field;

/** What to ask for besides. */
export const expanded = (
	simplify: boolean,
	options: { expand?: 'groupIdToGroupNameMap' },
): string | undefined => options.expand ?? (simplify ? 'groupIdToGroupNameMap' : undefined);
