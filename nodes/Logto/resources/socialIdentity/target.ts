import type { Field } from '../../../shared/field';

/** Logto's name for a provider: a user has at most one identity for each. */
export const target = {
	displayName: 'Target',
	name: 'target',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. github',
	description: 'Name of the provider, as the connector in Logto shows it',
} as const satisfies Field;
