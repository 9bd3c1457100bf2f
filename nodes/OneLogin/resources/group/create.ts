import { asRecord } from '../../../shared/answer';
import { attributes } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { policy } from '../../group';
import { toManageAll } from '../../scope';
import { name, policyBody } from './fields';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group, whose policy decides how its members sign in',
	fields: [
		{ ...name, required: true },
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					...policy,
					description:
						'Without one the default policy of the account holds. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		}),
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request: ({ name, additionalFields }) => ({
		method: 'POST',
		path: path`/api/2/groups`,
		body: {
			name,
			...policyBody(additionalFields.policy_id, 'Additional Fields > Policy Name or ID'),
		},
	}),
	result: (payload, { name }) => ({ ...asRecord(payload), name }),
	advise: toManageAll,
});
