import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { simplifyUser } from '../../simplify';
import { readUser } from './record';
import { user } from './user';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user',
	fields: [
		user,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	isRead: true,
	run: async (api, { user }) => await readUser(api, user),
	simplify: simplifyUser,
});
