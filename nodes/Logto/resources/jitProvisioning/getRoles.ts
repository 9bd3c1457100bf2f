import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';

export const getRoles = defineOperation({
	value: 'getRoles',
	name: 'Get Roles',
	action: 'Get the roles of just-in-time provisioning',
	description: 'List the roles that people get who join the organization just in time',
	fields: [organization, returnAll, limit],
	list: ({ organization }) => ({
		method: 'GET',
		path: path`/api/organizations/${organization}/jit/roles`,
		pageSize: 100,
	}),
});
