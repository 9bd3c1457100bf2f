import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { device } from './fields';
import { changeDeviceStatus } from './status';

export const unsuspend = defineOperation({
	value: 'unsuspend',
	name: 'Unsuspend',
	action: 'Unsuspend a device',
	description: 'Let people sign in again with a device that was suspended',
	fields: [
		device,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { device, options }) =>
		await changeDeviceStatus(api, 'unsuspend', device, options),
});
