import type { Resource } from '../../../shared/operation';
import { addRoles } from './addRoles';
import { addUsers } from './addUsers';
import { deletePrivilege } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getRoles } from './getRoles';
import { getUsers } from './getUsers';
import { removeRoles } from './removeRoles';
import { removeUsers } from './removeUsers';

export const privilege: Resource = {
	value: 'privilege',
	name: 'Privilege',
	operations: [
		addRoles,
		addUsers,
		deletePrivilege,
		get,
		getMany,
		getRoles,
		getUsers,
		removeRoles,
		removeUsers,
	],
};
