import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { grant } from './fields';

export const revoke = defineOperation({
	value: 'revoke',
	name: 'Revoke',
	action: 'Revoke a grant of a user',
	description:
		'Take a scope back that an application has for a user. Tokens that it has already may be good until they end: see Token.',
	fields: [user, grant],
	request: ({ user, grant }) => ({
		method: 'DELETE',
		path: path`/api/v1/users/${user}/grants/${grant}`,
	}),
	result: (_payload, { user, grant }) => ({ userId: user, grantId: grant, success: true }),
});
