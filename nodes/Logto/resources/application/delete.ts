import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { application } from '../../application';

export const deleteApplication = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an application',
	description:
		'Delete an application and its secrets for good; nobody can sign in through it any more',
	fields: [application],
	request: ({ app }) => ({ method: 'DELETE', path: path`/api/applications/${app}` }),
	result: (_payload, { app }) => ({ id: app, deleted: true }),
});
