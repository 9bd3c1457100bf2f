import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { user } from './user';

export const logOut = defineOperation({
	value: 'logOut',
	name: 'Log Out',
	action: 'Log out a user',
	description: 'End the OneLogin sessions of a user. Sessions in apps that are open already go on.',
	fields: [user],
	request: ({ user }) => ({
		method: 'PUT',
		path: path`/api/1/users/${user}/logout`,
		body: {},
	}),
	result: (_payload, { user }) => ({ id: asId(user), loggedOut: true }),
});
