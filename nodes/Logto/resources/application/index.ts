import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteApplication } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const application: Resource = {
	value: 'application',
	name: 'Application',
	operations: [create, deleteApplication, get, getMany, update],
};
