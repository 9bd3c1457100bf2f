import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { chosenRoles, roles } from './roles';

export const add = defineOperation({
	value: 'assign',
	name: 'Add',
	action: 'Add roles to a user',
	description: 'Give roles to a user; those the user has already are left as they are',
	fields: [user, { ...roles, required: true }],
	request: ({ user, roles }) => ({
		method: 'POST',
		path: path`/api/users/${user}/roles`,
		body: { roleIds: chosenRoles(roles) },
	}),
	result: (payload, { user }) => ({ userId: user, ...asRecord(payload) }),
});
