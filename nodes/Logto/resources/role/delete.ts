import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';

export const deleteRole = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a role',
	description: 'Delete a role for good, and so take it from all who have it',
	fields: [role],
	request: ({ role }) => ({ method: 'DELETE', path: path`/api/roles/${role}` }),
	result: (_payload, { role }) => ({ id: role, deleted: true }),
});
