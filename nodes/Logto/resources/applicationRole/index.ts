import type { Resource } from '../../../shared/operation';
import { add } from './add';
import { getMany } from './getMany';
import { remove } from './remove';
import { replace } from './replace';

export const applicationRole: Resource = {
	value: 'applicationRole',
	name: 'Application Role',
	operations: [add, getMany, remove, replace],
};
