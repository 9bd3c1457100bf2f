import type { Field } from '../shared/field';

/** What an application is made from. */
export const connector = {
	displayName: 'Connector',
	name: 'connector',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The kind of application. Every account has 108419 for OpenID Connect and 110016 for SAML.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a connector…',
			typeOptions: { searchListMethod: 'searchConnectors', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 108419' },
	],
} as const satisfies Field;
