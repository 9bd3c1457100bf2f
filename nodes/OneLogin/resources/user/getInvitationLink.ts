import { unreadable } from '../../../shared/answer';
import { ApiError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { mayShow, showSecret } from '../../secret';
import { toManageAll } from '../../scope';
import { emailOf } from './invitation';
import { user } from './user';

export const getInvitationLink = defineOperation({
	value: 'getInvitationLink',
	name: 'Get Invitation Link',
	action: 'Get an invitation link for a user',
	description:
		'Make a link at which a user sets a password, to hand it over in your own way. OneLogin sends nothing.',
	fields: [
		user,
		{
			...showSecret,
			displayName: 'Show Link',
			description:
				'Whether the link may stand in the output. Whoever has it can take over the account, and n8n keeps it with the execution.',
		},
	],
	async run(api, { user, showSecret: isMeant }) {
		mayShow(isMeant, 'Show Link');
		const payload = await api.request({
			method: 'POST',
			path: path`/api/1/invites/get_invite_link`,
			body: { email: await emailOf(api, user) },
		});
		const [link] = [payload].flat();
		if (typeof link === 'string' && link !== '') return { userId: asId(user), link };
		throw new ApiError(unreadable('a list with a link', payload));
	},
	advise: toManageAll,
});
