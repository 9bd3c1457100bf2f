import type { Resource } from '../../../shared/operation';
import { addMembers } from './addMembers';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getApplications } from './getApplications';
import { getMany } from './getMany';
import { getMembers } from './getMembers';
import { removeMembers } from './removeMembers';
import { update } from './update';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [
		addMembers,
		create,
		remove,
		get,
		getApplications,
		getMany,
		getMembers,
		removeMembers,
		update,
	],
};
