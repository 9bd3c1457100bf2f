import type { Resource } from '../../../shared/operation';
import { activate } from './activate';
import { assignGroup } from './assignGroup';
import { deactivate } from './deactivate';
import { get } from './get';
import { getGroups } from './getGroups';
import { getMany } from './getMany';
import { unassignGroup } from './unassignGroup';
import { updateGroup } from './updateGroup';

export const application: Resource = {
	value: 'application',
	name: 'Application',
	operations: [
		activate,
		assignGroup,
		deactivate,
		get,
		getGroups,
		getMany,
		unassignGroup,
		updateGroup,
	],
};
