import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { deleteUser } from './delete';
import { endAllSessions } from './endAllSessions';
import { endSession } from './endSession';
import { expirePassword } from './expirePassword';
import { get } from './get';
import { getAccess } from './getAccess';
import { getGrants } from './getGrants';
import { getIdentities } from './getIdentities';
import { getMany } from './getMany';
import { getOrganizations } from './getOrganizations';
import { getSessions } from './getSessions';
import { getSignInSettings } from './getSignInSettings';
import { hasPassword } from './hasPassword';
import { offboard } from './offboard';
import { revokeAllGrants } from './revokeAllGrants';
import { revokeGrant } from './revokeGrant';
import { suspend } from './suspend';
import { unblock } from './unblock';
import { unsuspend } from './unsuspend';
import { update } from './update';
import { updatePassword } from './updatePassword';
import { updateProfile } from './updateProfile';
import { updateSignInSettings } from './updateSignInSettings';
import { verifyPassword } from './verifyPassword';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [
		create,
		createOrUpdate,
		deleteUser,
		endAllSessions,
		endSession,
		expirePassword,
		get,
		getAccess,
		getGrants,
		getIdentities,
		getMany,
		getOrganizations,
		getSessions,
		getSignInSettings,
		hasPassword,
		offboard,
		revokeAllGrants,
		revokeGrant,
		suspend,
		unblock,
		unsuspend,
		update,
		updatePassword,
		updateProfile,
		updateSignInSettings,
		verifyPassword,
	],
};
