import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { application } from '../../application';
import { includeSecretValue, secretShown } from './secret';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many application secrets',
	description: 'List the secrets of an application, and when they expire',
	fields: [
		application,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeSecretValue],
		},
	],
	list: ({ app }) => ({ method: 'GET', path: path`/api/applications/${app}/secrets` }),
	result: (secret, { options }) => secretShown(secret as IDataObject, options),
});
