import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { pageSize } from '../../pages';
import { simplifyPart, simplifyUser } from '../../simplify';
import { omit, omitHeader } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description: 'List the users of the organization, or those that match a search',
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
				'Without any filter, deactivated users are left out. With Search or Filter, they are included.',
			options: [
				{
					displayName: 'Filter',
					name: 'filter',
					type: 'string',
					default: '',
					placeholder: 'e.g. status eq "ACTIVE"',
					description:
						'Older filter over a few properties (status, lastUpdated, ID, login, email, first and last name), exact and case-sensitive. Cannot be combined with Search.',
				},
				{
					displayName: 'Name or Email Starts With',
					name: 'q',
					type: 'string',
					default: '',
					placeholder: 'e.g. nat',
					description:
						'Quick look-up by the beginning of first name, last name or email. Okta gives at most one page of results for it, even with Return All, and leaves out deactivated users.',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. profile.department eq "Sales" and status eq "ACTIVE"',
					description:
						'Okta search expression over any attribute, custom ones included. Attribute names are case-sensitive, text needs double quotes.',
				},
			],
		}),
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'collection',
			placeholder: 'Add sort option',
			default: {},
			description: 'Okta sorts only results of Search',
			options: [
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'string',
					default: 'profile.lastName',
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
					options: [{ name: 'Classification', value: 'classification' }],
					default: 'classification',
					description: 'Related information to embed in each user; Okta offers it as early access',
				},
				{
					displayName: 'Fields',
					name: 'fields',
					type: 'string',
					default: '',
					placeholder: 'e.g. status,profile:(firstName,lastName,city)',
					description: 'The only properties that Okta should return. The ID always comes.',
				},
				omit,
				pageSize,
			],
		},
	],
	list({ filters, sort, options }) {
		if (filters.search && filters.filter) {
			throw new InputError(
				'"Search" and "Filter" cannot be used together',
				'Okta takes only one of them. Search can express everything that Filter can.',
			);
		}
		if (sort.sortBy && !filters.search) {
			throw new InputError(
				'"Sort By" needs "Search"',
				'Okta sorts only the results of a search. Add Search under Filters, or remove the sorting.',
			);
		}
		return {
			method: 'GET',
			path: path`/api/v1/users`,
			query: {
				search: filters.search || undefined,
				filter: filters.filter || undefined,
				q: filters.q || undefined,
				sortBy: sort.sortBy || undefined,
				sortOrder: sort.sortOrder,
				fields: options.fields || undefined,
				expand: options.expand,
			},
			headers: omitHeader(options.omit),
			pageSize: options.pageSize ?? 200,
		};
	},
	simplify: (record, { options }) => (options.fields ? simplifyPart(record) : simplifyUser(record)),
});
