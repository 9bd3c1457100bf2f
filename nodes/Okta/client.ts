import type { Field } from '../shared/field';

/** An application that acts for the chosen user: a client, in OAuth's word. */
export const client = {
	displayName: 'Client',
	name: 'client',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The application that got the tokens. The list has those that the user has used.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a client…',
			typeOptions: { searchListMethod: 'searchClients', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0oa1a2b3c4d5E6f7G8h9',
		},
	],
} as const satisfies Field;
