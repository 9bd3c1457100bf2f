import type { IDataObject } from 'n8n-workflow';
import { idOf } from '../../../shared/answer';
import { limit, returnAll, simplify } from '../../../shared/field';
import { inParallel } from '../../../shared/lanes';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { findRecord } from '../../record';
import { simplifyUser } from '../../simplify';
import { assignmentsOf, simplifyAssignment } from './assignments';

export const getAdmins = defineOperation({
	value: 'getAdmins',
	name: 'Get Admins',
	action: 'Get the users with admin roles',
	description:
		'List the users who are administrators, with their roles. Takes one or two requests for each of them. Who has roles through a group only may be missing: see the roles of the groups.',
	fields: [
		{
			displayName: 'Include Roles',
			name: 'includeRoles',
			type: 'boolean',
			default: true,
			description: 'Whether to add the roles of each user, which takes another request for each',
		},
		returnAll,
		limit,
		simplify,
	],
	isRead: true,
	async run(api, { returnAll, limit, includeRoles }) {
		// Okta gives no more than the ID of each.
		const found = await api.all(
			{
				method: 'GET',
				path: path`/api/v1/iam/assignees/users`,
				pageSize: 100,
				recordsAt: 'value',
			},
			returnAll ? Infinity : limit,
		);
		const admins: IDataObject[] = [];
		await inParallel(found.length, api.width, async (index) => {
			const id = idOf(found[index]);
			// An administrator whom Okta does not know by now must not be left out.
			const user = (await findRecord(api, path`/api/v1/users/${id}`)) ?? { id };
			admins[index] = {
				...user,
				...(includeRoles && { roles: await assignmentsOf(api, { kind: 'user', id }) }),
			};
		});
		return admins;
	},
	simplify: ({ roles, ...user }) => ({
		...simplifyUser(user),
		...(roles !== undefined && { roles: (roles as IDataObject[]).map(simplifyAssignment) }),
	}),
});
