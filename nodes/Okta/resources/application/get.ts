import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { simplifyApp } from '../../simplify';
import { withoutSecret } from './secret';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an application',
	description: 'Get one application, without the secret it signs in with',
	fields: [
		app,
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
	request: ({ app }) => ({ method: 'GET', path: path`/api/v1/apps/${app}` }),
	result: withoutSecret,
	simplify: simplifyApp,
});
