import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteSecret } from './delete';
import { getMany } from './getMany';
import { rename } from './rename';

export const applicationSecret: Resource = {
	value: 'applicationSecret',
	name: 'Application Secret',
	operations: [create, deleteSecret, getMany, rename],
};
