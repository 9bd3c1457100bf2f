import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { simplifyFactor, withoutActivation } from './simplify';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many factors of a user',
	description:
		'List the second factors of a user. Okta leaves out those that no policy allows for where the request comes from, so an empty list does not prove that there are none.',
	fields: [user, returnAll, limit, simplify],
	list: ({ user }) => ({ method: 'GET', path: path`/api/v1/users/${user}/factors` }),
	result: (factor, { user }) => ({ userId: user, ...withoutActivation(factor as never) }),
	simplify: simplifyFactor,
});
