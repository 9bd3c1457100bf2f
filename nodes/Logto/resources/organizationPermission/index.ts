import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deletePermission } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const organizationPermission: Resource = {
	value: 'organizationPermission',
	name: 'Organization Permission',
	operations: [create, deletePermission, get, getMany, update],
};
