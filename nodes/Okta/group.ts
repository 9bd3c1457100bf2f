import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../shared/answer';
import type { Api } from '../shared/api';
import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';
import { path } from '../shared/path';
import { profileOf } from './locate';

/** The group an operation is about, of whatever kind. */
export const group = {
	displayName: 'Group',
	name: 'group',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group…',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00g1a2b3c4d5E6f7G8h9',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Sales',
			hint: 'The whole name, letter for letter',
		},
	],
} as const satisfies Field;

const [fromList, ...otherModes] = group.modes;

/** The group to change: its list has only those that Okta itself manages. */
export const oktaGroup = {
	...group,
	description:
		'The group to change. The list has only groups that Okta itself manages: those of applications and directories are changed there.',
	modes: [
		{ ...fromList, typeOptions: { ...fromList.typeOptions, searchListMethod: 'searchOktaGroups' } },
		...otherModes,
	],
} as const satisfies Field;

/** Why a group of a type cannot be changed through Okta (Management API, "Group", `type`). */
const MANAGED_ELSEWHERE: Record<string, string> = {
	APP_GROUP:
		'An application or a directory, such as Active Directory, manages it. Change it there, or use a group that Okta itself manages.',
	BUILT_IN: 'Okta itself fills it. Use another group.',
};

/**
 * A group that is about to be changed.
 *
 * Looked at before anything is sent: of a group of an application Okta only says that one has no
 * permission, and of Everyone that the operation is not supported (okta-next.md, 5.2).
 *
 * @throws {InputError} for a group that Okta does not manage
 */
export async function ownGroup(api: Api, id: string): Promise<IDataObject> {
	const found = asRecord(await api.request({ method: 'GET', path: path`/api/v1/groups/${id}` }));
	const why = MANAGED_ELSEWHERE[String(found.type)];
	if (why) {
		throw new InputError(
			`The group "${String(profileOf(found).name)}" cannot be changed`,
			why,
			'refused',
		);
	}
	return found;
}
