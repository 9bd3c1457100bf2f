import type { Field } from '../shared/field';
import { bodyId } from './id';

/** The application an operation is about. */
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
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 123456' },
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Slack' },
	],
} as const satisfies Field;

/** Several applications. */
export const apps = {
	displayName: 'Application Names or IDs',
	name: 'apps',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getApps' },
	default: [],
	description:
		'An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** The ids as a body has them: whole numbers, each once. */
export const appIds = (given: readonly string[], label: string = apps.displayName): number[] => [
	...new Set(given.map((id) => bodyId(id, label, 'application'))),
];
