import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteResource } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const apiResource: Resource = {
	value: 'apiResource',
	name: 'API Resource',
	operations: [create, deleteResource, get, getMany, update],
};
