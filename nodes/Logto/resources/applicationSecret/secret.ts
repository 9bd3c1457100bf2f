import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../../shared/field';
import { without } from '../../simplify';

/** A secret of the chosen application. Logto knows it by its name only. */
export const secret = {
	displayName: 'Secret',
	name: 'secret',
	type: 'resourceLocator',
	typeOptions: { loadOptionsDependsOn: ['app.value'] },
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The secret to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a secret…',
			typeOptions: { searchListMethod: 'searchSecrets', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Default secret',
			hint: 'Exactly as it was given, including spaces and upper and lower case',
		},
	],
} as const satisfies Field;

/** Logto hands out the value of a secret in each answer about it. */
export const includeSecretValue = {
	displayName: 'Include Secret Value',
	name: 'includeSecretValue',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the secret itself. Anyone who sees the execution can then act as the application.',
} as const satisfies Field;

/** A secret as it is to be shown. */
export const secretShown = (
	record: IDataObject,
	{ includeSecretValue }: { includeSecretValue?: boolean },
): IDataObject => (includeSecretValue ? record : without(record, ['value']));
