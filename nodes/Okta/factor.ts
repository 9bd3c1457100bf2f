import type { Field } from '../shared/field';

/** The second factor of a user an operation is about. */
export const factor = {
	displayName: 'Factor',
	name: 'factor',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The factor to work on. The list has only those that a policy lets the user have.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a factor…',
			typeOptions: { searchListMethod: 'searchFactors' },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. opf1a2b3c4d5E6f7G8h9',
		},
	],
} as const satisfies Field;
