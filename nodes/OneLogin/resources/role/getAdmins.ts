import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';
import { toReadRoles } from '../../scope';
import { memberFilters, memberQuery } from './memberFilters';

export const getAdmins = defineOperation({
	value: 'getAdmins',
	name: 'Get Admins',
	action: 'Get the administrators of a role',
	description: 'List the users who may give a role to others',
	fields: [role, returnAll, limit, ...memberFilters],
	list: ({ role, filters, options }) => ({
		method: 'GET',
		path: path`/api/2/roles/${role}/admins`,
		query: memberQuery(filters, options),
		pageSize: 100,
	}),
	advise: toReadRoles,
});
