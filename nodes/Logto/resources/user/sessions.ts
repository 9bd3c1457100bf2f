import type { IDataObject } from 'n8n-workflow';
import { asRecord, recordsOf, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { unless } from '../../refused';
import { without } from '../../simplify';
import { requireUser } from '../../user';

/** A browser session of the chosen user. */
export const session = {
	displayName: 'Session',
	name: 'session',
	type: 'resourceLocator',
	typeOptions: { loadOptionsDependsOn: ['user.value'] },
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The session to end',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a session…',
			typeOptions: { searchListMethod: 'searchSessions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. UMgQ0kq7b1cXy8WkVb3nT',
			hint: 'The uid of the session',
		},
	],
} as const satisfies Field;

/**
 * Which refresh tokens end with a session. Without the parameter all of them go on working
 * (logto-next.md, "User sessions and grants"), which is not what ending a session is for.
 */
export const revokeGrantsTarget = {
	displayName: 'Tokens to Revoke',
	name: 'revokeGrantsTarget',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{
			name: 'None',
			value: 'none',
			description: 'Applications stay signed in by their refresh tokens',
		},
		{
			name: 'Of First-Party Applications',
			value: 'firstParty',
			description: 'Applications of others stay signed in by their refresh tokens',
		},
	],
	default: 'all',
	description: 'Whose refresh tokens end with the session',
} as const satisfies Field;

/** The parameter of the request for what was chosen. */
export const targetOf = (chosen = 'all'): string | undefined =>
	chosen === 'none' ? undefined : chosen;

/**
 * The sessions of a user, without what would give one away: the value of its cookie, and codes that were
 * entered. Logto gives none for a user that does not exist as well, so the user is looked at then.
 *
 * @throws {ApiError} when there is no such user
 */
export async function sessionsOf(api: Api, user: string): Promise<IDataObject[]> {
	const answer = await api.request({ method: 'GET', path: path`/api/users/${user}/sessions` });
	const sessions = recordsOf(answer, 'sessions').map(withoutKeys);
	if (sessions.length === 0) await requireUser(api, user);
	return sessions;
}

function withoutKeys(session: IDataObject): IDataObject {
	const payload = without(asRecord(session.payload), ['jti']);
	const submission = session.lastSubmission as IDataObject | null | undefined;
	if (!Array.isArray(submission?.verificationRecords)) return { ...session, payload };
	const records = submission.verificationRecords as IDataObject[];
	const verificationRecords = records.map((record) => without(record, ['code']));
	return { ...session, payload, lastSubmission: { ...submission, verificationRecords } };
}

/**
 * What a request needs to name a session.
 *
 * @throws {ApiError} when an answer has none
 */
export function sessionId({ payload }: IDataObject): string {
	const { uid } = payload as IDataObject;
	if (typeof uid !== 'string') throw new ApiError(unreadable('a session with its uid', uid));
	return uid;
}

/** The short form of a session. Times are in milliseconds, as elsewhere in Logto. */
export function simplifySession(session: IDataObject): IDataObject {
	const { loginTs, authorizations } = session.payload as IDataObject;
	const { signInContext } = (session.lastSubmission ?? {}) as IDataObject;
	const { ip, userAgent } = (signInContext ?? {}) as IDataObject;
	return {
		id: sessionId(session),
		userId: session.accountId,
		signedInAt: typeof loginTs === 'number' ? loginTs * 1000 : null,
		expiresAt: session.expiresAt,
		applicationIds: Object.keys((authorizations ?? {}) as IDataObject),
		ip: ip ?? null,
		userAgent: userAgent ?? null,
	};
}

/**
 * Ends a session, as one of several. One that ended by itself meanwhile is gone all the same.
 *
 * @param target see {@link revokeGrantsTarget}
 */
export async function endOne(api: Api, user: string, id: string, target?: string): Promise<void> {
	await done(api, {
		method: 'DELETE',
		path: path`/api/users/${user}/sessions/${id}`,
		query: { revokeGrantsTarget: targetOf(target) },
	}).catch(unless('oidc.session_not_found'));
}
