import { asRecord } from '../../../shared/answer';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const getSupported = defineOperation({
	value: 'getSupported',
	name: 'Get Supported',
	action: 'Get the supported factors of a user',
	description: 'List the kinds of factors that a user can have, and whether the user has them',
	fields: [user, returnAll, limit],
	list: ({ user }) => ({ method: 'GET', path: path`/api/v1/users/${user}/factors/catalog` }),
	result(payload, { user }) {
		const { factorType, provider, vendorName, enrollment, status } = asRecord(payload);
		return { userId: user, factorType, provider, vendorName, enrollment, status };
	},
});
