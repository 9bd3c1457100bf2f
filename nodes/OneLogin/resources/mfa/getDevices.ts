import { asRecord } from '../../../shared/answer';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageAll } from '../../scope';
import { user } from '../user/user';
import { deviceList } from './devices';

export const getDevices = defineOperation({
	value: 'getDevices',
	name: 'Get Devices',
	action: 'Get the MFA devices of a user',
	description: 'List the devices that a user signs in with, beside the password',
	fields: [
		user,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Inactive',
					name: 'includeInactive',
					type: 'boolean',
					default: false,
					description:
						'Whether to list those too that were not activated, by the older API, which a credential with "Read users" may use as well. Each record says so in "active".',
				},
			],
		},
	],
	list: ({ user, options: { includeInactive } }) =>
		includeInactive
			? {
					method: 'GET',
					path: path`/api/1/users/${user}/otp_devices`,
					// An object here, where every other list of v1 is a list.
					recordsAt: 'otp_devices',
				}
			: deviceList(user),
	result: (payload) => {
		const device = { ...asRecord(payload) };
		// v1 calls the ID otherwise, and gives a token that stands for a device.
		if (device.device_id === undefined) device.device_id = String(device.id);
		delete device.id;
		delete device.state_token;
		return device;
	},
	advise: toManageAll,
});
