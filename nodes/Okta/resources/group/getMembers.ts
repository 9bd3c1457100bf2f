import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { group } from '../../group';
import { simplifyUser } from '../../simplify';

export const getMembers = defineOperation({
	value: 'getMembers',
	name: 'Get Members',
	action: 'Get the members of a group',
	description:
		'List the users who are in a group, deactivated ones included. A change of members made just now may not show yet.',
	fields: [group, returnAll, limit, simplify],
	list: ({ group }) => ({
		method: 'GET',
		path: path`/api/v1/groups/${group}/users`,
		// 1000 at most; 200 is what Okta advises.
		pageSize: 200,
	}),
	simplify: simplifyUser,
});
