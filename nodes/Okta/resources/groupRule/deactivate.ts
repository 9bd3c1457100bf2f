import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { groupRule } from './fields';
import { changeRuleStatus } from './status';

export const deactivate = defineOperation({
	value: 'deactivate',
	name: 'Deactivate',
	action: 'Deactivate a group rule',
	description: 'Have a rule add nobody any more. Whom it has added stays in the groups.',
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
		await changeRuleStatus(api, 'deactivate', groupRule, options),
});
