import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import { readUser } from './record';

/**
 * The email of a user as OneLogin has it, by which alone it invites: upper and lower case count there
 * (onelogin-next.md, section 4.1).
 *
 * @throws {InputError} when there is none
 */
export async function emailOf(api: Api, user: string): Promise<string> {
	const { email } = await readUser(api, user);
	if (typeof email === 'string' && email !== '') return email;
	throw new InputError(
		'The user has no email, and OneLogin invites by email only',
		'Give the user an email first, with "Update".',
	);
}
