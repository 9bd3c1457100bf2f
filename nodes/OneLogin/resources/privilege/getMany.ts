import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageAll } from '../../scope';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many privileges',
	description:
		'List what delegated administrators can be let do. The plan of the account needs Delegated Administration.',
	fields: [returnAll, limit],
	list: () => ({ method: 'GET', path: path`/api/1/privileges` }),
	advise: toManageAll,
});
