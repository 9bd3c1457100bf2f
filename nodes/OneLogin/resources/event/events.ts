import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';

/** What a person recognises an event by. Names are written with a hyphen by some documents: both are read. */
const SHORT = [
	'id',
	'created_at',
	'event_type_id',
	'user_id',
	'user_name',
	'actor_user_id',
	'actor_user_name',
	'role_id',
	'role_name',
	'app_id',
	'app_name',
	'group_id',
	'group_name',
	'otp_device_name',
	'ipaddr',
	'notes',
	'error_description',
];

/** The short form of an event: without what it says nothing of. */
export function simplifyEvent(event: IDataObject): IDataObject {
	const short: IDataObject = {};
	for (const name of SHORT) {
		const value = event[name] ?? event[name.replace('_', '-')];
		if (value !== null && value !== undefined && value !== '') short[name] = value;
	}
	return short;
}

/** @throws {InputError} for what is no number: OneLogin would look for another event */
export function eventId(given: string): string {
	const id = given.trim();
	if (/^\d+$/.test(id)) return id;
	throw new InputError(
		`"Event ID" is "${given}", which is not an event ID`,
		'It is the "id" of an event, not that of its type.',
	);
}
