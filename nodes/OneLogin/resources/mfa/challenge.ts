import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { user } from '../user/user';
import { device, sending, sendingBody } from './fields';

export const challenge = defineOperation({
	value: 'challenge',
	name: 'Challenge',
	action: 'Challenge an MFA device of a user',
	description: 'Ask a person for the second factor, e.g. by an SMS or a push. Verify ends it.',
	fields: [
		user,
		device,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: sending,
		},
	],
	request: ({ user, device, options }) => ({
		method: 'POST',
		path: path`/api/2/mfa/users/${user}/verifications`,
		body: { device_id: asId(device), ...sendingBody(options) },
	}),
	result: (payload, { user }) => ({ ...asRecord(payload), userId: asId(user) }),
	advise: toManageAll,
});
