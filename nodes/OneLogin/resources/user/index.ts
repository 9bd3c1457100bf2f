import type { Resource } from '../../../shared/operation';
import { activate } from './activate';
import { addRoles } from './addRoles';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { deleteUser } from './delete';
import { get } from './get';
import { getAccess } from './getAccess';
import { getApps } from './getApps';
import { getInvitationLink } from './getInvitationLink';
import { getMany } from './getMany';
import { getPrivileges } from './getPrivileges';
import { getRoles } from './getRoles';
import { lock } from './lock';
import { logOut } from './logOut';
import { offboard } from './offboard';
import { removeRoles } from './removeRoles';
import { runMappings } from './runMappings';
import { sendInvitation } from './sendInvitation';
import { setCustomAttributes } from './setCustomAttributes';
import { setPassword } from './setPassword';
import { setPasswordHash } from './setPasswordHash';
import { setState } from './setState';
import { suspend } from './suspend';
import { unlock } from './unlock';
import { update } from './update';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [
		activate,
		addRoles,
		create,
		createOrUpdate,
		deleteUser,
		get,
		getAccess,
		getApps,
		getInvitationLink,
		getMany,
		getPrivileges,
		getRoles,
		lock,
		logOut,
		offboard,
		removeRoles,
		runMappings,
		sendInvitation,
		setCustomAttributes,
		setPassword,
		setPasswordHash,
		setState,
		suspend,
		unlock,
		update,
	],
};
