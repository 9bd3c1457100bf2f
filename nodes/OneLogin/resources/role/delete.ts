import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { role } from '../../role';
import { toManageAll } from '../../scope';

export const deleteRole = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a role',
	description: 'Delete a role for good. Its users lose the applications that it gives.',
	fields: [role],
	request: ({ role }) => ({ method: 'DELETE', path: path`/api/2/roles/${role}` }),
	result: (_payload, { role }) => ({ id: asId(role), deleted: true }),
	advise: toManageAll,
});
