import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { user } from '../../user';

export const getRoles = defineOperation({
	value: 'getRoles',
	name: 'Get Roles',
	action: 'Get the roles of an organization member',
	description: 'List the roles that a member has in an organization',
	fields: [organization, user, returnAll, limit],
	list: ({ organization, user }) => ({
		method: 'GET',
		path: path`/api/organizations/${organization}/users/${user}/roles`,
		pageSize: 100,
	}),
});
