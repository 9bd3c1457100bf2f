import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';
import { toManageAll } from '../../scope';
import { name } from './name';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a role',
	description: 'Give a role another name. People and applications have operations of their own.',
	fields: [role, name],
	names: ({ name }) => [name],
	request: ({ role, name }) => ({
		method: 'PUT',
		path: path`/api/2/roles/${role}`,
		body: { name },
	}),
	result: (payload, { name }) => ({ ...asRecord(payload), name }),
	advise: toManageAll,
});
