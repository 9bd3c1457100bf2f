import type { Field } from '../shared/field';

/** The application whose users an operation is about. */
export const app = {
	displayName: 'Application',
	name: 'app',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The application to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an application…',
			typeOptions: { searchListMethod: 'searchApps', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0oa1a2b3c4d5E6f7G8h9',
		},
	],
} as const satisfies Field;
