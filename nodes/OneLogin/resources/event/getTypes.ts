import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { typeList } from '../../eventTypes';
import { toReadUsers } from '../../scope';

export const getTypes = defineOperation({
	value: 'getTypes',
	name: 'Get Types',
	action: 'Get the types of events',
	description: 'List the types that events can have, with their IDs, names and descriptions',
	fields: [returnAll, limit],
	list: () => typeList,
	advise: toReadUsers,
});
