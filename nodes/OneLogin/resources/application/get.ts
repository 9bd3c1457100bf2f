import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { toReadAll } from '../../scope';
import { simplifyApp, withoutSecrets } from './record';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an application',
	description: 'Read one application. Secrets of its own are left out.',
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
	request: ({ app }) => ({ method: 'GET', path: path`/api/2/apps/${app}` }),
	result: (payload) => withoutSecrets(payload),
	simplify: simplifyApp,
	advise: toReadAll,
});
