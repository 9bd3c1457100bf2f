import type { Resource } from '../../../shared/operation';
import { assign } from './assign';
import { getMany } from './getMany';
import { remove } from './remove';
import { replace } from './replace';

export const userRole: Resource = {
	value: 'userRole',
	name: 'User Role',
	operations: [assign, getMany, remove, replace],
};
