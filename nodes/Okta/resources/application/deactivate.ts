import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { app } from '../../app';
import { changeAppStatus } from './status';

export const deactivate = defineOperation({
	value: 'deactivate',
	name: 'Deactivate',
	action: 'Deactivate an application',
	description:
		'Turn an application off for everybody. What groups gave is taken from their members, whose accounts there may be deleted; activating it brings none of that back.',
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
	run: async (api, { app, options }) => await changeAppStatus(api, 'deactivate', app, options),
});
