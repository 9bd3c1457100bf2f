import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { revokeGrantsTarget, session, targetOf } from './sessions';

export const endSession = defineOperation({
	value: 'endSession',
	name: 'End Session',
	action: 'End a session of a user',
	description: 'Sign a user out of one browser, and end the refresh tokens that came of it',
	fields: [
		user,
		session,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [revokeGrantsTarget],
		},
	],
	request: ({ user, session, options }) => ({
		method: 'DELETE',
		path: path`/api/users/${user}/sessions/${session}`,
		query: { revokeGrantsTarget: targetOf(options.revokeGrantsTarget) },
	}),
	result: (_payload, { user, session }) => ({ success: true, userId: user, sessionId: session }),
});
