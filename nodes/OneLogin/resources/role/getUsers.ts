import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';
import { toReadRoles } from '../../scope';
import { memberFilters, memberQuery } from './memberFilters';

export const getUsers = defineOperation({
	value: 'getUsers',
	name: 'Get Users',
	action: 'Get the users of a role',
	description: 'List the users who have a role',
	fields: [role, returnAll, limit, ...memberFilters],
	list: ({ role, filters, options }) => ({
		method: 'GET',
		path: path`/api/2/roles/${role}/users`,
		query: memberQuery(filters, options),
		pageSize: 100,
	}),
	advise: toReadRoles,
});
