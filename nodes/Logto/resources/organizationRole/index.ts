import type { Resource } from '../../../shared/operation';
import { addApiPermissions } from './addApiPermissions';
import { addPermissions } from './addPermissions';
import { create } from './create';
import { deleteRole } from './delete';
import { get } from './get';
import { getApiPermissions } from './getApiPermissions';
import { getMany } from './getMany';
import { getPermissions } from './getPermissions';
import { removeApiPermission } from './removeApiPermission';
import { removePermission } from './removePermission';
import { update } from './update';

export const organizationRole: Resource = {
	value: 'organizationRole',
	name: 'Organization Role',
	operations: [
		addApiPermissions,
		addPermissions,
		create,
		deleteRole,
		get,
		getApiPermissions,
		getMany,
		getPermissions,
		removeApiPermission,
		removePermission,
		update,
	],
};
