import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a role from a user',
	description: 'Take one role from a user',
	fields: [
		user,
		{
			displayName: 'Role',
			name: 'role',
			type: 'resourceLocator',
			typeOptions: { loadOptionsDependsOn: ['user.value'] },
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The role to take from the user',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a role…',
					typeOptions: { searchListMethod: 'searchRolesOfUser', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 6jmpqsj8zfv2kxnhsbvm1',
				},
			],
		},
	],
	request: ({ user, role }) => ({
		method: 'DELETE',
		path: path`/api/users/${user}/roles/${role}`,
	}),
	result: (_payload, { user, role }) => ({ removed: true, userId: user, roleId: role }),
});
