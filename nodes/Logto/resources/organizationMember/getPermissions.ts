import { asRecords } from '../../../shared/answer';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { user } from '../../user';
import { firstOf } from '../../whole';

export const getPermissions = defineOperation({
	value: 'getPermissions',
	name: 'Get Permissions',
	action: 'Get the permissions of an organization member',
	description: 'List what a member may do in an organization, by all roles held in it together',
	fields: [organization, user, returnAll, limit],
	isRead: true,
	async run(api, { organization, user, ...wanted }) {
		const member = path`/api/organizations/${organization}/users/${user}/scopes`;
		const permissions = asRecords(await api.request({ method: 'GET', path: member }));
		if (permissions.length === 0) {
			// Whoever is no member has none as well, and Logto does not ask here (core/src/routes/organization/user).
			const roles = path`/api/organizations/${organization}/users/${user}/roles`;
			asRecords(await api.request({ method: 'GET', path: roles }));
		}
		return firstOf(permissions, wanted);
	},
});
