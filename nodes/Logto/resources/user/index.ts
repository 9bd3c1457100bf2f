import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteUser } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getOrganizations } from './getOrganizations';
import { hasPassword } from './hasPassword';
import { suspend } from './suspend';
import { unsuspend } from './unsuspend';
import { update } from './update';
import { updatePassword } from './updatePassword';
import { updateProfile } from './updateProfile';
import { verifyPassword } from './verifyPassword';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [
		create,
		deleteUser,
		get,
		getMany,
		getOrganizations,
		hasPassword,
		suspend,
		unsuspend,
		update,
		updatePassword,
		updateProfile,
		verifyPassword,
	],
};
