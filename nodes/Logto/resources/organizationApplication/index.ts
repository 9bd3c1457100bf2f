import type { Resource } from '../../../shared/operation';
import { add } from './add';
import { addRoles } from './addRoles';
import { getMany } from './getMany';
import { getRoles } from './getRoles';
import { remove } from './remove';
import { removeRole } from './removeRole';

export const organizationApplication: Resource = {
	value: 'organizationApplication',
	name: 'Organization Application',
	operations: [add, addRoles, getMany, getRoles, remove, removeRole],
};
