import type { Resource } from '../../../shared/operation';
import { addApplications } from './addApplications';
import { addPermissions } from './addPermissions';
import { addUsers } from './addUsers';
import { create } from './create';
import { deleteRole } from './delete';
import { get } from './get';
import { getApplications } from './getApplications';
import { getMany } from './getMany';
import { getPermissions } from './getPermissions';
import { getUsers } from './getUsers';
import { removeApplication } from './removeApplication';
import { removePermission } from './removePermission';
import { removeUser } from './removeUser';
import { update } from './update';

export const role: Resource = {
	value: 'role',
	name: 'Role',
	operations: [
		addApplications,
		addPermissions,
		addUsers,
		create,
		deleteRole,
		get,
		getApplications,
		getMany,
		getPermissions,
		getUsers,
		removeApplication,
		removePermission,
		removeUser,
		update,
	],
};
