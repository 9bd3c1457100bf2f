import { defineOperation } from '../../../shared/operation';
import { named, nameFault, path } from '../../../shared/path';
import { user } from '../../user';
import { token } from './token';

export const deleteToken = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a personal access token',
	description: 'Delete a personal access token of a user, which makes it invalid',
	fields: [user, token],
	// A name such as "../.." has no place in an address, so Logto's newer form (October 2025) carries it
	// in the body. Otherwise its owner could make a token that no workflow can delete.
	request: ({ user, token }) =>
		nameFault(token)
			? {
					method: 'POST',
					path: path`/api/users/${user}/personal-access-tokens/delete`,
					body: { name: token },
				}
			: { method: 'DELETE', path: path`/api/users/${user}/personal-access-tokens/${named(token)}` },
	result: (_payload, { user, token }) => ({ deleted: true, userId: user, name: token }),
});
