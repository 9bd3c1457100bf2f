import type { Resource } from '../../../shared/operation';
import { activate } from './activate';
import { create } from './create';
import { deactivate } from './deactivate';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const groupRule: Resource = {
	value: 'groupRule',
	name: 'Group Rule',
	operations: [activate, create, deactivate, remove, get, getMany, update],
};
