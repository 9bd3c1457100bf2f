import { defineOperation } from '../../../shared/operation';
import { named, path } from '../../../shared/path';
import { application } from '../../application';
import { secret } from './secret';

export const deleteSecret = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an application secret',
	description:
		'Delete a secret of an application for good: whoever uses it gets no more tokens with it',
	fields: [application, secret],
	request: ({ app, secret }) => ({
		method: 'DELETE',
		path: path`/api/applications/${app}/secrets/${named(secret)}`,
	}),
	result: (_payload, { app, secret }) => ({ deleted: true, appId: app, name: secret }),
});
