import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { mapping } from '../../mapping';
import { toManageAll } from '../../scope';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a mapping',
	description: 'Read one mapping, with its conditions and actions',
	fields: [
		mapping,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ mapping }) => ({ method: 'GET', path: path`/api/2/mappings/${mapping}` }),
	advise: toManageAll,
});
