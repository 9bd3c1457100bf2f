import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { application, withoutSecret } from '../../application';
import { simplifyApplication } from '../../simplify';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an application',
	description: 'Read one application',
	fields: [
		application,
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
	request: ({ app }) => ({ method: 'GET', path: path`/api/applications/${app}` }),
	result: (payload) => withoutSecret(asRecord(payload)),
	simplify: simplifyApplication,
});
