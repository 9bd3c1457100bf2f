import type { Resource } from '../../../shared/operation';
import { deleteMapping } from './delete';
import { dryRun } from './dryRun';
import { get } from './get';
import { getMany } from './getMany';

export const mapping: Resource = {
	value: 'mapping',
	name: 'Mapping',
	operations: [deleteMapping, dryRun, get, getMany],
};
