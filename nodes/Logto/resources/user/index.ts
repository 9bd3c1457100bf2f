import type { Resource } from '../../../shared/operation';
import { getMany } from './getMany';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [getMany],
};
