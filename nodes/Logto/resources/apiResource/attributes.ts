import type { Field } from '../../../shared/field';

/** How long an access token for the API is good. */
export const accessTokenTtl = {
	displayName: 'Access Token Lifetime',
	name: 'accessTokenTtl',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 3600,
	description: 'How many seconds an access token for the API is good for',
} as const satisfies Field;
