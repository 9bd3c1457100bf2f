import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { emailOf } from './invitation';
import { user } from './user';

export const sendInvitation = defineOperation({
	value: 'sendInvitation',
	name: 'Send Invitation',
	action: 'Send an invitation to a user',
	description: 'Send the email in which a user sets the first password. Create sends none.',
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
					displayName: 'Personal Email',
					name: 'personalEmail',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.org',
					description: "Where to send it instead of the user's own email",
				},
			],
		},
	],
	async run(api, { user, options: { personalEmail } }) {
		const email = await emailOf(api, user);
		await api.request({
			method: 'POST',
			path: path`/api/1/invites/send_invite_link`,
			body: { email, personal_email: personalEmail || undefined },
		});
		return { userId: asId(user), sentTo: personalEmail || email, success: true };
	},
	advise: toManageAll,
});
