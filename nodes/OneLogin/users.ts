import type { Api } from '../shared/api';
import { InputError, raise } from '../shared/errors';
import type { Field } from '../shared/field';
import { bodyId } from './id';
import { locateUser } from './locate';

/** Several people. */
export const users = {
	displayName: 'Users',
	name: 'users',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12345678, nathan@example.com',
	description: 'IDs, emails or usernames, separated by commas',
} as const satisfies Field;

/**
 * The ids of the people in a text, each once, as whole numbers.
 *
 * @param label the field as the form shows it
 * @throws {InputError} when one of them is nobody or several, so that nothing has been changed yet
 */
export async function userIds(
	api: Api,
	given: string,
	label: string = users.displayName,
): Promise<number[]> {
	const ids = new Set<number>();
	for (const entry of given.split(/[,\n]/).map((text) => text.trim())) {
		if (entry) ids.add(bodyId(await idOf(api, entry, label), label, 'user'));
	}
	if (ids.size > 0) return [...ids];
	throw new InputError(`"${label}" names nobody`, 'Enter at least one ID, email or username.');
}

async function idOf(api: Api, value: string, label: string): Promise<string> {
	if (/^[-+]?\d+$/.test(value)) return value;
	if (!value.includes('@')) return await locateUser(api, { mode: 'username', value }, label);
	try {
		return await locateUser(api, { mode: 'email', value }, label);
	} catch (error) {
		if (!(error instanceof InputError) || error.outcome !== 'notFound')
			return raise(error as Error);
		// A username may look like an email, and need not be the one of its owner.
		return await locateUser(api, { mode: 'username', value }, label);
	}
}
