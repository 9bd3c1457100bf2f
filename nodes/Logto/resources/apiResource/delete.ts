import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource } from '../../apiResource';

export const deleteResource = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an API resource',
	description:
		'Delete an API resource with all its permissions for good, and so take these from all roles',
	fields: [apiResource],
	request: ({ apiResource }) => ({
		method: 'DELETE',
		path: path`/api/resources/${apiResource}`,
	}),
	result: (_payload, { apiResource }) => ({ id: apiResource, deleted: true }),
});
