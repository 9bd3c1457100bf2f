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
		{
			displayName: 'By Label',
			name: 'label',
			type: 'string',
			placeholder: 'e.g. Salesforce',
			hint: 'The whole label, in upper and lower case. Several applications can have the same one. Nothing is done then.',
		},
	],
} as const satisfies Field;
