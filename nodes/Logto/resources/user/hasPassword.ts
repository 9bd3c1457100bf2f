import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const hasPassword = defineOperation({
	value: 'hasPassword',
	name: 'Has Password',
	action: 'Check whether a user has a password',
	description: 'Check whether a user can sign in with a password',
	fields: [user],
	request: ({ user }) => ({ method: 'GET', path: path`/api/users/${user}/has-password` }),
	result: (payload, { user }) => ({ userId: user, ...asRecord(payload) }),
});
