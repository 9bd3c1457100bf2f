import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteOneTimeToken } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { revoke } from './revoke';
import { verify } from './verify';

export const oneTimeToken: Resource = {
	value: 'oneTimeToken',
	name: 'One-Time Token',
	operations: [create, deleteOneTimeToken, get, getMany, revoke, verify],
};
