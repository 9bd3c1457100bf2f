import type { Field } from '../shared/field';

/** The report an operation is about. */
export const report = {
	displayName: 'Report',
	name: 'report',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The report to run, e.g. "Inactive users" or "Users and privileges"',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a report…',
			typeOptions: { searchListMethod: 'searchReports', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 123456' },
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Inactive users' },
	],
} as const satisfies Field;
