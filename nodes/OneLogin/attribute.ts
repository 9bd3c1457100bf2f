import type { Field } from '../shared/field';

/** The custom attribute an operation is about. */
export const customAttribute = {
	displayName: 'Custom Attribute',
	name: 'customAttribute',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The attribute to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an attribute…',
			typeOptions: { searchListMethod: 'searchCustomAttributes', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 12345' },
		{ displayName: 'By Short Name', name: 'shortname', type: 'string', placeholder: 'e.g. branch' },
	],
} as const satisfies Field;
