import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { emailOf } from './token';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a one-time token',
	description:
		'Create a token with which somebody signs in once, for a magic link. It is in the output, so anyone who sees the execution can sign in with it. Those made before stay good.',
	fields: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'Who signs in with it. Logto sends nothing: you do.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Lifetime',
					name: 'expiresIn',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 600,
					description: 'How many seconds the token is good for',
				},
				{
					displayName: 'Organization Names or IDs',
					name: 'organizations',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getOrganizations' },
					default: [],
					description:
						'Organizations that the person joins at sign-in. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Use For',
					name: 'interactionEvent',
					type: 'options',
					options: [
						{ name: 'Forgot Password', value: 'ForgotPassword' },
						{ name: 'Register', value: 'Register' },
						{ name: 'Sign In', value: 'SignIn' },
					],
					default: 'SignIn',
					description: 'The only thing that the token is good for, where the server knows of it',
				},
			],
		},
	],
	target: ({ email }) => email,
	request({ email, options: { expiresIn, organizations, interactionEvent } }) {
		const jitOrganizationIds = organizations && [...new Set(organizations)];
		return {
			method: 'POST',
			path: path`/api/one-time-tokens`,
			body: {
				email: emailOf(email),
				expiresIn,
				context:
					jitOrganizationIds || interactionEvent
						? { jitOrganizationIds, interactionEvent }
						: undefined,
			},
		};
	},
	result: asRecord,
});
