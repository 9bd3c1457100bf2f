import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine } from '../../application';
import { organization } from '../../organization';
import { adviseOnMembership } from './advice';

export const getRoles = defineOperation({
	value: 'getRoles',
	name: 'Get Roles',
	action: 'Get the roles of an application in an organization',
	description: 'List the roles that an application has in an organization',
	fields: [organization, machine, returnAll, limit],
	list: ({ organization, app }) => ({
		method: 'GET',
		path: path`/api/organizations/${organization}/applications/${app}/roles`,
		pageSize: 100,
	}),
	advise: adviseOnMembership,
});
