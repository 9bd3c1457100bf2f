import { InputError } from '../../../shared/errors';
import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import type { QueryValue } from '../../../shared/vendor';
import { simplifyUser } from '../../simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description: 'List the users of the tenant, or those that match a search, newest first',
	fields: [
		returnAll,
		limit,
		simplify,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Not in Organization',
					name: 'excludeOrganizationId',
					type: 'string',
					default: '',
					description:
						'ID of an organization whose members are left out. Cannot be combined with Without Role.',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. %@example.com',
					description:
						'Pattern for ID, name, email, phone and username at once: % stands for any characters, _ for a single one. Without them the whole value must match.',
				},
				{
					displayName: 'Without Role',
					name: 'excludeRoleId',
					type: 'string',
					default: '',
					description:
						'ID of a role whose holders are left out. Cannot be combined with Not in Organization.',
				},
			],
		},
		{
			displayName: 'Advanced Search',
			name: 'conditions',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Condition',
			default: {},
			options: [
				{
					displayName: 'Condition',
					name: 'condition',
					values: [
						{
							displayName: 'Field',
							name: 'field',
							type: 'options',
							options: [
								{ name: 'Email', value: 'primaryEmail' },
								{ name: 'ID', value: 'id' },
								{ name: 'Name', value: 'name' },
								{ name: 'Phone', value: 'primaryPhone' },
								{ name: 'Username', value: 'username' },
							],
							default: 'primaryEmail',
						},
						{
							displayName: 'Mode',
							name: 'mode',
							type: 'options',
							options: [
								{
									name: 'Exact',
									value: 'exact',
									description:
										'The value as it is. Several exact conditions on one field mean any of them.',
								},
								{
									name: 'Like',
									value: 'like',
									description: 'SQL LIKE: % stands for any characters, _ for a single one',
								},
								{
									name: 'Regular Expression',
									value: 'posix',
									description: 'POSIX regular expression',
								},
								{
									name: 'Similar To',
									value: 'similar_to',
									description: 'SQL SIMILAR TO. Needs Case Sensitive.',
								},
							],
							default: 'exact',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
						},
					],
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
					displayName: 'Case Sensitive',
					name: 'isCaseSensitive',
					type: 'boolean',
					default: true,
					description: 'Whether searches tell upper from lower case',
				},
				{
					displayName: 'Combine Conditions',
					name: 'joint',
					type: 'options',
					options: [
						{ name: 'All Must Match', value: 'and' },
						{ name: 'Any May Match', value: 'or' },
					],
					default: 'and',
					description: 'How several conditions work together. Without this option, any may match.',
				},
				{
					displayName: 'Include Password Hash',
					name: 'includePasswordHash',
					type: 'boolean',
					default: false,
					description:
						'Whether to return the password hash and its algorithm. Anyone who sees the execution sees them. Turn off Simplify as well.',
				},
			],
		},
	],
	list({ filters, conditions, options }) {
		if (filters.excludeRoleId && filters.excludeOrganizationId) {
			throw new InputError(
				'"Without Role" and "Not in Organization" cannot be used together',
				'Logto takes only one of them. Remove one.',
			);
		}
		return {
			method: 'GET',
			path: path`/api/users`,
			query: {
				search: filters.search || undefined,
				...searchQuery(conditions.condition ?? []),
				joint: options.joint,
				isCaseSensitive: options.isCaseSensitive,
				excludeRoleId: filters.excludeRoleId || undefined,
				excludeOrganizationId: filters.excludeOrganizationId || undefined,
				includePasswordHash: options.includePasswordHash || undefined,
			},
			pageSize: 100,
		};
	},
	simplify: simplifyUser,
});

interface Condition {
	field: string;
	mode: string;
	value: string;
}

/**
 * Conditions as Logto's query: `search.<field>` and `mode.<field>`. A field has one mode, and only
 * the exact mode takes several values (docs.logto.io/user-management/advanced-user-search).
 */
function searchQuery(conditions: Condition[]): Record<string, QueryValue> {
	const query: Record<string, string | string[]> = {};
	for (const { field, mode, value } of conditions) {
		if (!value) {
			throw new InputError(
				`"Advanced Search" has a condition on "${field}" without a value`,
				'Enter a value, or remove the condition. Logto refuses to search for nothing.',
			);
		}
		const key = `search.${field}`;
		const earlier = query[key];
		if (earlier !== undefined && (mode !== 'exact' || query[`mode.${field}`] !== 'exact')) {
			throw new InputError(
				`"Advanced Search" has several conditions on "${field}"`,
				'Logto takes several values for one field only when all of them use the mode Exact.',
			);
		}
		query[key] = earlier === undefined ? value : [earlier, value].flat();
		query[`mode.${field}`] = mode;
	}
	return query;
}
