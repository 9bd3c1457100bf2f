import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getMany } from './getMany';
import { getTypes } from './getTypes';

export const event: Resource = {
	value: 'event',
	name: 'Event',
	operations: [get, getMany, getTypes],
};
