import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get the custom data of a user',
	description: 'Read all custom data of a user',
	fields: [user],
	request: ({ user }) => ({ method: 'GET', path: path`/api/users/${user}/custom-data` }),
	result: (payload, { user }) => ({ userId: user, customData: asRecord(payload) }),
});
