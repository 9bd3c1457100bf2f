import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { withoutSecret } from '../../application';
import { isCaseSensitive, searchMode, searchQuery } from '../../search';
import { simplifyApplication } from '../../simplify';
import { applicationTypes } from './attributes';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many applications',
	description: 'List the applications of the tenant, newest first, or those that match a search',
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
					displayName: 'Not Holding Role Name or ID',
					name: 'excludeRole',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getMachineRoles' },
					default: '',
					description:
						'Applications that have this role are left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Not in Organization Name or ID',
					name: 'excludeOrganization',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getOrganizations' },
					default: '',
					description:
						'Applications of this organization are left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. %portal%',
					description:
						'Pattern for ID, name and description at once: % stands for any characters, _ for a single one. Without them the whole value must match.',
				},
				searchMode,
				{
					displayName: 'Third-Party',
					name: 'isThirdParty',
					type: 'boolean',
					default: false,
					description: 'Whether to list those of somebody else, or those of your own',
				},
				{
					displayName: 'Types',
					name: 'types',
					type: 'multiOptions',
					options: applicationTypes,
					default: [],
					description: 'Only applications of these kinds',
				},
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [isCaseSensitive],
		},
	],
	list({ filters, options }) {
		const { types, isThirdParty, excludeRole, excludeOrganization } = filters;
		if (excludeRole && excludeOrganization) {
			throw new InputError(
				'Logto can leave out those that have a role or those in an organization, not both',
				'Remove "Not Holding Role Name or ID" or "Not in Organization Name or ID".',
			);
		}
		return {
			method: 'GET',
			path: path`/api/applications`,
			query: {
				types: types && [...new Set(types)],
				isThirdParty,
				excludeRoleId: excludeRole,
				excludeOrganizationId: excludeOrganization,
				...searchQuery({ filters, conditions: {}, options }),
			},
			pageSize: 100,
		};
	},
	result: (application) => withoutSecret(application as IDataObject),
	simplify: simplifyApplication,
});
