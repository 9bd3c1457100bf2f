import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a privilege',
	description: 'Read what a privilege lets delegated administrators do',
	fields: [
		privilege,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ privilege }) => ({ method: 'GET', path: path`/api/1/privileges/${privilege}` }),
	advise: toManageAll,
});
