import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { device } from './fields';
import { changeDeviceStatus } from './status';

export const activate = defineOperation({
	value: 'activate',
	name: 'Activate',
	action: 'Activate a device',
	description:
		'Let a deactivated device be used again. Its users and factors do not come back: they enroll anew.',
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
		await changeDeviceStatus(api, 'activate', device, options),
});
