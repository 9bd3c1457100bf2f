import type { Field } from '../shared/field';

/** The group an operation is about. */
export const group = {
	displayName: 'Group',
	name: 'group',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group…',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 123456' },
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Remote' },
	],
} as const satisfies Field;

/** The policy of a group or an application. */
export const policy = {
	displayName: 'Policy Name or ID',
	name: 'policy_id',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getPolicies' },
	default: '',
	description:
		'The policy that holds. An expression may give the name too, letter for letter. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;
