import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getBlocks } from './getBlocks';
import { getMany } from './getMany';
import { replace } from './replace';
import { update } from './update';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [create, remove, get, getBlocks, getMany, replace, update],
};
