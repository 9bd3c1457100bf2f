import type { IDataObject } from 'n8n-workflow';

interface Entity {
	id?: string;
	type?: string;
	alternateId?: string;
	displayName?: string;
}

/** Somebody or something in an event. Okta writes "unknown" where it knows no login. */
const known = (text: string | undefined): string | undefined =>
	text === 'unknown' ? undefined : text;

const named = ({ id, displayName }: Entity): IDataObject => ({ id, name: known(displayName) });

/** The targets of an event; `null` where there are none (System Log API, LogEvent). */
const targetsOf = ({ target }: IDataObject): Entity[] =>
	Array.isArray(target) ? (target as Entity[]).filter((one) => one !== null) : [];

/**
 * Whether what an event tells of was done: a deactivation that Okta refused is in the log as well. Some
 * events have no outcome.
 */
export function isSuccess({ outcome }: IDataObject): boolean {
	const { result } = (outcome ?? {}) as { result?: unknown };
	return result === undefined || result === null || result === 'SUCCESS';
}

/** The short form of an event, with the keys that events of all vendors have. */
export function simplifyLogEvent(event: IDataObject): IDataObject {
	const targets = targetsOf(event);
	const actor = (event.actor ?? {}) as Entity;
	const ofType = (...types: string[]) => targets.find(({ type = '' }) => types.includes(type));
	const user = ofType('User') ?? (actor.type === 'User' ? actor : undefined);
	const group = ofType('UserGroup');
	const application = ofType('AppInstance');
	const role = ofType('ROLE', 'Role');
	const { result } = (event.outcome ?? {}) as { result?: string };
	const { ipAddress } = (event.client ?? {}) as { ipAddress?: string };
	return {
		id: event.uuid,
		event: event.eventType,
		occurredAt: event.published,
		outcome: result,
		...(user && {
			user: { id: user.id, login: known(user.alternateId), name: known(user.displayName) },
		}),
		actor: { id: actor.id, type: actor.type, name: known(actor.displayName) },
		...(group && { group: named(group) }),
		...(application && { application: named(application) }),
		...(role && { role: named(role) }),
		ip: ipAddress ?? null,
	};
}
