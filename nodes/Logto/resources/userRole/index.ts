import type { Resource } from '../../../shared/operation';
import { add } from './add';
import { getMany } from './getMany';
import { remove } from './remove';
import { replace } from './replace';

export const userRole: Resource = {
	value: 'userRole',
	name: 'User Role',
	operations: [add, getMany, remove, replace],
};
