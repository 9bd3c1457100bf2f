import type { IDataObject } from 'n8n-workflow';
import { jsonObject } from '../../../shared/coerce';
import type { Field } from '../../../shared/field';

/** Which assignment counts for who is in several groups of an application. */
export const priority = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description: 'Which group decides for a user who is in several: the one with the lowest number',
} as const satisfies Field;

/** What the application is to know of the members, whose names the application's own schema decides. */
export const profile = {
	displayName: 'Application Profile',
	name: 'profile',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "role": "Developer" }',
	description: 'Attributes of the members in the application, as JSON: variable name and value',
} as const satisfies Field;

/** @throws {InputError} when it is no object */
export const profileFrom = (given: unknown): IDataObject =>
	jsonObject(given, profile.displayName) ?? {};

/** The short form of a group of an application, with the group's name where it was asked for. */
export function simplifyAppGroup(assignment: IDataObject): IDataObject {
	const { group } = (assignment._embedded ?? {}) as { group?: { profile?: IDataObject } };
	return {
		id: assignment.id,
		...(group && { name: group.profile?.name ?? null }),
		priority: assignment.priority ?? null,
		profile: assignment.profile ?? {},
		lastUpdated: assignment.lastUpdated ?? null,
		...(assignment.already !== undefined && { already: assignment.already }),
	};
}
