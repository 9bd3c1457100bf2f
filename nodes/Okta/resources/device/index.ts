import type { Resource } from '../../../shared/operation';
import { activate } from './activate';
import { deactivate } from './deactivate';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getUsers } from './getUsers';
import { suspend } from './suspend';
import { unsuspend } from './unsuspend';

export const device: Resource = {
	value: 'device',
	name: 'Device',
	operations: [activate, deactivate, remove, get, getMany, getUsers, suspend, unsuspend],
};
