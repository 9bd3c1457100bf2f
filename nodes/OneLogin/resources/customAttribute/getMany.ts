import { defineOperation } from '../../../shared/operation';
import { readCustomAttributes } from '../../customAttributes';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many custom attributes',
	description: 'List the short names of all custom attributes that the account defines for users',
	fields: [],
	isRead: true,
	run: async (api) => await readCustomAttributes(api),
});
