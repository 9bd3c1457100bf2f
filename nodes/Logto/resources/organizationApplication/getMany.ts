import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { withoutSecret } from '../../application';
import { organization, requireOrganization } from '../../organization';
import { simplifyApplication } from '../../simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many applications of an organization',
	description: 'List the applications of an organization, each with the roles held in it',
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
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. nightly',
					description: 'Part of the name, description or ID',
				},
			],
		}),
	],
	isRead: true,
	async run(api, { organization, returnAll, limit, filters }) {
		const list = {
			method: 'GET' as const,
			path: path`/api/organizations/${organization}/applications`,
			query: { q: filters.search },
			pageSize: 100,
		};
		const found = await api.all(list, returnAll ? Infinity : limit);
		// One that does not exist has none as well, and Logto does not look here.
		if (found.length === 0) await requireOrganization(api, organization);
		return found.map(withoutSecret);
	},
	simplify: simplifyApplication,
});
