import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { readWhole } from '../../logto.api';
import { user } from '../../user';
import { includeTokenValue, withoutValue } from './token';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many personal access tokens',
	description: 'List the personal access tokens of a user',
	fields: [
		user,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeTokenValue],
		},
	],
	isRead: true,
	async run(api, { user, options, ...amount }) {
		const tokens = await readWhole(
			api,
			{ method: 'GET', path: path`/api/users/${user}/personal-access-tokens` },
			amount,
		);
		return options.includeTokenValue ? tokens : tokens.map(withoutValue);
	},
});
