import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { client } from '../../client';
import { user } from '../../user';
import { token } from './fields';

export const revoke = defineOperation({
	value: 'revoke',
	name: 'Revoke',
	action: 'Revoke a token of a user',
	description:
		'End a refresh token that an application has for a user, and the access token that came with it',
	fields: [user, client, token],
	request: ({ user, client, token }) => ({
		method: 'DELETE',
		path: path`/api/v1/users/${user}/clients/${client}/tokens/${token}`,
	}),
	result: (_payload, { user, client, token }) => ({
		userId: user,
		clientId: client,
		tokenId: token,
		success: true,
	}),
});
