import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecords } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { grantsOf } from './grants';
import { endOne, revokeGrantsTarget, sessionId, sessionsOf } from './sessions';

export const endAllSessions = defineOperation({
	value: 'endAllSessions',
	name: 'End All Sessions',
	action: 'End all sessions of a user',
	description:
		'Sign a user out of all browsers, and end the refresh tokens that came of it. Says what still works afterwards.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone, revokeGrantsTarget],
		},
	],
	async run(api, { user, options }) {
		const sessionIds = (await sessionsOf(api, user)).map(sessionId);
		// There is no call for all of them at once.
		for (const id of sessionIds) await endOne(api, user, id, options.revokeGrantsTarget);
		const left = await stillWorking(api, user);
		const item = { userId: user, sessionIds, left };
		return sessionIds.length > 0
			? { ...item, already: false }
			: alreadyDone(item, options, 'The user has no session');
	},
});

/**
 * By what a person can go on working: sessions that began meanwhile, refresh tokens whose session ended
 * long ago, and personal access tokens, which no end of a session touches (logto-next.md, the table).
 */
async function stillWorking(api: Api, user: string): Promise<IDataObject[]> {
	const sessions = await sessionsOf(api, user);
	const grants = await grantsOf(api, user);
	const tokens = asRecords(
		await api.request({ method: 'GET', path: path`/api/users/${user}/personal-access-tokens` }),
	);
	return [
		...sessions.map((session) => ({
			what: 'session',
			id: sessionId(session),
			name: null,
			why: 'It began meanwhile.',
		})),
		...grants.map(({ id, application }) => ({
			what: 'grant',
			id,
			name: ((application ?? {}) as IDataObject).name ?? null,
			why: 'Its refresh tokens go on working. Revoke All Grants ends them.',
		})),
		...tokens.map(({ name, expiresAt }) => ({
			what: 'personalAccessToken',
			id: name,
			name,
			expiresAt,
			why: 'It can be exchanged for access tokens until it expires or is deleted.',
		})),
	];
}
