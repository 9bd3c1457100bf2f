import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { invitation, settle } from './invitation';

export const accept = defineOperation({
	value: 'accept',
	name: 'Accept',
	action: 'Accept an organization invitation',
	description:
		'Accept an invitation for the user whose email it is for, who becomes a member with its roles',
	fields: [
		invitation,
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	run: async (api, { invitation, user, options }) =>
		await settle(
			api,
			invitation,
			{ status: 'Accepted', acceptedUserId: user },
			options,
			'The user has accepted the invitation',
		),
});
