import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { groupRule } from './fields';
import { changeRuleStatus } from './status';

export const activate = defineOperation({
	value: 'activate',
	name: 'Activate',
	action: 'Activate a group rule',
	description:
		'Have a rule put everybody into its groups whom it is for, now and from now on. Okta goes on with it after its answer.',
	fields: [
		groupRule,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { groupRule, options }) =>
		await changeRuleStatus(api, 'activate', groupRule, options),
});
