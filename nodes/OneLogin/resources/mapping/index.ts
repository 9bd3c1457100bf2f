import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteMapping } from './delete';
import { dryRun } from './dryRun';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const mapping: Resource = {
	value: 'mapping',
	name: 'Mapping',
	operations: [create, deleteMapping, dryRun, get, getMany, update],
};
