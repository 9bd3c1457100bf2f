import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { mapping } from '../../mapping';
import { toManageAll } from '../../scope';

export const deleteMapping = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a mapping',
	description: 'Delete a mapping for good. What it gave to users is no longer given.',
	fields: [mapping],
	request: ({ mapping }) => ({ method: 'DELETE', path: path`/api/2/mappings/${mapping}` }),
	result: (_payload, { mapping }) => ({ id: asId(mapping), deleted: true }),
	advise: toManageAll,
});
