import type { Resource } from '../../../shared/operation';
import { assign } from './assign';
import { getAdmins } from './getAdmins';
import { getMany } from './getMany';
import { unassign } from './unassign';

export const adminRole: Resource = {
	value: 'adminRole',
	name: 'Admin Role',
	operations: [assign, getAdmins, getMany, unassign],
};
