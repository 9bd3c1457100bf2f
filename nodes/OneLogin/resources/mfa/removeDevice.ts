import { defineOperation } from '../../../shared/operation';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { user } from '../user/user';
import { deviceCall } from './devices';
import { device } from './fields';

export const removeDevice = defineOperation({
	value: 'removeDevice',
	name: 'Remove Device',
	action: 'Remove an MFA device from a user',
	description: 'Take a device away for good, so that the user has to register another one',
	fields: [user, device],
	request: ({ user, device }) => deviceCall(user, device),
	result: (_payload, { user, device }) => ({ id: device, userId: asId(user), deleted: true }),
	advise: toManageAll,
});
