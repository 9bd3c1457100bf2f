import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getMany } from './getMany';

export const log: Resource = {
	value: 'log',
	name: 'Log',
	operations: [get, getMany],
};
