import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser } from '../../simplify';
import { device } from './fields';

export const getUsers = defineOperation({
	value: 'getUsers',
	name: 'Get Users',
	action: 'Get the users of a device',
	description: 'List the users who sign in with a device',
	fields: [device, returnAll, limit, simplify],
	// Okta has no pages here, and takes no limit.
	list: ({ device }) => ({ method: 'GET', path: path`/api/v1/devices/${device}/users` }),
	result: (payload, { device }) => ({ deviceId: device, ...asRecord(payload) }),
	simplify: ({ deviceId, created, managementStatus, screenLockType, user }) => ({
		deviceId,
		...simplifyUser((user ?? {}) as IDataObject),
		linked: created ?? null,
		managementStatus: managementStatus ?? null,
		screenLockType: screenLockType ?? null,
	}),
});
