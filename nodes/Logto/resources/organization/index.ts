import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteOrganization } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const organization: Resource = {
	value: 'organization',
	name: 'Organization',
	operations: [create, deleteOrganization, get, getMany, update],
};
