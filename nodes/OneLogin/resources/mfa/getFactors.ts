import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageAll } from '../../scope';
import { user } from '../user/user';

export const getFactors = defineOperation({
	value: 'getFactors',
	name: 'Get Factors',
	action: 'Get the MFA factors that a user may enroll',
	description:
		"List the second factors that the user's policy offers. None where the policy or the plan has none.",
	fields: [user, returnAll, limit],
	list: ({ user }) => ({ method: 'GET', path: path`/api/2/mfa/users/${user}/factors` }),
	advise: toManageAll,
});
