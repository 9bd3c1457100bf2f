import type { Field } from '../../../shared/field';

/** What a role is called. */
export const name = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Engineering',
	description: 'Name of the role, unique in the account',
} as const satisfies Field;
