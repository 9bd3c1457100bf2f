import type { Resource } from '../../../shared/operation';
import { assign } from './assign';

export const userRole: Resource = {
	value: 'userRole',
	name: 'User Role',
	operations: [assign],
};
