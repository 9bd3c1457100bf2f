import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { simplifyGroup } from '../group/simplify';

export const getGroups = defineOperation({
	value: 'getGroups',
	name: 'Get Groups',
	action: 'Get the groups of a user',
	description:
		'List the groups that a user is in, Everyone and imported ones included. Of deactivated users, too: they get all of it back when they are activated.',
	fields: [user, returnAll, limit, simplify],
	list: ({ user }) => ({
		method: 'GET',
		path: path`/api/v1/users/${user}/groups`,
		// The document knows no limit here, but Okta honours it and has pages (okta-next.md, 4.4).
		pageSize: 200,
	}),
	simplify: simplifyGroup,
});
