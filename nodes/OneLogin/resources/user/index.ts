import type { Resource } from '../../../shared/operation';
import { addRoles } from './addRoles';
import { getMany } from './getMany';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [addRoles, getMany],
};
