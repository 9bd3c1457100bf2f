import type { Resource } from '../../../shared/operation';
import { activate } from './activate';
import { clearSessions } from './clearSessions';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { deactivate } from './deactivate';
import { remove } from './delete';
import { expirePassword } from './expirePassword';
import { get } from './get';
import { getAccess } from './getAccess';
import { getApplicationLinks } from './getApplicationLinks';
import { getBlocks } from './getBlocks';
import { getGroups } from './getGroups';
import { getMany } from './getMany';
import { getUserTypes } from './getUserTypes';
import { offboard } from './offboard';
import { reactivate } from './reactivate';
import { replace } from './replace';
import { resetFactors } from './resetFactors';
import { resetPassword } from './resetPassword';
import { revokeAllAccess } from './revokeAllAccess';
import { setTemporaryPassword } from './setTemporaryPassword';
import { suspend } from './suspend';
import { unlock } from './unlock';
import { unsuspend } from './unsuspend';
import { update } from './update';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [
		activate,
		clearSessions,
		create,
		createOrUpdate,
		deactivate,
		remove,
		expirePassword,
		get,
		getAccess,
		getApplicationLinks,
		getBlocks,
		getGroups,
		getMany,
		getUserTypes,
		offboard,
		reactivate,
		replace,
		resetFactors,
		resetPassword,
		revokeAllAccess,
		setTemporaryPassword,
		suspend,
		unlock,
		unsuspend,
		update,
	],
};
