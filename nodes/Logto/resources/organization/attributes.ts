import type { Field } from '../../../shared/field';

export const customData = {
	displayName: 'Custom Data',
	name: 'customData',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "plan": "gold" }',
	description: 'JSON object with data of your own',
} as const satisfies Field;

export const description = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Customer since 2026',
	description: 'Up to 256 characters',
} as const satisfies Field;

export const isMfaRequired = {
	displayName: 'Require MFA',
	name: 'isMfaRequired',
	type: 'boolean',
	default: false,
	description: 'Whether members need MFA to work in the organization',
} as const satisfies Field;
