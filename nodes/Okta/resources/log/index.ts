import type { Resource } from '../../../shared/operation';
import { getMany } from './getMany';

export const log: Resource = {
	value: 'log',
	name: 'Log',
	operations: [getMany],
};
