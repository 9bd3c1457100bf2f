import type { Resource } from '../../../shared/operation';
import { getMany } from './getMany';

export const customAttribute: Resource = {
	value: 'customAttribute',
	name: 'Custom Attribute',
	operations: [getMany],
};
