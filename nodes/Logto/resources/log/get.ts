import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyEntry, withoutCode } from './entry';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a log entry',
	description: 'Read one entry of the audit log',
	fields: [
		{
			displayName: 'Log Entry',
			name: 'log',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The entry to read',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select an entry…',
					typeOptions: { searchListMethod: 'searchLogs' },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. x7kq2m8v4zt1b9w5c3ndp',
				},
			],
		},
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
	request: ({ log }) => ({ method: 'GET', path: path`/api/logs/${log}` }),
	result: (payload) => withoutCode(asRecord(payload)),
	simplify: simplifyEntry,
});
