import type { Field } from '../shared/field';

/** The user an operation is about. */
export const user = {
	displayName: 'User',
	name: 'user',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user…',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00u1a2b3c4d5E6f7G8h9',
		},
		{
			displayName: 'By Login',
			name: 'login',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
			hint: 'The whole login; a part of it is not accepted',
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
			hint: 'Several users can have the same email address. Nothing is done then.',
		},
	],
} as const satisfies Field;
