import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const assign = defineOperation({
	value: 'assign',
	name: 'Assign',
	action: 'Assign roles to a user',
	description: 'Give roles to a user; those the user has already are left as they are',
	fields: [
		user,
		{
			displayName: 'Role Names or IDs',
			name: 'roles',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getUserRoles' },
			default: [],
			required: true,
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
	],
	request: ({ user, roles }) => ({
		method: 'POST',
		path: path`/api/users/${user}/roles`,
		body: { roleIds: roles },
	}),
	result: (payload, { user }) => ({ userId: user, ...(payload as object) }),
});
