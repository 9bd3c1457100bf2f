import type { Resource } from '../../../shared/operation';
import { add } from './add';
import { addRoles } from './addRoles';
import { getMany } from './getMany';
import { getPermissions } from './getPermissions';
import { getRoles } from './getRoles';
import { remove } from './remove';
import { removeRole } from './removeRole';
import { replace } from './replace';
import { replaceRoles } from './replaceRoles';

export const organizationMember: Resource = {
	value: 'organizationMember',
	name: 'Organization Member',
	operations: [
		add,
		addRoles,
		getMany,
		getPermissions,
		getRoles,
		remove,
		removeRole,
		replace,
		replaceRoles,
	],
};
