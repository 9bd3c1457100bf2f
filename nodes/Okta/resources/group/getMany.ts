import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { quoted } from '../../locate';
import { simplifyGroup } from './simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups',
	description: 'List the groups of the organization, or those that match a search',
	fields: [
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description:
				'A group must match all of them. Okta needs a moment until a group that was created just now is found.',
			options: [
				{
					displayName: 'Name Contains',
					name: 'nameContains',
					type: 'string',
					default: '',
					placeholder: 'e.g. sales',
					description: 'Part of the name, in upper or lower case',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. lastMembershipUpdated gt "2026-01-01T00:00:00.000Z"',
					description:
						'Okta search expression over any attribute, custom ones included. Attribute names are case-sensitive, text needs double quotes.',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{
							name: 'Built-In Groups',
							value: 'BUILT_IN',
							description: 'Those that Okta itself fills, such as Everyone',
						},
						{
							name: 'Groups of Applications and Directories',
							value: 'APP_GROUP',
							description: 'Those that were imported and are managed there',
						},
						{ name: 'Okta Groups', value: 'OKTA_GROUP', description: 'Those that Okta manages' },
					],
					default: 'OKTA_GROUP',
					description: 'The kind of group',
				},
			],
		}),
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'collection',
			placeholder: 'Add sort option',
			default: {},
			description: 'Okta sorts only where there is a filter',
			options: [
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'string',
					default: 'profile.name',
					description: 'The property to sort by',
				},
				{
					displayName: 'Sort Order',
					name: 'sortOrder',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
					description: 'Has no effect without Sort By',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Expand',
					name: 'expand',
					type: 'options',
					options: [
						{
							name: 'Application',
							value: 'app',
							description: 'The application that an imported group comes from',
						},
						{
							name: 'Statistics',
							value: 'stats',
							description: 'How many users and applications a group has. Takes Okta longer.',
						},
					],
					default: 'stats',
					description: 'Related information to add to each group',
				},
			],
		},
	],
	list({ filters, sort, options }) {
		const parts = [
			filters.nameContains && `profile.name co ${quoted(filters.nameContains)}`,
			filters.type && `type eq ${quoted(filters.type)}`,
		].filter(Boolean);
		const own = filters.search && (parts.length > 0 ? `(${filters.search})` : filters.search);
		const search = [own, ...parts].filter(Boolean).join(' and ');
		if (sort.sortBy && !search) {
			throw new InputError(
				'"Sort By" needs a filter',
				'Okta sorts only the results of a search. Add a filter, or remove the sorting.',
			);
		}
		return {
			method: 'GET',
			path: path`/api/v1/groups`,
			query: {
				search: search || undefined,
				sortBy: sort.sortBy || undefined,
				sortOrder: sort.sortOrder,
				expand: options.expand,
			},
			pageSize: 200,
		};
	},
	simplify: simplifyGroup,
});
