import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { quoted } from '../../locate';
import { simplifyApp } from '../../simplify';
import { withoutSecret } from './secret';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many applications',
	description: 'List the applications of the organization, without the secrets they sign in with',
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
					displayName: 'Filter',
					name: 'filter',
					type: 'string',
					default: '',
					placeholder: 'e.g. name eq "salesforce"',
					description:
						'Okta filter expression over a few properties, such as name, status or ID. Cannot be combined with Status.',
				},
				{
					displayName: 'Name Starts With',
					name: 'q',
					type: 'string',
					default: '',
					placeholder: 'e.g. sales',
					description: 'Beginning of the name or the label',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'ACTIVE' },
						{ name: 'Inactive', value: 'INACTIVE' },
					],
					default: 'ACTIVE',
					description: 'Whether people can use the application',
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
					displayName: 'Include Deleted',
					name: 'includeNonDeleted',
					type: 'boolean',
					default: false,
					description: 'Whether applications come too that are being deleted',
				},
			],
		},
	],
	list({ filters, options }) {
		if (filters.filter && filters.status) {
			throw new InputError(
				'"Filter" and "Status" cannot be used together',
				'Write the status into Filter, like: status eq "ACTIVE".',
			);
		}
		return {
			method: 'GET',
			path: path`/api/v1/apps`,
			query: {
				q: filters.q || undefined,
				filter: filters.status
					? `status eq ${quoted(filters.status)}`
					: filters.filter || undefined,
				includeNonDeleted: options.includeNonDeleted,
			},
			pageSize: 200,
		};
	},
	result: withoutSecret,
	simplify: simplifyApp,
});
