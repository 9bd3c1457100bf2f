import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { group } from '../../group';
import { simplifyApp } from '../../simplify';
import { withoutSecret } from '../application/secret';

export const getApplications = defineOperation({
	value: 'getApplications',
	name: 'Get Applications',
	action: 'Get the applications of a group',
	description: 'List the applications that a group gives to its members',
	fields: [group, returnAll, limit, simplify],
	list: ({ group }) => ({
		method: 'GET',
		path: path`/api/v1/groups/${group}/apps`,
		pageSize: 200,
	}),
	result: withoutSecret,
	simplify: simplifyApp,
});
