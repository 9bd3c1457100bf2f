import type { Resource } from '../../../shared/operation';
import { addRoles } from './addRoles';
import { addUsers } from './addUsers';
import { create } from './create';
import { deletePrivilege } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getRoles } from './getRoles';
import { getUsers } from './getUsers';
import { removeRoles } from './removeRoles';
import { removeUsers } from './removeUsers';
import { update } from './update';

export const privilege: Resource = {
	value: 'privilege',
	name: 'Privilege',
	operations: [
		addRoles,
		addUsers,
		create,
		deletePrivilege,
		get,
		getMany,
		getRoles,
		getUsers,
		removeRoles,
		removeUsers,
		update,
	],
};
