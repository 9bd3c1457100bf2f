import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machine } from '../../application';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many roles of an application',
	description: 'List the roles of a machine-to-machine application',
	fields: [machine, returnAll, limit],
	list: ({ app }) => ({
		method: 'GET',
		path: path`/api/applications/${app}/roles`,
		pageSize: 100,
	}),
});
