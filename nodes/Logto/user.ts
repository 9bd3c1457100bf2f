import { asRecord } from '../shared/answer';
import type { Api } from '../shared/api';
import type { Field } from '../shared/field';
import { path } from '../shared/path';

/** The user an operation is about. */
export const user = {
	displayName: 'User',
	name: 'user',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user…',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. a1b2c3d4e5f6',
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
		},
		{
			displayName: 'By Phone',
			name: 'phone',
			type: 'string',
			placeholder: 'e.g. 14155550123',
			hint: 'With the country code; a plus sign and separators are taken out',
		},
		{
			displayName: 'By Username',
			name: 'username',
			type: 'string',
			placeholder: 'e.g. nathan',
			hint: 'Upper and lower case matter',
		},
	],
} as const satisfies Field;

/**
 * Sees to it that there is such a user, where an answer was empty that would be so for one who does not
 * exist as well.
 *
 * @throws {ApiError} when there is none
 */
export async function requireUser(api: Api, user: string): Promise<void> {
	asRecord(await api.request({ method: 'GET', path: path`/api/users/${user}` }));
}
