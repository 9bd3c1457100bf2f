import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { simplifyUser } from '../../simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many organization members',
	description: 'List the members of an organization, each with the roles held in it',
	fields: [
		organization,
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
					displayName: 'Role Name or ID',
					name: 'role',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getOrganizationRoles' },
					default: '',
					description:
						'Only members with this organization role. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. example.com',
					description: 'Part of the name, email, phone, username or ID',
				},
			],
		}),
	],
	list: ({ organization, filters }) => ({
		method: 'GET',
		path: path`/api/organizations/${organization}/users`,
		query: { q: filters.search, organizationRoleId: filters.role },
		pageSize: 100,
	}),
	simplify: (member) => ({
		...simplifyUser(member),
		organizationRoles: member.organizationRoles,
	}),
});
