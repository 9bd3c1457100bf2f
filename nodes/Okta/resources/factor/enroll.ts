import { asRecord } from '../../../shared/answer';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { enrolment } from './kinds';
import { simplifyFactor, withoutActivation } from './simplify';

export const enroll = defineOperation({
	value: 'enroll',
	name: 'Enroll',
	action: 'Enroll a factor for a user',
	description:
		'Set up a second factor for a user. Most wait then until they are activated with a code.',
	fields: [
		user,
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{
					name: 'Custom One-Time Code',
					value: 'customTotp',
					description: 'Such as a hardware token',
				},
				{ name: 'Email', value: 'email' },
				{ name: 'Google Authenticator', value: 'googleTotp' },
				{ name: 'Okta Verify Code', value: 'oktaTotp' },
				{ name: 'Okta Verify Push', value: 'oktaPush' },
				{ name: 'Phone Call', value: 'call' },
				{ name: 'Security Question', value: 'question' },
				{ name: 'SMS', value: 'sms' },
			],
			default: 'sms',
			description: 'The kind of factor. Those that need a browser cannot be set up here.',
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49561555010',
			displayOptions: { show: { kind: ['call', 'sms'] } },
			description: 'Number with its country code',
		},
		{
			displayName: 'Phone Extension',
			name: 'phoneExtension',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12',
			displayOptions: { show: { kind: ['call'] } },
			description: 'What to dial after the number',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. nathan@example.com',
			displayOptions: { show: { kind: ['email'] } },
			description: 'The verified primary email address of the user',
		},
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			default: '',
			placeholder: 'e.g. disliked_food',
			displayOptions: { show: { kind: ['question'] } },
			description: 'Name of one of the questions that Okta has',
		},
		{
			displayName: 'Answer',
			name: 'answer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { kind: ['question'] } },
			description: 'Answer to the question, at least 4 characters',
		},
		{
			displayName: 'Factor Profile ID',
			name: 'factorProfileId',
			type: 'string',
			default: '',
			placeholder: 'e.g. fpr1a2b3c4d5E6f7G8h9',
			displayOptions: { show: { kind: ['customTotp'] } },
			description: 'The profile of the tokens, which the organization has made',
		},
		{
			displayName: 'Shared Secret',
			name: 'sharedSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { kind: ['customTotp'] } },
			description: 'The secret in the token',
		},
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Activate',
					name: 'activate',
					type: 'boolean',
					default: false,
					description:
						'Whether it is active at once, without a code. For phones, email and custom codes.',
				},
				{
					displayName: 'Code Lifetime',
					name: 'tokenLifetimeSeconds',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 86_400, numberPrecision: 0 },
					default: 300,
					description: 'How many seconds the code in an email is good for',
				},
				{
					displayName: 'Return Secret',
					name: 'returnSecret',
					type: 'boolean',
					default: false,
					description:
						'Whether the item is to have what sets up the app: the secret of its codes and the links to the QR code. Whoever has them has the factor, and executions are stored.',
				},
				{
					displayName: 'Update Phone',
					name: 'updatePhone',
					type: 'boolean',
					default: false,
					description: 'Whether another number that the user has is replaced',
				},
			],
		},
	],
	async run(api, { user, kind, options, ...given }) {
		const { activate, tokenLifetimeSeconds, updatePhone } = options;
		const made = asRecord(
			await api.request({
				method: 'POST',
				path: path`/api/v1/users/${user}/factors`,
				query: { activate, tokenLifetimeSeconds, updatePhone },
				body: enrolment(kind, given),
			}),
		);
		return { userId: user, ...(options.returnSecret ? made : withoutActivation(made)) };
	},
	simplify: simplifyFactor,
});
