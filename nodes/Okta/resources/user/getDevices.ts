import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { simplifyDevice } from '../device/fields';

export const getDevices = defineOperation({
	value: 'getDevices',
	name: 'Get Devices',
	action: 'Get the devices of a user',
	description: 'List the devices that a user signs in with. Needs the Okta Identity Engine.',
	fields: [user, returnAll, limit, simplify],
	// Okta has no pages here, and takes no limit.
	list: ({ user }) => ({ method: 'GET', path: path`/api/v1/users/${user}/devices` }),
	result: (payload, { user }) => ({ userId: user, ...asRecord(payload) }),
	simplify: ({ userId, created, deviceUserId, device }) => ({
		userId,
		...simplifyDevice((device ?? {}) as IDataObject),
		deviceUserId: deviceUserId ?? null,
		linked: created ?? null,
	}),
});
