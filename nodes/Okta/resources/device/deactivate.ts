import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { device } from './fields';
import { changeDeviceStatus } from './status';

export const deactivate = defineOperation({
	value: 'deactivate',
	name: 'Deactivate',
	action: 'Deactivate a device',
	description:
		'Take a device from its users, with the factors and certificates on it. Nothing brings them back: for a lost device, Suspend is enough.',
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
		await changeDeviceStatus(api, 'deactivate', device, options),
});
