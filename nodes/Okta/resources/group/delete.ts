import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { group } from '../../group';

export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	description:
		'Delete a group for good. Its members lose the applications that only this group gave them, and group rules that fill it become invalid.',
	fields: [group],
	request: ({ group }) => ({ method: 'DELETE', path: path`/api/v1/groups/${group}` }),
	result: (_payload, { group }) => ({ id: group, deleted: true }),
});
