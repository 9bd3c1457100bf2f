import { type Field, filters, type Params } from '../../../shared/field';

/** What narrows a list of people in a role. */
export const memberFilters = [
	filters({
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan',
				description: 'First or last name, username or email to search for',
			},
		],
	}),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Include Unassigned',
				name: 'includeUnassigned',
				type: 'boolean',
				default: false,
				description:
					'Whether to list those too who are not in it. Each record says so in "assigned".',
			},
		],
	},
] as const satisfies readonly Field[];

type Given = Params<typeof memberFilters>;

/** The same as OneLogin calls it. */
export const memberQuery = (
	{ search }: Given['filters'],
	{ includeUnassigned }: Given['options'],
): { name?: string; include_unassigned?: boolean } => ({
	name: search,
	include_unassigned: includeUnassigned || undefined,
});
