import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../shared/api';
import type { Field } from '../../../shared/field';
import { named, nameFault, path } from '../../../shared/path';
import { without } from '../../simplify';

/** A personal access token of the chosen user. Logto knows it by its name only. */
export const token = {
	displayName: 'Token',
	name: 'token',
	type: 'resourceLocator',
	typeOptions: { loadOptionsDependsOn: ['user.value'] },
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The personal access token to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a token…',
			typeOptions: { searchListMethod: 'searchTokens', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Nightly export',
			hint: 'Exactly as it was given, including spaces and upper and lower case',
		},
	],
} as const satisfies Field;

/** Logto hands out the value of a token in each answer about it, not only when it is made. */
export const includeTokenValue = {
	displayName: 'Include Token Value',
	name: 'includeTokenValue',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the token itself. Anyone who sees the execution can then act as the user.',
} as const satisfies Field;

/** A token without its value. */
export const withoutValue = (record: IDataObject): IDataObject => without(record, ['value']);

/**
 * The request that deletes a token. A name such as "../.." has no place in an address, so Logto's newer
 * form (October 2025) carries it in the body. Otherwise its owner could make a token that no workflow can
 * delete.
 */
export const tokenDeletion = (user: string, name: string): Call =>
	nameFault(name)
		? {
				method: 'POST',
				path: path`/api/users/${user}/personal-access-tokens/delete`,
				body: { name },
			}
		: { method: 'DELETE', path: path`/api/users/${user}/personal-access-tokens/${named(name)}` };
