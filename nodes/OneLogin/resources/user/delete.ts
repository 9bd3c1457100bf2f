import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { user } from './user';

export const deleteUser = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a user',
	description: 'Delete a user for good',
	fields: [user],
	request: ({ user }) => ({
		method: 'DELETE',
		path: path`/api/1/users/${user}`,
		// v1 refuses calls that name no content type; OneLogin's own SDKs send it here, and no body.
		headers: { 'Content-Type': 'application/json' },
	}),
	result: (_payload, { user }) => ({ deleted: true, id: asId(user) }),
});
