import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteGroup } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [create, deleteGroup, get, getMany, update],
};
