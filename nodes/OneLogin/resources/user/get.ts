import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { simplifyUser } from '../../simplify';
import { readUser } from './record';
import { user } from './user';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user',
	fields: [user, simplify],
	isRead: true,
	run: async (api, { user }) => await readUser(api, user),
	simplify: simplifyUser,
});
