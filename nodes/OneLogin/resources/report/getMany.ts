import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toReadRoles } from '../../scope';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many reports',
	description: 'List the reports that the account has',
	fields: [returnAll, limit],
	list: () => ({ method: 'GET', path: path`/api/2/reports` }),
	advise: toReadRoles,
});
