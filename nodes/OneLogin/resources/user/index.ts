import type { Resource } from '../../../shared/operation';
import { addRoles } from './addRoles';
import { create } from './create';
import { deleteUser } from './delete';
import { get } from './get';
import { getApps } from './getApps';
import { getMany } from './getMany';
import { getRoles } from './getRoles';
import { lock } from './lock';
import { logOut } from './logOut';
import { removeRoles } from './removeRoles';
import { setPassword } from './setPassword';
import { setPasswordHash } from './setPasswordHash';
import { setState } from './setState';
import { update } from './update';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [
		addRoles,
		create,
		deleteUser,
		get,
		getApps,
		getMany,
		getRoles,
		lock,
		logOut,
		removeRoles,
		setPassword,
		setPasswordHash,
		setState,
		update,
	],
};
