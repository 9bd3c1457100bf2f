import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { group } from '../../group';
import { simplifyGroup } from './simplify';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: 'Get one group, of whatever kind',
	fields: [
		group,
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
	request: ({ group }) => ({ method: 'GET', path: path`/api/v1/groups/${group}` }),
	result: asRecord,
	simplify: simplifyGroup,
});
