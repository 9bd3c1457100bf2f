import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { app } from '../../app';
import { changeAppStatus } from './status';

export const activate = defineOperation({
	value: 'activate',
	name: 'Activate',
	action: 'Activate an application',
	description: 'Let people use an application that was turned off',
	fields: [
		app,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { app, options }) => await changeAppStatus(api, 'activate', app, options),
});
