import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deletePermission } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const apiPermission: Resource = {
	value: 'apiPermission',
	name: 'API Permission',
	operations: [create, deletePermission, getMany, update],
};
