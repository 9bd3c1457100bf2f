import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { token, tokenDeletion } from './token';

export const deleteToken = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a personal access token',
	description: 'Delete a personal access token of a user, which makes it invalid',
	fields: [user, token],
	request: ({ user, token }) => tokenDeletion(user, token),
	result: (_payload, { user, token }) => ({ deleted: true, userId: user, name: token }),
});
