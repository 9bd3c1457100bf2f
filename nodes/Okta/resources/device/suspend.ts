import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { device } from './fields';
import { changeDeviceStatus } from './status';

export const suspend = defineOperation({
	value: 'suspend',
	name: 'Suspend',
	action: 'Suspend a device',
	description: 'Let nobody sign in with a device for the time being, such as one that is lost',
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
		await changeDeviceStatus(api, 'suspend', device, options),
});
