import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { update } from './update';

export const customData: Resource = {
	value: 'customData',
	name: 'Custom Data',
	operations: [get, update],
};
