import type { Resource } from '../../../shared/operation';
import { addAdmins } from './addAdmins';
import { addApplication } from './addApplication';
import { addUsers } from './addUsers';
import { create } from './create';
import { deleteRole } from './delete';
import { get } from './get';
import { getAdmins } from './getAdmins';
import { getApplications } from './getApplications';
import { getMany } from './getMany';
import { getUsers } from './getUsers';
import { removeAdmins } from './removeAdmins';
import { removeApplication } from './removeApplication';
import { removeUsers } from './removeUsers';
import { setApplications } from './setApplications';
import { update } from './update';

export const role: Resource = {
	value: 'role',
	name: 'Role',
	operations: [
		addAdmins,
		addApplication,
		addUsers,
		create,
		deleteRole,
		get,
		getAdmins,
		getApplications,
		getMany,
		getUsers,
		removeAdmins,
		removeApplication,
		removeUsers,
		setApplications,
		update,
	],
};
