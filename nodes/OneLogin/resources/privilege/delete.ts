import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';

export const deletePrivilege = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a privilege',
	description: 'Delete a privilege for good. Nobody can do any more what it allowed.',
	fields: [privilege],
	request: ({ privilege }) => ({
		method: 'DELETE',
		path: path`/api/1/privileges/${privilege}`,
		// v1 refuses calls that name no content type.
		headers: { 'Content-Type': 'application/json' },
	}),
	result: (_payload, { privilege }) => ({ id: privilege, deleted: true }),
	advise: toManageAll,
});
