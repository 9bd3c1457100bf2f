import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { emailOf, tokenShown } from './token';

export const verify = defineOperation({
	value: 'verify',
	name: 'Verify',
	action: 'Verify a one-time token',
	description: 'Check a token that somebody came with, and use it up: it is good once',
	fields: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'The address that the token was made for, as it was entered',
		},
		{
			displayName: 'Token Value',
			name: 'tokenValue',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The token itself',
		},
	],
	target: ({ email }) => email,
	request: ({ email, tokenValue }) => ({
		method: 'POST',
		path: path`/api/one-time-tokens/verify`,
		body: { email: emailOf(email), token: tokenValue },
	}),
	result: (payload) => tokenShown(asRecord(payload)),
});
