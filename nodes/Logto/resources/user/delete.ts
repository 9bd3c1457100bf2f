import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const deleteUser = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a user',
	description: 'Delete a user for good',
	fields: [user],
	request: ({ user }) => ({ method: 'DELETE', path: path`/api/users/${user}` }),
	result: (_payload, { user }) => ({ deleted: true, userId: user }),
});
