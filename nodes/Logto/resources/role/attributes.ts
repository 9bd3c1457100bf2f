import type { Field } from '../../../shared/field';

/** Whether newcomers get the role. */
export const isDefault = {
	displayName: 'Default Role',
	name: 'isDefault',
	type: 'boolean',
	default: false,
	description: 'Whether whoever signs up gets the role',
} as const satisfies Field;
