import type { Field } from '../shared/field';

/** The privilege an operation is about. */
export const privilege = {
	displayName: 'Privilege',
	name: 'privilege',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The privilege to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a privilege…',
			typeOptions: { searchListMethod: 'searchPrivileges', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2f1c2a70-6c5e-4a1b-9a7e-0d6c1b2f3a41',
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Help Desk' },
	],
} as const satisfies Field;
