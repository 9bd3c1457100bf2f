import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { conditionsOn, isCaseSensitive, joint, searchMode, searchQuery } from '../../search';
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
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Not in Organization',
					name: 'excludeOrganizationId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 8kq2n5t7v3xw',
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
				searchMode,
				{
					displayName: 'Without Role',
					name: 'excludeRoleId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 6jmpqsj8zfv2kxnhsbvm1',
					description:
						'ID of a role whose holders are left out. Cannot be combined with Not in Organization.',
				},
			],
		}),
		conditionsOn(
			[
				{ name: 'Email', value: 'primaryEmail' },
				{ name: 'ID', value: 'id' },
				{ name: 'Name', value: 'name' },
				{ name: 'Phone', value: 'primaryPhone' },
				{ name: 'Username', value: 'username' },
			],
			'primaryEmail',
		),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				isCaseSensitive,
				joint,
				{
					displayName: 'Include Password Hash',
					name: 'includePasswordHash',
					type: 'boolean',
					default: false,
					description:
						'Whether to return the password hash and its algorithm. Anyone who sees the execution sees them.',
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
				...searchQuery({ filters, conditions, options }),
				excludeRoleId: filters.excludeRoleId || undefined,
				excludeOrganizationId: filters.excludeOrganizationId || undefined,
				includePasswordHash: options.includePasswordHash || undefined,
			},
			pageSize: 100,
		};
	},
	simplify: simplifyUser,
});
