import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { invitation, settle } from './invitation';

export const revoke = defineOperation({
	value: 'revoke',
	name: 'Revoke',
	action: 'Revoke an organization invitation',
	description: 'Make a pending invitation void; it stays in the list',
	fields: [
		invitation,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { invitation, options }) =>
		await settle(api, invitation, { status: 'Revoked' }, options, 'The invitation is revoked'),
});
