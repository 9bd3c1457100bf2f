import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteCustomAttribute } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const customAttribute: Resource = {
	value: 'customAttribute',
	name: 'Custom Attribute',
	operations: [create, deleteCustomAttribute, get, getMany, update],
};
