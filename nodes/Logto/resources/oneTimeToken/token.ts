import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { path } from '../../../shared/path';
import { without } from '../../simplify';

/** The one-time token an operation is about. */
export const oneTimeToken = {
	displayName: 'One-Time Token',
	name: 'oneTimeToken',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The one-time token to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a one-time token…',
			typeOptions: { searchListMethod: 'searchOneTimeTokens' },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. o6uo2kq8x4m1zv7b9c3nd',
		},
	],
} as const satisfies Field;

/** Logto hands out a token in each answer about it, not only when it is made. */
export const includeTokenValue = {
	displayName: 'Include Token Value',
	name: 'includeTokenValue',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the token itself. Anyone who sees the execution can then sign in with it.',
} as const satisfies Field;

/** A one-time token as it is to be shown. */
export const tokenShown = (
	record: IDataObject,
	{ includeTokenValue }: { includeTokenValue?: boolean } = {},
): IDataObject => (includeTokenValue ? record : without(record, ['token']));

/** The one-time token with an ID; throws where there is none. */
export const readToken = async (api: Api, id: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/one-time-tokens/${id}` }));

/**
 * An email address. Logto makes a token for whatever it is given, with which nobody can sign in.
 *
 * @throws {InputError} when it is none
 */
export function emailOf(given: string): string {
	const email = given.trim();
	if (/^\S+@\S+\.\S+$/.test(email)) return email;
	throw new InputError(`"Email" is no email address: "${email}"`, 'Enter one address.');
}
