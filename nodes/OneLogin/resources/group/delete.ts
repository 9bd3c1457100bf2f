import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { group } from '../../group';
import { asId } from '../../id';
import { toManageAll } from '../../scope';

export const deleteGroup = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	description:
		'Delete a group for good. Its members are then in none, and the default policy of the account holds for them.',
	fields: [group],
	request: ({ group }) => ({ method: 'DELETE', path: path`/api/2/groups/${group}` }),
	result: (_payload, { group }) => ({ id: asId(group), deleted: true }),
	advise: toManageAll,
});
