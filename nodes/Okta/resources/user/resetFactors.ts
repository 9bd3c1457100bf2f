import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { lifecycle } from './lifecycle';

export const resetFactors = defineOperation({
	value: 'resetFactors',
	name: 'Reset Factors',
	action: 'Reset all factors of a user',
	description:
		'Remove all second factors of a user, who sets up new ones at the next sign-in. Make sure first that it is this person who asks.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Remove From Recovery',
					name: 'removeRecoveryEnrollment',
					type: 'boolean',
					default: false,
					description: 'Whether a phone can no longer be used to recover the account either',
				},
			],
		},
	],
	request: ({ user, options }) => ({
		method: 'POST',
		path: lifecycle(user, 'reset_factors'),
		query: { removeRecoveryEnrollment: options.removeRecoveryEnrollment },
	}),
	result: (_payload, { user }) => ({ userId: user, success: true }),
});
