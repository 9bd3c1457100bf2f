import type { Field } from '../../../shared/field';

/** Where a user stands in OneLogin's approval, by OneLogin's numbers. */
export const state = {
	displayName: 'State',
	name: 'state',
	type: 'options',
	options: [
		{ name: 'Approved', value: 1, description: 'Has a license' },
		{ name: 'Rejected', value: 2 },
		{ name: 'Unapproved', value: 0 },
		{ name: 'Unlicensed', value: 3, description: 'Only Set State leads out of it' },
	],
	default: 1,
} as const satisfies Field;
