import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteToken } from './delete';
import { getMany } from './getMany';
import { rename } from './rename';

export const personalAccessToken: Resource = {
	value: 'personalAccessToken',
	name: 'Personal Access Token',
	operations: [create, deleteToken, getMany, rename],
};
