import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyOrganization } from '../../simplify';
import { user } from '../../user';

export const getOrganizations = defineOperation({
	value: 'getOrganizations',
	name: 'Get Organizations',
	action: 'Get the organizations of a user',
	description: 'List the organizations that a user is a member of, with the roles held in each',
	fields: [user, returnAll, limit, simplify],
	list: ({ user }) => ({ method: 'GET', path: path`/api/users/${user}/organizations` }),
	simplify: simplifyOrganization,
});
