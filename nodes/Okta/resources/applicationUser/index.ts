import type { Resource } from '../../../shared/operation';
import { assign } from './assign';
import { get } from './get';
import { getMany } from './getMany';
import { unassign } from './unassign';
import { update } from './update';

export const applicationUser: Resource = {
	value: 'applicationUser',
	name: 'Application User',
	operations: [assign, get, getMany, unassign, update],
};
