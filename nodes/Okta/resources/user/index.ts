import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { getMany } from './getMany';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [create, getMany],
};
