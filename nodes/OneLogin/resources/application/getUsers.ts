import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { toReadAll } from '../../scope';

export const getUsers = defineOperation({
	value: 'getUsers',
	name: 'Get Users',
	action: 'Get the users of an application',
	description: 'List the users who have an application, e.g. for an access review',
	fields: [app, returnAll, limit],
	list: ({ app }) => ({
		method: 'GET',
		path: path`/api/2/apps/${app}/users`,
		pageSize: 100,
	}),
	advise: toReadAll,
});
